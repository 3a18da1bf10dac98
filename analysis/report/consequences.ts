// I.2: how grave it is, what it does, how it moves; I.3 (Phụ lục 3 alone): what was done about it.
import { batteryBlocks, questionLine } from "./battery-blocks.ts";
import { shareBlocks } from "./chart-blocks.ts";
import { balance } from "./choice-blocks.ts";
import {
	addGap,
	cellInline,
	cellOf,
	difference,
	intervalInline,
	type Known,
	known,
	paragraph,
	populationWords,
	type Report,
	say,
	sourceLine,
} from "./compose.ts";
import type { Block, Inline } from "./document.ts";
import { effectBlocks } from "./effect-blocks.ts";
import type { Exhibit } from "./exhibit.ts";
import type { Population } from "./figures.ts";
import { choiceExhibit, itemsOf } from "./situation.ts";
import { isAbove, isKnown, notProven } from "./wording.ts";

const here = { PL5: "I.2", PL3: "I.2" } as const;
const contactOnly =
	"Chỉ hỏi người có tiếp xúc với cơ quan nhà nước trong kỳ hỏi.";

const consequences: Exhibit = {
	id: "hau-qua",
	places: here,
	variables: ["CB_C1"],
	compose: (report) =>
		batteryBlocks(report, {
			id: "hau-qua",
			population: "cadres",
			items: itemsOf(report, "cadres", "CB_C1"),
			net: [4, 5],
			netWords: "nhiều hoặc rất nhiều",
			caption:
				"Mức ảnh hưởng đến từng mặt, theo đánh giá của cán bộ, công chức, viên chức",
			itemHead: "Mặt chịu ảnh hưởng",
			sentence: {
				before: "đánh giá mức ảnh hưởng đến",
				after: "là nhiều hoặc rất nhiều",
			},
			scale: "1–5",
			asked: "Chỉ hỏi người cho biết có ít nhất một trong năm tình trạng.",
			place: "I.2",
		}).blocks,
};

const more = [4, 5];
const less = [1, 2];

const trend: Exhibit = {
	id: "xu-huong",
	places: here,
	variables: ["CB_B3", "ND_B2"],
	compose: (report) => {
		const found = [
			known(report, "cadres", "CB_B3", "I.2"),
			known(report, "citizens", "ND_B2", "I.2"),
		].filter((of) => of !== undefined);
		const [first] = found;
		if (!first) return [];
		const codes = first.table.rows.map(({ code }) => code);
		const drawn = found.flatMap((of) =>
			[1, 2, 3, 4, 5].flatMap((code) => {
				const label = of.table.rows.find((row) => row.code === code)?.label.vi;
				return label
					? [
							{
								of,
								name: `share/${code}`,
								label: `${populationWords[of.population].short}: ${label}`,
							},
						]
					: [];
			}),
		);
		return [
			{
				kind: "table",
				id: "xu-huong",
				caption:
					"Thay đổi của tình trạng không dám làm vì sợ trách nhiệm so với mốc so sánh",
				head: [
					[
						{ text: "So với mốc", down: 2 },
						...found.map(({ population }) => ({
							text: upper(populationWords[population].people),
							span: 2,
						})),
					],
					found.flatMap(() => [{ text: "%" }, { text: "KTC 95%" }]),
				],
				rows: codes.map((code) => ({
					cells: [
						[
							first.table.rows.find((row) => row.code === code)?.label.vi ??
								String(code),
						],
						...found.flatMap((of) => [
							cellInline(report, of, `share/${code}`, "all", "share"),
							intervalInline(report, of, `share/${code}`, "all"),
						]),
					],
				})),
				widths: [4, ...found.flatMap(() => [1.3, 1.6])],
				foot: [
					...found.map(questionLine),
					[
						"Người khi đó chưa làm việc hoặc chưa sống ở đây (mã 95) ở ngoài mẫu số; «Không có tình trạng này» (mã 97) ở trong mẫu số.",
					],
					sourceLine(report, found),
				],
			},
			...found.flatMap((of) => trendSentence(report, of)),
			...shareBlocks(
				report,
				"bars",
				"xu-huong-thanh",
				drawn,
				trendFinding(report, found),
				{ keepOrder: true },
			),
		];
	},
};

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function trendFinding(report: Report, found: Known[]): Inline[] {
	return found.flatMap((of, index) => {
		const both = balance(report, of, more, less);
		const people = populationWords[of.population].people;
		return both
			? say`${index > 0 ? "; " : ""}${index > 0 ? people : upper(people)}: ${both.more} cho là tăng, ${both.less} cho là giảm`
			: [];
	});
}

function trendSentence(report: Report, of: Known): Block[] {
	const both = balance(report, of, more, less);
	if (!both) return [];
	const net = (codes: number[]) => `net/${codes.join("+")}`;
	const [up, down] = [cellOf(of, net(more)), cellOf(of, net(less))];
	if (!isKnown(up) || !isKnown(down)) return [];
	const points = difference(
		report,
		{ of, path: `all|${net(more)}|value` },
		{ of, path: `all|${net(less)}|value` },
	);
	const verdict =
		up.lower === undefined
			? []
			: isAbove(up, down)
				? ["; nhóm cho là tăng đông hơn một cách có ý nghĩa thống kê"]
				: isAbove(down, up)
					? ["; nhóm cho là giảm đông hơn một cách có ý nghĩa thống kê"]
					: [`; giữa hai nhóm, ${notProven}`];
	return [
		paragraph(
			`xu-huong.${of.population}`,
			say`So với mốc nêu trong câu hỏi, ${both.more} ${populationWords[of.population].people} cho là tình trạng không dám làm vì sợ trách nhiệm tăng, ${both.less} cho là giảm (chênh lệch ${points} điểm phần trăm)`,
			verdict,
			".",
		),
	];
}

const satisfaction = (
	population: Population,
	id: string,
	battery: string,
	words: { caption: string; head: string; before: string; net: string },
	asked?: string,
): Exhibit => ({
	id,
	places: here,
	variables: [battery],
	compose: (report) =>
		batteryBlocks(report, {
			id,
			population,
			items: itemsOf(report, population, battery),
			net: [4, 5],
			netWords: words.net,
			caption: words.caption,
			itemHead: words.head,
			sentence: { before: words.before, after: "" },
			scale: "1–5",
			...(asked ? { asked } : {}),
			place: "I.2",
		}).blocks,
});

const measuresAt = { PL5: "III.0", PL3: "I.3" } as const;

/** Cases, people and forms of handling: the survey does not count them, reports of agencies do. */
const cases: Exhibit = {
	id: "vu-viec",
	places: measuresAt,
	variables: [],
	compose: (report) => {
		// The outline of Party bodies does not ask for them.
		if (report.outline === "PL5") return [];
		const { handled, people, source } = report.cases;
		if (handled === null)
			addGap(report, {
				what: "số vụ, đối tượng",
				why: "no-cases",
				place: "I.3",
			});
		return [
			paragraph(
				"vu-viec",
				handled === null
					? "Số vụ, đối tượng, hình thức xử lý: chưa có báo cáo; cuộc điều tra không thay cho số liệu này. Để trống, bổ sung từ báo cáo chuyên đề."
					: handled === 0
						? `Số vụ, đối tượng, hình thức xử lý: báo cáo của các cơ quan nêu “không có” (${source}).`
						: `Số vụ đã xử lý: ${handled}; số người: ${people ?? "chưa báo cáo"} (${source}). Số liệu lấy từ báo cáo chuyên đề, không phải từ cuộc điều tra.`,
			),
		];
	},
};

export const measures: Exhibit[] = [
	choiceExhibit(
		"bien-phap",
		measuresAt,
		"CB_E1",
		"Biện pháp đã áp dụng tại nơi làm việc",
		"Biện pháp",
		"cho biết nơi làm việc đã áp dụng biện pháp",
		{ bySize: true },
	),
	{
		id: "hieu-qua",
		places: measuresAt,
		variables: ["CB_E2"],
		compose: (report) =>
			batteryBlocks(report, {
				id: "hieu-qua",
				population: "cadres",
				items: itemsOf(report, "cadres", "CB_E2"),
				net: [4, 5],
				netWords: "khá hiệu quả hoặc rất hiệu quả",
				caption:
					"Hiệu quả của biện pháp đã áp dụng, theo người ở nơi có áp dụng",
				itemHead: "Biện pháp",
				sentence: {
					before: "ở nơi có áp dụng đánh giá biện pháp",
					after: "khá hiệu quả hoặc rất hiệu quả",
				},
				scale: "1–5",
				asked:
					"Chỉ hỏi về biện pháp mà người trả lời cho biết đã áp dụng; người chọn trên ba biện pháp được hỏi ba biện pháp chọn ngẫu nhiên, có nhân trọng số mục.",
				place: measuresAt[report.outline],
			}).blocks,
	},
	choiceExhibit(
		"phan-anh",
		measuresAt,
		"ND_A9b",
		"Kết quả sau khi người dân phản ánh",
		"Kết quả",
		"đã phản ánh cho biết việc sau đó:",
		{
			asked:
				"Chỉ hỏi người đã gặp lãnh đạo, gọi đường dây nóng, gửi đơn hoặc hỏi Mặt trận, trưởng thôn, đại biểu.",
		},
	),
	choiceExhibit(
		"biet-noi-phan-anh",
		measuresAt,
		"ND_D3",
		"Người dân biết nơi phản ánh khi giấy tờ bị chậm",
		"Trả lời",
		"trả lời",
	),
	cases,
];

export const gravity: Exhibit[] = [
	consequences,
	trend,
	choiceExhibit(
		"tre-hen",
		here,
		"ND_A6",
		"Kết quả giải quyết so với giấy hẹn",
		"Kết quả",
		"có làm giấy tờ cho biết việc gần nhất:",
		{ asked: contactOnly },
	),
	choiceExhibit(
		"tre-bao-lau",
		here,
		"ND_A6b",
		"Thời gian trễ hẹn",
		"Thời gian",
		"bị trễ hẹn cho biết trễ",
		{ asked: "Chỉ hỏi người có việc bị trễ hoặc quá hẹn." },
	),
	choiceExhibit(
		"bao-ly-do",
		here,
		"ND_A6c",
		"Được báo lý do trễ hẹn",
		"Trả lời",
		"bị trễ hẹn trả lời về việc được báo lý do:",
		{ asked: "Chỉ hỏi người có việc bị trễ hoặc quá hẹn." },
	),
	choiceExhibit(
		"so-lan-di",
		here,
		"ND_A5",
		"Số lần đi lại cho một việc",
		"Số lần",
		"có làm giấy tờ cho biết số lần đi lại là",
		{ asked: contactOnly },
	),
	satisfaction(
		"citizens",
		"hai-long",
		"ND_A8",
		{
			caption: "Mức hài lòng của người tự đi làm giấy tờ",
			head: "Nội dung",
			before: "tự đi làm giấy tờ hài lòng hoặc rất hài lòng với",
			net: "hài lòng hoặc rất hài lòng",
		},
		"Chỉ hỏi người tự đi làm giấy tờ trong kỳ hỏi.",
	),
	choiceExhibit(
		"bo-cap-huyen",
		here,
		"ND_B5",
		"Làm giấy tờ từ khi không còn cấp huyện",
		"Trả lời",
		"cho biết làm giấy tờ",
	),
	choiceExhibit(
		"anh-huong-gia-dinh",
		here,
		"ND_C2",
		"Mức ảnh hưởng đến gia đình người trả lời",
		"Mức",
		"đánh giá mức ảnh hưởng đến gia đình là",
		{ asked: "Chỉ hỏi người cho biết có ít nhất một tình trạng." },
	),
	choiceExhibit(
		"anh-huong-nhat",
		here,
		"ND_C3",
		"Ảnh hưởng lớn nhất đến gia đình người trả lời",
		"Ảnh hưởng",
		"chịu ảnh hưởng từ mức vừa phải cho biết ảnh hưởng lớn nhất là",
		{ asked: "Chỉ hỏi người cho biết chịu ảnh hưởng từ mức vừa phải." },
	),
	satisfaction("citizens", "niem-tin", "ND_B6", {
		caption: "Niềm tin của người dân vào việc giải quyết đúng việc của dân",
		head: "Nơi được hỏi",
		before: "khá tin hoặc hoàn toàn tin",
		net: "khá tin hoặc hoàn toàn tin",
	}),
	choiceExhibit(
		"khi-gap-kho",
		here,
		"ND_A9",
		"Việc người dân làm khi gặp khó khăn",
		"Việc đã làm",
		"gặp khó khăn cho biết đã",
		{
			asked: "Chỉ hỏi người gặp ít nhất một khó khăn trong lần gần nhất.",
			bySize: true,
		},
	),
	choiceExhibit(
		"lo-ngai",
		here,
		"ND_A10",
		"Điều người dân lo ngại khi phản ánh",
		"Điều lo ngại",
		"có làm giấy tờ cho biết lo ngại:",
		{ asked: contactOnly, bySize: true },
	),
	choiceExhibit(
		"chap-nhan",
		here,
		"ND_V1",
		"Mức chấp nhận việc cán bộ hẹn lại, tình huống giả định",
		"Mức chấp nhận",
		"trả lời về việc chấp nhận:",
	),
	{
		id: "chap-nhan-hieu-ung",
		places: here,
		variables: ["ND_V1"],
		compose: (report) =>
			effectBlocks(report, "citizens", "ND_V1", {
				id: "chap-nhan-hieu-ung",
				place: "I.2",
				caption:
					"Tỷ lệ chấp nhận việc cán bộ hẹn lại: hiệu ứng của từng điều kiện",
				share: "tỷ lệ chấp nhận",
			}),
	},
];
