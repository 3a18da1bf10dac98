import { baseWords, questionLine } from "./battery-blocks.ts";
import {
	at,
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

/** One question told as one table, a category a row. */
export interface ChoiceExhibit {
	id: string;
	population: Population;
	variable: string;
	caption: string;
	/** Heads the first column. */
	head: string;
	/** Only these, where the others stand elsewhere. */
	codes?: number[];
	/** By size instead of in the order of the questionnaire; 96 to 99 stay at the end. */
	bySize?: true;
	/** "cho biết cấp gặp nhiều nhất là", before the category of the largest share. */
	says: string;
	/** Categories that are no content of their own: 96 to 99 are not told as the largest. */
	asked?: string;
	place: string;
}

const special = 96;

export function choiceBlocks(
	report: Report,
	exhibit: ChoiceExhibit,
): { blocks: Block[]; of: Known | undefined } {
	const { id, population, variable, caption, head, asked, place } = exhibit;
	const of = known(report, population, variable, place);
	if (!of) return { blocks: [], of };
	const rows = orderedRows(of, exhibit);
	const hasInterval = rows.some(({ code }) => {
		const cell = cellOf(of, `share/${code}`);
		return isKnown(cell) && cell.lower !== undefined;
	});
	return {
		of,
		blocks: [
			{
				kind: "table",
				id,
				caption,
				head: [
					[
						{ text: head },
						{ text: "%" },
						...(hasInterval ? [{ text: "KTC 95%" }] : []),
					],
				],
				rows: [
					...rows.map(
						({ code, label }): BodyRow => ({
							cells: [
								[label.vi],
								cellInline(report, of, `share/${code}`, "all", "share"),
								...(hasInterval
									? [intervalInline(report, of, `share/${code}`, "all")]
									: []),
							],
						}),
					),
					{
						cells: [
							["n"],
							of.table.columns[0]?.base == null ? ["…"] : [baseOf(report, of)],
							...(hasInterval ? [[""]] : []),
						],
					},
				],
				widths: [5, 1.4, ...(hasInterval ? [1.6] : [])],
				foot: [
					questionLine(of),
					...(asked ? [[asked]] : []),
					...(of.table.multiple
						? [
								[
									"Được chọn nhiều phương án nên các tỷ lệ cộng lại vượt 100%.",
								] as Inline[],
							]
						: []),
					[baseWords],
					sourceLine(report, [of]),
				],
			},
			...sentence(report, exhibit, of, rows),
		],
	};
}

function orderedRows({ table }: Known, { codes, bySize }: ChoiceExhibit) {
	const rows = table.rows.filter(
		({ code }) => codes === undefined || codes.includes(code),
	);
	if (!bySize) return rows;
	const size = (code: number) => {
		const cell = table.columns[0]?.cells[`share/${code}`];
		return isKnown(cell) ? cell.value : -1;
	};
	const isSpecial = (code: number) => Number(code >= special);
	return [...rows].sort(
		(a, b) =>
			isSpecial(a.code) - isSpecial(b.code) ||
			(a.code >= special ? a.code - b.code : size(b.code) - size(a.code)),
	);
}

function sentence(
	report: Report,
	{ id, population, says }: ChoiceExhibit,
	of: Known,
	rows: Known["table"]["rows"],
): Block[] {
	const told = rows
		.filter(({ code }) => code !== special && code < 98)
		.flatMap(({ code, label }) => {
			const name = `share/${code}`;
			const cell = cellOf(of, name);
			return isKnown(cell) ? [{ name, cell, label: label.vi }] : [];
		})
		.sort((a, b) => b.cell.value - a.cell.value);
	const [first, second] = told;
	if (!first) return [];
	const { people } = populationWords[population];
	const word = majority(first.cell);
	const who = word
		? say`${upperFirst(word)} ${people}, ${share(report, of, first.name)}`
		: say`${share(report, of, first.name)} ${people}`;
	const lead = say`${who} ${within(report, of, first.name)} ${says} ${quoted(first.label)}`;
	const next =
		second && told.length > 2
			? say`; tiếp theo là ${quoted(second.label)} (${share(report, of, second.name)})${differ(first.cell, second.cell) ? "" : `, giữa hai phương án này ${notProven}`}.`
			: ["."];
	return [paragraph(`${id}.lead`, lead, next)];
}

/** Shares of categories taken together: % tăng − % giảm, out of numbers that are not rounded. */
export const balance = (
	report: Report,
	of: Known,
	more: number[],
	less: number[],
) =>
	isKnown(cellOf(of, `net/${more.join("+")}`)) &&
	isKnown(cellOf(of, `net/${less.join("+")}`))
		? {
				more: at(report, of, `all|net/${more.join("+")}|value`, "share"),
				less: at(report, of, `all|net/${less.join("+")}|value`, "share"),
			}
		: undefined;
