import { itemOf, questionLine } from "./battery-blocks.ts";
import type { Chart, ChartRow } from "./chart.ts";
import {
	baseOf,
	cellOf,
	type Known,
	type Report,
	say,
	share,
	sourceLine,
} from "./compose.ts";
import type { Block, Inline } from "./document.ts";
import { formatNumber } from "./vi-format.ts";
import { isKnown, lowerFirst } from "./wording.ts";

/** What is drawn of one share: a row of a chart, and the same in words. */
export interface DrawnShare {
	of: Known;
	/** The cell: `share/4`, `net/4+5`. */
	name: string;
	label: string;
}

function markOf({ of, name }: Pick<DrawnShare, "of" | "name">) {
	const cell = cellOf(of, name);
	return isKnown(cell)
		? {
				value: cell.value,
				...(cell.lower === undefined || cell.upper === undefined
					? {}
					: { lower: cell.lower, upper: cell.upper }),
				text: formatNumber(cell.value, "share"),
			}
		: null;
}

const sizeOf = (drawn: DrawnShare) => markOf(drawn)?.value ?? -1;

const plainText = (inline: Inline[]): string =>
	inline
		.map((part) =>
			typeof part === "string" ? part : "text" in part ? part.text : "",
		)
		.join("");

function chartBlock(
	report: Report,
	id: string,
	shown: Known[],
	finding: Inline[],
	alternative: Inline[],
	chart: Pick<Chart, "kind" | "series" | "rows" | "subject">,
): Block {
	const [first] = shown as [Known];
	const foot = [questionLine(first), sourceLine(report, shown)];
	return {
		kind: "chart",
		id,
		caption: finding,
		chart: {
			...chart,
			language: "vi",
			title: plainText(finding),
			unit: "share",
			foot: {
				question: first.variable.question.vi,
				n: plainText([baseOf(report, first)]),
				method: "",
			},
			alt: plainText(alternative),
		},
		alternative,
		foot,
	};
}

/** The whole scale of each item, low to high about its middle. Items with a withheld point are left to the table. */
export function likertBlocks(
	report: Report,
	id: string,
	items: Known[],
	codes: number[],
	finding: Inline[],
): Block[] {
	const told = items.filter((of) =>
		codes.every((code) => isKnown(cellOf(of, `share/${code}`))),
	);
	const [first] = told;
	if (!first) return [];
	const labels = codes.map(
		(code) =>
			first.table.rows.find((row) => row.code === code)?.label.vi ??
			String(code),
	);
	return [
		chartBlock(
			report,
			id,
			told,
			finding,
			told.flatMap((of, index) => [
				...(index > 0 ? [" "] : []),
				`${itemOf(of)}: `,
				...codes.flatMap((code, place) => [
					`${place > 0 ? ", " : ""}${lowerFirst(labels[place] as string)} `,
					share(report, of, `share/${code}`),
				]),
				".",
			]),
			{
				kind: "likert",
				subject: "",
				series: labels.map((label) => ({ label, isQuiet: false })),
				rows: told.map((of) => ({
					label: itemOf(of),
					isQuiet: false,
					marks: codes.map((code) => markOf({ of, name: `share/${code}` })),
				})),
			},
		),
	];
}

/** Bars or dots with their intervals, the largest first unless the order says something. */
export function shareBlocks(
	report: Report,
	kind: "bars" | "dots",
	id: string,
	drawn: DrawnShare[],
	finding: Inline[],
	{ keepOrder = false }: { keepOrder?: boolean } = {},
): Block[] {
	const told = drawn.filter((one) => markOf(one) !== null);
	if (told.length === 0) return [];
	const rows = keepOrder
		? told
		: [...told].sort((a, b) => sizeOf(b) - sizeOf(a));
	return [
		chartBlock(
			report,
			id,
			rows.map(({ of }) => of),
			finding,
			rows.flatMap(
				({ of, name, label }, index) =>
					say`${index > 0 ? "; " : ""}${label}: ${share(report, of, name)}`,
			),
			{
				kind,
				subject: "",
				series: [{ label: "", isQuiet: false }],
				rows: rows.map(
					(one): ChartRow => ({
						label: one.label,
						isQuiet: false,
						marks: [markOf(one)],
					}),
				),
			},
		),
	];
}

/** The same share in two populations. */
export function slopeBlocks(
	report: Report,
	id: string,
	populations: [string, string],
	pairs: { label: string; drawn: [DrawnShare, DrawnShare] }[],
	finding: Inline[],
): Block[] {
	const told = pairs.filter(({ drawn }) =>
		drawn.every((one) => markOf(one) !== null),
	);
	if (told.length === 0) return [];
	return [
		chartBlock(
			report,
			id,
			told.flatMap(({ drawn }) => drawn.map(({ of }) => of)),
			finding,
			told.flatMap(
				({ label, drawn: [one, other] }, index) =>
					say`${index > 0 ? "; " : ""}${label}: ${populations[0]} ${share(report, one.of, one.name)}, ${populations[1]} ${share(report, other.of, other.name)}`,
			),
			{
				kind: "slopes",
				subject: "",
				series: populations.map((label) => ({ label, isQuiet: false })),
				rows: told.map(
					({ label, drawn }): ChartRow => ({
						label,
						isQuiet: false,
						marks: drawn.map(markOf),
					}),
				),
			},
		),
	];
}
