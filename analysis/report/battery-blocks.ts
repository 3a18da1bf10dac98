import {
	baseOf,
	cellInline,
	cellOf,
	intervalInline,
	type Known,
	known,
	paragraph,
	populationWords,
	type Report,
	say,
	share,
	sourceLine,
	within,
} from "./compose.ts";
import type { Block, BodyRow, Inline } from "./document.ts";
import type { Population } from "./figures.ts";
import {
	differ,
	isKnown,
	majority,
	notProven,
	quoted,
	upperFirst,
} from "./wording.ts";

/** A battery told as one table: an item a row, some categories taken together, and the mean of the scale. */
export interface BatteryExhibit {
	id: string;
	population: Population;
	items: string[];
	/** Categories taken together. */
	net: number[];
	/** "thường xuyên hoặc rất thường xuyên", as it ends the sentence and heads the column. */
	netWords: string;
	caption: string;
	/** Heads the first column. */
	itemHead: string;
	/** "{…} người … cho biết việc “…” xảy ra …": what stands between the people and the item, and after it. */
	sentence: { before: string; after: string };
	/** "1–5" where the mean of the codes is told. */
	scale?: string;
	/** Who was asked, where not everybody was. */
	asked?: string;
	/** In the order of the questionnaire instead of by size. */
	keepOrder?: true;
	place: string;
}

export const netName = (codes: number[]): string => `net/${codes.join("+")}`;

/** The items that can be told of, the largest share first unless the order is kept. */
export function knownItems(
	report: Report,
	{
		population,
		items,
		net,
		keepOrder,
		place,
	}: Pick<
		BatteryExhibit,
		"population" | "items" | "net" | "keepOrder" | "place"
	>,
): Known[] {
	const found = items.flatMap((name) => {
		const of = known(report, population, name, place);
		return of ? [of] : [];
	});
	if (keepOrder) return found;
	const size = (of: Known) => {
		const cell = cellOf(of, netName(net));
		return isKnown(cell) ? cell.value : -1;
	};
	return [...found].sort((a, b) => size(b) - size(a));
}

export function batteryBlocks(
	report: Report,
	exhibit: BatteryExhibit,
): { blocks: Block[]; items: Known[] } {
	const items = knownItems(report, exhibit);
	if (items.length === 0) return { blocks: [], items };
	const { id, net, netWords, caption, scale, asked, itemHead } = exhibit;
	const name = netName(net);
	const hasInterval = items.some((of) => {
		const cell = cellOf(of, name);
		return isKnown(cell) && cell.lower !== undefined;
	});
	const rows: BodyRow[] = items.map((of) => ({
		cells: [
			[of.variable.item?.vi ?? of.variable.question.vi],
			cellInline(report, of, name, "all", "share"),
			...(hasInterval ? [intervalInline(report, of, name, "all")] : []),
			...(scale ? [cellInline(report, of, "mean", "all", "mean")] : []),
			of.table.columns[0]?.base == null ? ["…"] : [baseOf(report, of)],
		],
	}));
	const [first] = items as [Known];
	return {
		items,
		blocks: [
			{
				kind: "table",
				id,
				caption,
				head: [
					[
						{ text: itemHead },
						{ text: `% ${netWords}` },
						...(hasInterval ? [{ text: "KTC 95%" }] : []),
						...(scale ? [{ text: `Điểm trung bình (${scale})` }] : []),
						{ text: "n" },
					],
				],
				rows,
				widths: [
					5,
					1.6,
					...(hasInterval ? [1.5] : []),
					...(scale ? [1.4] : []),
					1,
				],
				foot: [
					questionLine(first),
					...(asked ? [[asked]] : []),
					[baseWords],
					sourceLine(report, items),
				],
			},
			...sentences(report, exhibit, items),
		],
	};
}

export const baseWords =
	"Mẫu số: người được hỏi và có trả lời, kể cả «Không biết» và «Không muốn trả lời»; «Không áp dụng» ở ngoài mẫu số.";

export const questionLine = ({ variable }: Known): Inline[] => [
	`Câu hỏi: «${variable.question.vi.replace(/\s+/g, " ")}»`,
];

/** The largest share in full, the next two in short, and whether the first is shown to stand out. */
function sentences(
	report: Report,
	{ id, population, net, sentence, netWords }: BatteryExhibit,
	items: Known[],
): Block[] {
	const name = netName(net);
	const tellable = items.filter((of) => isKnown(cellOf(of, name)));
	const [first, second, third] = [...tellable].sort(
		(a, b) => sizeOf(b, name) - sizeOf(a, name),
	);
	if (!first) return [];
	const { people } = populationWords[population];
	const word = majority(cellOf(first, name) as never);
	const lead = say`${shareWords(report, first, name, word, people)} ${within(report, first, name)} ${sentence.before} ${quoted(itemOf(first))}${sentence.after ? ` ${sentence.after}` : ""}.`;
	const next =
		second === undefined
			? []
			: say` ${third ? "Hai nội dung được nêu tiếp theo là" : "Nội dung được nêu tiếp theo là"} ${quoted(itemOf(second))} ${brief(report, second, name)}${third ? say` và ${quoted(itemOf(third))} ${brief(report, third, name)}` : []}.`;
	const compared =
		second === undefined
			? []
			: differ(cellOf(first, name) as never, cellOf(second, name) as never)
				? say` Tỷ lệ ${netWords} của nội dung thứ nhất cao hơn nội dung thứ hai một cách có ý nghĩa thống kê.`
				: say` Giữa hai nội dung đứng đầu, ${notProven}.`;
	return [paragraph(`${id}.lead`, lead, next, compared)];
}

const sizeOf = (of: Known, name: string) => {
	const cell = cellOf(of, name);
	return isKnown(cell) ? cell.value : -1;
};

export const itemOf = ({ variable }: Known): string =>
	variable.item?.vi ?? variable.question.vi;

const brief = (report: Report, of: Known, name: string): Inline[] => {
	const cell = cellOf(of, name);
	return isKnown(cell) && cell.lower !== undefined
		? say`(${share(report, of, name)}; KTC 95%: ${intervalInline(report, of, name, "all")})`
		: say`(${share(report, of, name)})`;
};

/** "Đa số cán bộ, công chức, viên chức (52,1%)" or "38,4% cán bộ, công chức, viên chức". */
export const shareWords = (
	report: Report,
	of: Known,
	name: string,
	word: string | null,
	people: string,
): Inline[] =>
	word
		? say`${upperFirst(word)} ${people}, ${share(report, of, name)}`
		: say`${share(report, of, name)} ${people}`;
