import type { Text } from "../../survey-definitions/definition.ts";

/** What keeps a margin from being stored or used: where it is and what to do. */
export interface WeightProblem {
	code: keyof typeof remedies;
	/** Name of the margin; empty where none is concerned. */
	margin: string;
	/** Line of the totals, counted from 1; 0 where it is about all of them. */
	row: number;
	column: string;
	value: string;
	remedy: Text;
}

/** {value}, {other} and {count} stand for what was found; never for numbers of forms, which may be too few to be told. */
const remedies = {
	"no-variable": {
		vi: "biên chưa có biến: hãy chọn ít nhất một biến",
		en: "the margin has no variable: choose at least one",
	},
	"unknown-variable": {
		vi: "cuộc điều tra không có biến {value} với một câu trả lời: hãy chọn trong danh sách",
		en: "the survey has no variable {value} with one answer: choose from the list",
	},
	"source-missing": {
		vi: "biên chưa ghi nguồn: hãy ghi văn bản, bảng hoặc ấn phẩm đã lấy số",
		en: "the margin names no source: write down the document, table or publication",
	},
	"version-missing": {
		vi: "biên chưa ghi phiên bản hoặc ngày của nguồn: hãy ghi, ví dụ 01/4/2019",
		en: "the margin has no version or date of its source: write it down, e.g. 1 April 2019",
	},
	"no-totals": {
		vi: "biên chưa có tổng nào: hãy nhập mỗi dòng một mã và một số, cách nhau bằng dấu chấm phẩy",
		en: "the margin has no totals: give a code and a number on each line, with a semicolon between them",
	},
	"wrong-fields": {
		vi: "dòng này cần {count} ô cách nhau bằng dấu chấm phẩy (mã của từng biến, rồi tổng): hãy sửa dòng",
		en: "this line needs {count} fields with semicolons between them (the code of each variable, then the total): correct it",
	},
	"unknown-category": {
		vi: "{column} không có mã {value}: hãy dùng mã trong bảng phương án; 95–99 không có tổng vì không bị ép",
		en: "{column} has no code {value}: use the codes of its answers; 95–99 have no total because they are not forced",
	},
	"repeated-category": {
		vi: "nhóm {value} đã có ở dòng {other}: hãy bỏ một dòng hoặc cộng hai dòng",
		en: "the category {value} stands on line {other} already: remove one line, or add the two",
	},
	"not-a-number": {
		vi: "“{value}” không phải số: hãy viết 1234567, 1.234.567 hoặc 34,4",
		en: "“{value}” is no number: write 1234567, 1.234.567 or 34,4",
	},
	"negative-total": {
		vi: "tổng {value} là số âm: tổng phải từ 0 trở lên",
		en: "the total {value} is negative: totals are zero or more",
	},
	"missing-category": {
		vi: "thiếu tổng của nhóm {value}: hãy thêm một dòng, tổng 0 nếu tổng thể không có ai",
		en: "the category {value} has no total: add a line, with 0 if there is nobody in the population",
	},
	"percent-not-100": {
		vi: "các tỷ lệ cộng lại được {value}, không phải 100 (cho phép lệch 0,5): hãy kiểm lại, hoặc chọn “chỉ lấy cơ cấu”",
		en: "the percentages add up to {value}, not 100 (0.5 either way is allowed): check them, or choose “structure only”",
	},
	"nothing-to-share": {
		vi: "các tổng cộng lại bằng 0: hãy nhập số người hoặc tỷ lệ của từng nhóm",
		en: "the totals add up to 0: give the people or the share of each category",
	},
	"census-urban-rural": {
		vi: "thành thị, nông thôn của Tổng điều tra 2019 không dùng được trên địa giới {value}: sau 01/7/2025 phường, xã không còn tương đương thành thị, nông thôn. Hãy bỏ biên này hoặc dùng số công bố theo địa giới mới",
		en: "urban and rural of the 2019 census cannot be used on geography {value}: since 1 July 2025 wards and communes are no longer urban and rural in that sense. Leave the margin out, or use figures published for the new geography",
	},
	"registered-population": {
		vi: "dân số đăng ký trong NQ 202/2025/QH15 cộng lại cao hơn dân số thống kê khoảng 12%: không được dùng làm biên. Hãy dùng số Tổng điều tra hoặc số của Cục Thống kê",
		en: "the registered population of resolution 202/2025/QH15 adds up to some 12% more than the statistical one and is no margin. Use the census or the Statistics Office",
	},
	"unknown-margin": {
		vi: "không có biên tên “{value}”: hãy chọn trong các biên đã nhập, hoặc nhập biên này",
		en: "there is no margin called “{value}”: choose one of those entered, or enter it",
	},
	"category-without-total": {
		vi: "số liệu có phiếu ở nhóm {value} mà biên không có tổng cho nhóm này: hãy thêm tổng, hoặc bỏ biên",
		en: "some forms are in the category {value}, for which the margin has no total: add its total, or leave the margin out",
	},
	"empty-category": {
		vi: "biên có tổng cho nhóm {value} nhưng không phiếu nào thuộc nhóm này: hãy gộp nhóm với nhóm gần nhất rồi nhập lại biên",
		en: "the margin has a total for the category {value}, but no form belongs to it: merge it with the nearest category and enter the margin again",
	},
	"zero-category": {
		vi: "biên nói nhóm {value} không có ai (tổng 0), nhưng có phiếu thuộc nhóm này: hãy sửa tổng",
		en: "the margin says that nobody is in the category {value} (total 0), but some forms are: correct the total",
	},
	"totals-disagree": {
		vi: "biên này cộng lại {value} người, biên “{other}” cộng lại {count} người, lệch quá 0,5%: hãy dùng số của cùng một thời điểm, hoặc khai một biên là “chỉ lấy cơ cấu”",
		en: "this margin adds up to {value} people, the margin “{other}” to {count}, more than 0.5% apart: use figures of one date, or declare one of them “structure only”",
	},
	"not-settled": {
		vi: "raking không hội tụ sau {count} vòng, biên này còn lệch {value}: các biên mâu thuẫn nhau trong mẫu. Hãy bỏ bớt biên hoặc gộp nhóm nhỏ",
		en: "raking did not settle in {count} rounds and this margin is still off by {value}: the margins contradict each other in the sample. Leave one out, or merge small categories",
	},
	"nothing-to-weight": {
		vi: "không có phiếu nào trong tổng thể để gia quyền: hãy kiểm tra số phiếu và quy tắc “ngoài đối tượng”",
		en: "there is no form of the population to weight: check the responses and the rules of who is outside",
	},
} satisfies Record<string, Text>;

type Params = Record<string, string | number>;

/** A problem with its remedy, in which `{name}` stands for what was found. */
export function weightProblem(
	code: WeightProblem["code"],
	{
		margin = "",
		row = 0,
		column = "",
		value = "",
		...params
	}: Partial<Pick<WeightProblem, "margin" | "row" | "column" | "value">> & {
		other?: string | number;
		count?: string | number;
	} = {},
): WeightProblem {
	const found: Params = { margin, column, value, ...params };
	const put = (text: string) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) =>
			name in found ? String(found[name]) : whole,
		);
	const remedy: Text = remedies[code];
	return {
		code,
		margin,
		row,
		column,
		value,
		remedy: { vi: put(remedy.vi), en: put(remedy.en) },
	};
}
