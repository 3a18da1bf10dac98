// I.1: what is seen, in which fields, at which levels and in which work; and what people say of themselves.
import { batteryBlocks, netName, questionLine } from "./battery-blocks.ts";
import { likertBlocks, shareBlocks, slopeBlocks } from "./chart-blocks.ts";
import { choiceBlocks } from "./choice-blocks.ts";
import { compareBlocks } from "./compare-blocks.ts";
import {
	at,
	cellInline,
	cellOf,
	intervalInline,
	known,
	paragraph,
	populationWords,
	type Report,
	say,
	share,
	sourceLine,
} from "./compose.ts";
import type { Block } from "./document.ts";
import type { Exhibit } from "./exhibit.ts";
import type { Population } from "./figures.ts";
import { isKnown, named, quoted } from "./wording.ts";

const place = "I.1";
const everywhere = { PL5: "I.1", PL3: "I.1" } as const;
export const hasAsked = {
	cadres:
		"Chỉ hỏi người cho biết có ít nhất một trong các tình trạng nêu ở câu trước.",
	citizens:
		"Chỉ hỏi người cho biết có ít nhất một trong các tình trạng nêu ở câu trước.",
};

/** The items of a battery as this survey has them, its attention line left out. */
export const itemsOf = (
	report: Report,
	population: Population,
	battery: string,
): string[] => {
	const found = (report.surveys[population]?.variables ?? [])
		.filter((one) => one.battery === battery && !one.name.endsWith("_AC"))
		.map(({ name }) => name);
	// Nothing of it in the wave: its name alone, so that the gap is told.
	return found.length > 0 ? found : [battery];
};

const manifestations: Exhibit = {
	id: "bieu-hien",
	places: everywhere,
	variables: ["CB_B1"],
	compose: (report) => {
		const net = [4, 5];
		const { blocks, items } = batteryBlocks(report, {
			id: "bieu-hien",
			population: "cadres",
			items: itemsOf(report, "cadres", "CB_B1"),
			net,
			netWords: "thường xuyên hoặc rất thường xuyên",
			caption: "Các biểu hiện, hành vi tại nơi làm việc",
			itemHead: "Biểu hiện",
			sentence: {
				before: "cho biết việc",
				after: "xảy ra thường xuyên hoặc rất thường xuyên ở nơi làm việc",
			},
			scale: "1–5",
			place,
		});
		const [top] = items;
		return [
			...blocks,
			...leadersBlocks(
				report,
				"bieu-hien.lanh-dao",
				top && top.variable.name,
				net,
				"tỷ lệ cho biết biểu hiện đứng đầu xảy ra thường xuyên hoặc rất thường xuyên",
			),
			...(top
				? likertBlocks(
						report,
						"bieu-hien-thang",
						items,
						[1, 2, 3, 4, 5],
						say`${named(top.variable.item?.vi ?? "")} được nêu nhiều nhất, ${share(report, top, netName(net))} cho biết thường xuyên hoặc rất thường xuyên`,
					)
				: []),
		];
	},
};

/** Those who lead against those who do not: two parts of one sample, told of without a rank. */
export function leadersBlocks(
	report: Report,
	id: string,
	variable: string | undefined,
	net: number[],
	what: string,
): Block[] {
	const of =
		variable === undefined
			? undefined
			: known(report, "cadres", variable, place, "banner");
	if (!of) return [];
	const name = netName(net);
	const [yes, no] = ["CB_L4=1", "CB_L4=2"];
	const [one, other] = [cellOf(of, name, yes), cellOf(of, name, no)];
	if (!isKnown(one) || !isKnown(other)) return [];
	const numbers = say`người giữ chức vụ lãnh đạo, quản lý ${share(report, of, name, yes)}, người không giữ chức vụ ${share(report, of, name, no)}`;
	if (one.lower === undefined || other.upper === undefined)
		return [paragraph(id, say`Theo chức vụ, ${what}: ${numbers}.`)];
	const differs =
		one.lower > (other.upper ?? 1) || (other.lower ?? 0) > (one.upper ?? 1);
	return [
		paragraph(
			id,
			differs
				? say`Theo chức vụ, ${what} khác nhau có ý nghĩa thống kê: ${numbers}.`
				: say`Theo chức vụ, chưa đủ bằng chứng khác nhau về ${what} (${numbers}).`,
		),
	];
}

const states: [string, string, string][] = [
	["Né tránh việc thuộc trách nhiệm", "CB_B2_1", "ND_B1_1"],
	["Đùn đẩy việc cho người khác, nơi khác", "CB_B2_2", "ND_B1_2"],
	["Làm việc cầm chừng", "CB_B2_3", "ND_B1_3"],
	["Không dám làm vì sợ trách nhiệm", "CB_B2_4", "ND_B1_4"],
	["Không dám làm vì sợ sai", "CB_B2_5", "ND_B1_5"],
];

const fiveStates: Exhibit = {
	id: "nam-tinh-trang",
	places: everywhere,
	variables: ["CB_B2", "ND_B1"],
	compose: (report) => {
		const net = [4, 5];
		const { blocks, pairs } = compareBlocks(report, {
			id: "nam-tinh-trang",
			caption: "Mức độ của năm tình trạng theo đánh giá của hai nhóm",
			head: "Tình trạng",
			pairs: states.map(([label, cadres, citizens]) => ({
				label,
				cadres,
				citizens,
			})),
			net,
			netWords: "nhiều hoặc rất nhiều",
			place,
		});
		if (pairs.length === 0)
			return [
				...oneSideOfStates(report, "cadres", "CB_B2"),
				...oneSideOfStates(report, "citizens", "ND_B1"),
			];
		const name = netName(net);
		const [first] = pairs as [(typeof pairs)[number]];
		return [
			...blocks,
			...slopeBlocks(
				report,
				"nam-tinh-trang-doc",
				["Cán bộ", "Người dân"],
				pairs.map(({ label, cadres, citizens }) => ({
					label,
					drawn: [
						{ of: cadres, name, label },
						{ of: citizens, name, label },
					],
				})),
				say`Đánh giá ở mức nhiều hoặc rất nhiều của hai nhóm; ${quoted(first.label)}: cán bộ, công chức, viên chức ${share(report, first.cadres, name)}, người dân ${share(report, first.citizens, name)}`,
			),
		];
	},
};

/** Where a report has one of the two surveys alone. */
const oneSideOfStates = (
	report: Report,
	population: Population,
	battery: string,
): Block[] =>
	batteryBlocks(report, {
		id: `nam-tinh-trang-${population}`,
		population,
		items: itemsOf(report, population, battery),
		net: [4, 5],
		netWords: "nhiều hoặc rất nhiều",
		caption: `Mức độ của năm tình trạng, ${populationWords[population].asked}`,
		itemHead: "Tình trạng",
		sentence: {
			before: "đánh giá tình trạng",
			after: "ở mức nhiều hoặc rất nhiều",
		},
		scale: "1–5",
		keepOrder: true,
		place,
	}).blocks;

const outOfTen: Exhibit = {
	id: "tren-muoi-nguoi",
	places: everywhere,
	variables: ["CB_B8"],
	compose: (report) => {
		const of = known(report, "cadres", "CB_B8", place, "b8");
		if (!of) return [];
		const told = of.table.columns.filter(({ key }) => key !== "all");
		return [
			{
				kind: "table",
				id: "tren-muoi-nguoi",
				caption: "Số người trên 10 người ở nơi làm việc, theo từng tình trạng",
				head: [
					[
						{ text: "Tình trạng" },
						{ text: "Số người trung bình trên 10 người" },
						{ text: "KTC 95%" },
						{ text: "n" },
					],
				],
				rows: told.map(({ key, label, base }) => ({
					cells: [
						[label.vi],
						cellInline(report, of, "mean", key, "mean"),
						intervalInline(report, of, "mean", key, "mean"),
						base === null ? ["…"] : [at(report, of, `${key}|base`, "count")],
					],
				})),
				widths: [5, 1.8, 1.6, 1],
				foot: [
					questionLine(of),
					[
						"Mỗi người chỉ được hỏi một tình trạng, chọn ngẫu nhiên; mỗi dòng là một mẫu con.",
					],
					sourceLine(report, [of]),
				],
			},
		];
	},
};

const fields: Exhibit = {
	id: "linh-vuc",
	places: everywhere,
	variables: ["CB_B6", "ND_B4"],
	compose: (report) => {
		const cadres = choiceBlocks(report, {
			id: "linh-vuc",
			population: "cadres",
			variable: "CB_B6",
			caption:
				"Lĩnh vực gặp các tình trạng nêu trên nhiều nhất, theo cán bộ, công chức, viên chức",
			head: "Lĩnh vực",
			bySize: true,
			says: "cho biết gặp các tình trạng nêu trên nhiều ở lĩnh vực",
			place,
		});
		const citizens = choiceBlocks(report, {
			id: "linh-vuc-nd",
			population: "citizens",
			variable: "ND_B4",
			caption: "Việc gặp các tình trạng nêu trên nhiều nhất, theo người dân",
			head: "Loại việc",
			bySize: true,
			says: "cho biết gặp nhiều nhất trong loại việc",
			asked: hasAsked.citizens,
			place,
		});
		const { of } = cadres;
		const drawn = of
			? of.table.rows
					.filter(({ code }) => code < 96)
					.map(({ code, label }) => ({
						of,
						name: `share/${code}`,
						label: label.vi,
					}))
			: [];
		const [top] = [...drawn].sort((a, b) => sizeOf(b) - sizeOf(a));
		return [
			...cadres.blocks,
			...(top
				? shareBlocks(
						report,
						"bars",
						"linh-vuc-thanh",
						drawn,
						say`${named(top.label)} được nêu nhiều nhất, ${share(report, top.of, top.name)}`,
					)
				: []),
			...citizens.blocks,
		];
	},
};

const sizeOf = ({
	of,
	name,
}: {
	of: Parameters<typeof cellOf>[0];
	name: string;
}) => {
	const cell = cellOf(of, name);
	return isKnown(cell) ? cell.value : -1;
};

/** A question told as one table under the id of its exhibit. */
export const choiceExhibit = (
	id: string,
	places: Exhibit["places"],
	variable: string,
	caption: string,
	head: string,
	says: string,
	more: { asked?: string; bySize?: true; codes?: number[] } = {},
): Exhibit => ({
	id,
	places,
	variables: [variable],
	compose: (report) =>
		choiceBlocks(report, {
			id,
			population: variable.startsWith("ND_") ? "citizens" : "cadres",
			variable,
			caption,
			head,
			says,
			place: places[report.outline],
			...more,
		}).blocks,
});

export const situation: Exhibit[] = [
	manifestations,
	fiveStates,
	outOfTen,
	choiceExhibit(
		"lam-giay-to",
		everywhere,
		"ND_A1",
		"Người dân làm giấy tờ, thủ tục ở cơ quan nhà nước",
		"Trả lời",
		"trả lời",
	),
	{
		id: "nguoi-dan-gap",
		places: everywhere,
		variables: ["ND_A7"],
		compose: (report) =>
			batteryBlocks(report, {
				id: "nguoi-dan-gap",
				population: "citizens",
				items: itemsOf(report, "citizens", "ND_A7"),
				net: [1, 2, 3],
				netWords: "gặp ít nhất một lần",
				caption: "Những điều người dân gặp trong lần làm giấy tờ gần nhất",
				itemHead: "Điều đã gặp",
				sentence: {
					before: "có làm giấy tờ cho biết đã gặp việc",
					after: "ít nhất một lần trong lần gần nhất",
				},
				asked: "Chỉ hỏi người có tiếp xúc với cơ quan nhà nước trong kỳ hỏi.",
				place,
			}).blocks,
	},
	fields,
	choiceExhibit(
		"cap",
		everywhere,
		"CB_B4",
		"Cấp gặp các tình trạng nêu trên nhiều nhất, theo cán bộ, công chức, viên chức",
		"Cấp",
		"cho biết cấp gặp nhiều nhất:",
	),
	choiceExhibit(
		"doi-tuong",
		everywhere,
		"CB_B5",
		"Đối tượng gặp các tình trạng nêu trên nhiều hơn",
		"Đối tượng",
		"cho biết gặp nhiều hơn ở:",
		{ asked: hasAsked.cadres },
	),
	choiceExhibit(
		"cap-nd",
		everywhere,
		"ND_B3",
		"Cấp gặp các tình trạng nêu trên nhiều nhất, theo người dân",
		"Cấp",
		"cho biết cấp gặp nhiều nhất:",
	),
	choiceExhibit(
		"cong-viec",
		everywhere,
		"CB_B7",
		"Công việc cụ thể thường bị né tránh hoặc để chậm nhất",
		"Công việc",
		"cho biết công việc thường bị né tránh hoặc để chậm là",
		{ asked: hasAsked.cadres, bySize: true },
	),
	choiceExhibit(
		"viec-nd",
		everywhere,
		"ND_A2",
		"Việc người dân làm ở cơ quan nhà nước trong lần gần nhất",
		"Loại việc",
		"có làm giấy tờ cho biết lần gần nhất là việc",
		{
			asked: "Chỉ hỏi người có tiếp xúc với cơ quan nhà nước trong kỳ hỏi.",
			bySize: true,
		},
	),
	choiceExhibit(
		"noi-nop",
		everywhere,
		"ND_A3",
		"Nơi nộp giấy tờ trong lần gần nhất",
		"Nơi nộp",
		"có làm giấy tờ cho biết nơi nộp:",
		{ asked: "Chỉ hỏi người có tiếp xúc với cơ quan nhà nước trong kỳ hỏi." },
	),
	choiceExhibit(
		"nguoi-di-lam",
		everywhere,
		"ND_A4",
		"Người đi làm giấy tờ trong lần gần nhất",
		"Người đi làm",
		"có làm giấy tờ cho biết người đi làm:",
		{ asked: "Chỉ hỏi người có tiếp xúc với cơ quan nhà nước trong kỳ hỏi." },
	),
];
