import type { Language } from "../../survey-definitions/definition.ts";
import { dontKnow, other } from "../../survey-definitions/definition.ts";
import type { ReleasedTable } from "../tables/table.ts";
import type { Chart, ChartKind, ChartMark, ChartRow } from "./chart.ts";
import {
	batteryFinding,
	groupsFinding,
	known,
	type Measured,
	measureOf,
	wholeFinding,
} from "./finding.ts";
import { writeInterval, writeShare, writeWhole } from "./write-numbers.ts";

export interface ChartOf {
	/** One question, or the items of a battery. */
	tables: ReleasedTable[];
	/** The same over everybody. */
	wholes: ReleasedTable[];
	/** The answers are points of a scale, in its order. */
	isScale: boolean;
	language: Language;
}

/** The kinds in which tables can be drawn, the best first. */
export function chartKinds({ tables, isScale }: ChartOf): ChartKind[] {
	const [table] = tables;
	const hasPoints = isScale && scaleRows(table).length > 2;
	if (tables.length > 1) return hasPoints ? ["likert", "bars"] : ["bars"];
	if (table?.by) return hasPoints ? ["dots", "likert"] : ["dots"];
	return hasPoints ? ["bars", "likert"] : ["bars"];
}

/** Made of released tables alone. Of a kind that is not among `chartKinds`, the first of those is drawn. */
export function chartOfTables(of: ChartOf, wanted?: ChartKind): Chart {
	const { tables, wholes, isScale, language } = of;
	const [table] = tables;
	const [whole = table] = wholes;
	if (!table || !whole) throw new Error("a chart needs a table");
	const kinds = chartKinds(of);
	const kind = kinds.find((one) => one === wanted) ?? kinds[0] ?? "bars";
	const measure = measureOf(table, whole, isScale, language);
	const isBattery = tables.length > 1;
	const rows =
		kind === "likert"
			? likertRows(of)
			: kind === "dots"
				? dotRows(table, measure, language)
				: isBattery
					? itemRows(of)
					: answerRows(table, language);
	const title = isBattery
		? batteryFinding(
				tables.map((one) => ({
					label: labelOf(one, language),
					cell: known(measureOf(one, one, isScale, language)?.cells[0]),
				})),
				measure?.chose ?? "",
				table.population,
				language,
			)
		: table.by
			? groupsFinding(table, whole, isScale, language)
			: wholeFinding(table, isScale, language);
	const series =
		kind === "likert"
			? scaleRows(table).map((row) => ({
					label: table.rows[row]?.label[language] ?? "",
					isQuiet: false,
				}))
			: [{ label: "", isQuiet: false }];
	const words = wordsOf[language];
	return {
		kind,
		unit: "share",
		language,
		title,
		subject: isBattery
			? kind === "likert"
				? ""
				: (measure?.chose ?? "")
			: [labelOf(table, language), byOf(table, language)]
					.filter(Boolean)
					.join(", "),
		series,
		rows,
		foot: {
			question: `${words.question}: ${table.variable.question[language]}`,
			n: basesOf(tables, language),
			method: methodOf(table, kind, language),
		},
		alt: altOf({ title, rows, series, language }),
	};
}

const labelOf = ({ variable }: ReleasedTable, language: Language) =>
	(variable.item ?? variable.question)[language];

const byOf = ({ by }: ReleasedTable, language: Language) =>
	by ? wordsOf[language].by(by.label[language]) : "";

const isQuiet = ({ code }: { code: number }) => code >= dontKnow;

/** The rows that are points of the scale: 95 to 99 stand beside it. */
const scaleRows = (table: ReleasedTable | undefined): number[] =>
	table?.rows.flatMap(({ code }, row) => (code < other - 1 ? [row] : [])) ?? [];

type AnyCell = ReleasedTable["columns"][number]["cells"][number];

export function markOf(
	cell: AnyCell | undefined,
	language: Language,
): ChartMark | null {
	const shown = known(cell);
	if (!shown) return null;
	const { value, lower, upper } = shown;
	return {
		value,
		...(lower === undefined || upper === undefined ? {} : { lower, upper }),
		text: writeShare(value, language),
	};
}

/** A bar for each answer; those of a multiple choice, which have no order of their own, from the most to the least. */
function answerRows(table: ReleasedTable, language: Language): ChartRow[] {
	const [column] = table.columns;
	const rows = table.rows.map((row, at) => ({ row, cell: column?.cells[at] }));
	if (table.multiple) {
		const rank = ({ row, cell }: (typeof rows)[number]) =>
			row.code >= other ? -row.code : (known(cell)?.value ?? 0);
		rows.sort((a, b) => rank(b) - rank(a));
	}
	return rows.map(({ row, cell }) => ({
		label: row.label[language],
		isQuiet: isQuiet(row),
		marks: [markOf(cell, language)],
	}));
}

/** Of more levels than this no page holds every answer. */
const mostLevelsInFull = 14;

/** Under each answer a dot for each level; of very many levels, the one share that the title speaks of. */
function dotRows(
	table: ReleasedTable,
	measure: Measured | undefined,
	language: Language,
): ChartRow[] {
	const answers =
		measure && table.columns.length > mostLevelsInFull
			? [{ label: measure.chose, isQuiet: false, cells: measure.cells }]
			: table.rows.map((row, at) => ({
					label: row.label[language],
					isQuiet: isQuiet(row),
					cells: table.columns.map(({ cells }) => cells[at]),
				}));
	return answers.flatMap(({ label, isQuiet, cells }) => [
		{ label, isHeading: true as const, isQuiet, marks: [] },
		...table.columns.map((column, at) => ({
			label: column.label[language],
			isQuiet,
			marks: [markOf(cells[at], language)],
		})),
	]);
}

/** One share of each item, from the most to the least. */
function itemRows({ tables, isScale, language }: ChartOf): ChartRow[] {
	return tables
		.map((table) => ({
			label: labelOf(table, language),
			isQuiet: false,
			marks: [
				markOf(measureOf(table, table, isScale, language)?.cells[0], language),
			],
		}))
		.sort((a, b) => (b.marks[0]?.value ?? -1) - (a.marks[0]?.value ?? -1));
}

/** The points of the scale of each item, or of each level; at the end those without an opinion. */
function likertRows({ tables, language }: ChartOf): ChartRow[] {
	return tables.flatMap((table) =>
		table.columns.map(({ label, cells }) => {
			const beside = table.rows.flatMap((row, at) =>
				isQuiet(row) ? [known(cells[at])?.value] : [],
			);
			const without = beside.reduce<number | undefined>(
				(sum, share) =>
					sum === undefined || share === undefined ? undefined : sum + share,
				0,
			);
			return {
				label: table.by ? label[language] : labelOf(table, language),
				isQuiet: false,
				marks: scaleRows(table).map((row) => markOf(cells[row], language)),
				...(beside.length > 0 && without !== undefined
					? { note: writeShare(without, language) }
					: {}),
			};
		}),
	);
}

/** The least and the most where items, or levels, have bases of their own; nothing where one is withheld. */
function basesOf(tables: ReleasedTable[], language: Language): string {
	const bases = tables.flatMap(({ columns }) =>
		columns.map(({ base }) => base),
	);
	if (bases.includes(null)) return "";
	const counts = bases as number[];
	if (tables.length === 1)
		return `n = ${writeWhole(
			counts.reduce((sum, count) => sum + count, 0),
			language,
		)}`;
	const ends = [...new Set([Math.min(...counts), Math.max(...counts)])];
	return `n = ${ends.map((count) => writeWhole(count, language)).join("–")}`;
}

function methodOf(
	{ sampling }: ReleasedTable,
	kind: ChartKind,
	language: Language,
): string {
	const words = wordsOf[language];
	const drawn = kind === "likert" ? words.likert : words.drawn;
	return sampling === "probability"
		? `${drawn}${words.method}`
		: `${kind === "likert" ? words.likert : ""}${words.noSamplingError}`;
}

/** A chart in words: its title, and every figure that it shows. */
export function altOf({
	title,
	rows,
	series,
	language,
}: Pick<Chart, "title" | "rows" | "series" | "language">): string {
	const words = wordsOf[language];
	const figureOf = (mark: ChartMark | null) =>
		mark === null
			? words.withheld
			: mark.lower === undefined || mark.upper === undefined
				? mark.text
				: `${mark.text} (${writeInterval({ lower: mark.lower, upper: mark.upper }, language)})`;
	const said = rows.map(({ label, isHeading, marks }) =>
		isHeading
			? `${label}:`
			: `${label}: ${marks
					.map((mark, at) =>
						[series[at]?.label, figureOf(mark)].filter(Boolean).join(" "),
					)
					.join(", ")};`,
	);
	return words.alt(title, said.join(" ").replace(/;$/, "."));
}

export const wordsOf = {
	vi: {
		question: "Câu hỏi",
		by: (label: string) => `theo ${label}`,
		drawn: "Vạch ngang là khoảng tin cậy 95%. ",
		likert: "Số ở cuối hàng: không biết, không muốn trả lời. ",
		method: "Có trọng số; phương sai tuyến tính hóa Taylor",
		noSamplingError: "Mẫu không xác suất: không có sai số mẫu",
		withheld: "không công bố",
		alt: (title: string, figures: string) => `Biểu đồ. ${title}. ${figures}`,
	},
	en: {
		question: "Question",
		by: (label: string) => `by ${label}`,
		drawn: "Lines across are 95% confidence intervals. ",
		likert: "At the end of each row: don't know, prefer not to answer. ",
		method: "Weighted; variance by Taylor linearisation",
		noSamplingError: "Not a probability sample: there is no sampling error",
		withheld: "not published",
		alt: (title: string, figures: string) => `Chart. ${title}. ${figures}`,
	},
};
