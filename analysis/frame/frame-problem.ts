import type { Text } from "../../survey-definitions/definition.ts";

export type FrameProblemCode = keyof typeof remedies;

export interface FrameProblem {
	/** In the file, the first is 1; 0 for the file as a whole. */
	row: number;
	/** The column's header; empty for the row or file as a whole. */
	column: string;
	code: FrameProblemCode;
	value: string;
	remedy: Text;
	/** False where the import can go on: the coordinator is told what was done. */
	blocks: boolean;
}

/** What to do, by code; `{x}` is filled in by the check. */
const remedies = {
	"too-large": {
		vi: "tệp lớn hơn 200 MB: hãy bỏ các cột không dùng hoặc chia theo tỉnh rồi nhập lại",
		en: "the file is larger than 200 MB: remove columns that are not used, or divide it by province, and import again",
	},
	"empty-file": {
		vi: "tệp không có dòng số liệu nào: hãy kiểm tra trang tính đầu tiên",
		en: "the file has no row of data: check its first sheet",
	},
	"old-excel": {
		vi: "đây là tệp Excel cũ (.xls): hãy mở và lưu lại thành .xlsx hoặc CSV UTF-8",
		en: "this is an old Excel file (.xls): open it and save it as .xlsx or CSV UTF-8",
	},
	"far-cell": {
		vi: "bảng trải đến tận ô {place}: hãy xóa các cột và dòng trống, kể cả ô chỉ có định dạng, rồi lưu lại, hoặc lưu thành CSV UTF-8",
		en: "the sheet reaches as far as cell {place}: delete its empty columns and rows, and cells that hold nothing but a format, and save again, or save as CSV UTF-8",
	},
	"broken-file": {
		vi: "không đọc được tệp XLSX: hãy mở bằng Excel, lưu lại, hoặc lưu thành CSV UTF-8",
		en: "the XLSX file cannot be read: open it in Excel and save it again, or save it as CSV UTF-8",
	},
	"legacy-encoding": {
		vi: "chữ có vẻ là bảng mã {encoding}: hãy chuyển sang Unicode dựng sẵn (ví dụ UniKey → Công cụ → Chuyển mã), lưu thành CSV UTF-8 hoặc XLSX",
		en: "the text looks like {encoding}: convert it to Unicode (for instance UniKey → Toolkit → Convert) and save it as CSV UTF-8 or XLSX",
	},
	"broken-quotes": {
		vi: "dấu ngoặc kép mở mà không đóng: hãy sửa dòng này rồi lưu lại",
		en: "a quotation mark is opened and not closed: mend this row and save again",
	},
	"personal-column": {
		vi: "cột này có vẻ chứa dữ liệu của từng người (họ tên, điện thoại, số căn cước…): dàn mẫu không nhận, hãy xóa cột rồi nhập lại",
		en: "this column seems to hold data of persons (names, telephones, identity numbers …), which a frame never takes: delete the column and import again",
	},
	"missing-column": {
		vi: "thiếu cột {field}: hãy thêm cột, hoặc chỉ ra cột nào trong tệp là {field}",
		en: "there is no column for {field}: add it, or say which column of the file it is",
	},
	"duplicate-column": {
		vi: "hai cột cùng tên: hãy đổi tên hoặc bỏ một cột",
		en: "two columns have one name: rename or remove one",
	},
	"empty-row": {
		vi: "dòng trống, đã bỏ qua: không cần làm gì nếu đúng ý",
		en: "an empty row, passed over: nothing to do if that is meant",
	},
	"total-row": {
		vi: "dòng này có vẻ là dòng tổng: hãy xóa, vì nó không phải một đơn vị",
		en: "this row seems to be a total, not a unit: delete it",
	},
	"missing-unit": {
		vi: "thiếu mã đơn vị: hãy ghi một mã riêng cho đơn vị này",
		en: "the unit has no id: give it one of its own",
	},
	"duplicate-unit": {
		vi: "mã đơn vị đã có ở dòng {first}: hãy bỏ dòng trùng hoặc sửa mã",
		en: "the unit's id stands in row {first} already: remove the duplicate or mend the id",
	},
	"missing-size": {
		vi: "thiếu số liệu: hãy ghi một số nguyên",
		en: "the number is missing: write a whole number",
	},
	"not-a-number": {
		vi: "không phải số nguyên: hãy ghi số nguyên, ví dụ 1234 hoặc 1.234",
		en: "this is not a whole number: write one, for instance 1234",
	},
	"zero-size": {
		vi: "đơn vị có 0 người không thể được chọn: hãy sửa số hoặc bỏ đơn vị khỏi dàn mẫu",
		en: "a unit of size zero can never be drawn: mend the number or take the unit out of the frame",
	},
	"negative-size": {
		vi: "số âm: hãy sửa số",
		en: "the number is negative: mend it",
	},
	"leaders-over-people": {
		vi: "số lãnh đạo lớn hơn số người ({people}): hãy kiểm tra hai cột, lãnh đạo nằm trong số người",
		en: "there are more leaders than people ({people}): check both columns, leaders are counted among the people",
	},
	"unknown-stratum": {
		vi: "mã tầng không có trong thiết kế: hãy dùng một trong {known}",
		en: "the design has no such stratum: use one of {known}",
	},
	"unknown-level": {
		vi: "không rõ cấp: hãy ghi Trung ương, Tỉnh, Huyện, Xã, Khu vực hoặc mã 1–5",
		en: "this level is not known: write central, province, district, commune, area or a code from 1 to 5",
	},
	"no-district-level": {
		vi: "phiên bản {version} không còn cấp huyện: hãy chuyển đơn vị về cấp tỉnh, xã hoặc khu vực, hoặc chọn G1, G2",
		en: "version {version} has no district level: move the unit to province, commune or area, or choose G1 or G2",
	},
	"unknown-sector": {
		vi: "không rõ khối: hãy ghi mã 1–9 của câu CB_L3",
		en: "this sector is not known: write a code from 1 to 9 of question CB_L3",
	},
	"unknown-urban": {
		vi: "không rõ thành thị hay nông thôn: hãy ghi «thành thị» hoặc «nông thôn»",
		en: "neither urban nor rural: write one of the two words",
	},
	"missing-province": {
		vi: "thiếu tỉnh: hãy ghi tên hoặc mã tỉnh",
		en: "the province is missing: write its name or code",
	},
	"unknown-province": {
		vi: "phiên bản {version} không có tỉnh này{elsewhere}: hãy sửa tên, mã, hoặc chọn phiên bản địa giới khác",
		en: "version {version} has no such province{elsewhere}: mend the name or code, or choose another version of the geography",
	},
	"province-disagrees": {
		vi: "ở phiên bản {version}, mã {code} là {name}, khác tên ghi trong dòng: hãy kiểm tra mã (bảy mã đổi nghĩa từ 01/7/2025)",
		en: "in version {version} the code {code} is {name}, which is not the name in this row: check the code (seven codes changed their meaning on 1 July 2025)",
	},
	"province-spelling": {
		vi: "được hiểu là {name} (mã {code}): không cần làm gì nếu đúng",
		en: "read as {name} (code {code}): nothing to do if that is right",
	},
	formula: {
		vi: "ô chứa công thức: hãy dán lại giá trị (Dán đặc biệt → Giá trị) rồi lưu",
		en: "the cell holds a formula: paste its value instead (Paste special → Values) and save",
	},
	"error-value": {
		vi: "ô chứa lỗi của Excel: hãy sửa hoặc xóa giá trị",
		en: "the cell holds an error of Excel: mend or clear it",
	},
} as const satisfies Record<string, Text>;

const notes: readonly FrameProblemCode[] = ["empty-row", "province-spelling"];

export function frameProblem(
	code: FrameProblemCode,
	{
		row = 0,
		column = "",
		value = "",
		...params
	}: { row?: number; column?: string; value?: string } & Record<
		string,
		string | number
	> = {},
): FrameProblem {
	const fill = (sentence: string) =>
		sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
			String(params[name] ?? ""),
		);
	const { vi, en } = remedies[code];
	return {
		row,
		column,
		code,
		value: value.length > 80 ? `${value.slice(0, 79)}…` : value,
		remedy: { vi: fill(vi), en: fill(en) },
		blocks: !notes.includes(code),
	};
}
