import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Block, Inline, Layout, Letterhead } from "./document.ts";
import type { SentenceEdit } from "./edits.ts";
import {
	type Cell,
	type FigureSource,
	type Figures,
	type Lookup,
	type Population,
	type SurveySource,
	type TableFigures,
	type Traced,
	tableName,
	traced,
} from "./figures.ts";
import type { Outline } from "./mapping.ts";
import type { NumberForm } from "./vi-format.ts";
import { isKnown } from "./wording.ts";

/** What a report is made from. */
export interface ReportInput {
	layout: Layout;
	/** What the signing body fills in; the rest of the letterhead follows from the layout. */
	letterhead: Omit<Letterhead, "layout" | "kind" | "subject">;
	/** Day of making, ISO. */
	madeOn: string;
	surveys: Partial<Record<Population, SurveySource>>;
	/** Cases that reports of agencies tell of (I.3): `null` where none has come in, 0 where they say that there are none. */
	cases: { handled: number | null; people: number | null; source: string };
	/** Passages of open answers, each approved by a second person or left out. */
	quotations: Quotation[];
	/** Codes of open answers with their counts, coded by two people; empty until that is done. */
	codedAnswers: CodedAnswers[];
	/** Sentences as a person worded them. */
	edits: SentenceEdit[];
	/** Names that edited sentences are searched for. */
	provinces: string[];
}

export interface Quotation {
	population: Population;
	/** A code of the frame: G1, R2 … */
	code: string;
	text: string;
	isApproved: boolean;
}

export interface CodedAnswers {
	population: Population;
	question: string;
	/** How often each was said is a number of the method: `mentions|QUESTION|CODE`. */
	codes: { code: string; label: string }[];
}

/** Something that the outline asks for and the data do not give. */
export interface Gap {
	/** Variables, a table of the outline, a margin. */
	what: string;
	why:
		| "no-survey"
		| "not-in-wave"
		| "nobody-asked"
		| "withheld"
		| "no-margins"
		| "no-margin-source"
		| "no-cases"
		| "quotation-not-approved"
		| "not-coded"
		| "not-estimable"
		| "no-ledger"
		| "sentence-changed"
		| "sentence-refused"
		| "number-typed"
		| "not-frozen"
		| "not-approved";
	place: string;
}

/** A report while it is being put together. */
export interface Report extends ReportInput {
	outline: Outline;
	gaps: Gap[];
	lookup: Lookup;
}

export function startReport(input: ReportInput): Report {
	const sources = Object.values(input.surveys);
	const bySource = new Map<FigureSource, Figures>(
		sources.flatMap(({ tables, sensitive }) =>
			[...Object.values(tables), ...sensitive].map(
				(one) => [one.source, one] as const,
			),
		),
	);
	return {
		...input,
		outline: input.layout === "party" ? "PL5" : "PL3",
		gaps: sources.flatMap(({ survey, frozen }) =>
			frozen === "approved"
				? []
				: [
						{
							what: `số liệu ${populationWords[survey.population].asked}`,
							why: frozen,
							place: "Toàn văn bản",
						},
					],
		),
		lookup: (source) =>
			source.of === "method" || source.of === "design"
				? sources.find(({ id }) => id === source.survey)?.method
				: bySource.get(source),
	};
}

export const populationWords: Record<
	Population,
	{ people: string; short: string; asked: string }
> = {
	cadres: {
		people: "cán bộ, công chức, viên chức",
		short: "CB",
		asked: "phiếu cán bộ, công chức, viên chức",
	},
	citizens: {
		people: "người dân",
		short: "ND",
		asked: "phiếu người dân",
	},
};

/** A table that can be told of, with the way to its numbers. */
export interface Known {
	variable: Variable;
	population: Population;
	table: TableFigures;
	source: FigureSource;
}

/**
 * The table of a variable, or nothing and a gap that says why: the wave did not ask it, nobody was asked, or all of it is
 * withheld.
 */
export function known(
	report: Report,
	population: Population,
	name: string,
	place: string,
	by?: string,
): Known | undefined {
	const of = report.surveys[population];
	const missing = (why: Gap["why"]) => {
		addGap(report, { what: name, why, place });
		return undefined;
	};
	if (!of) return missing("no-survey");
	const variable = of.variables.find((one) => one.name === name);
	if (!variable) return missing("not-in-wave");
	const table = of.tables[tableName(name, by)];
	if (!table) return missing(by ? "withheld" : "nobody-asked");
	if (table.columns.every(({ base }) => base === 0))
		return missing("nobody-asked");
	if (!table.columns.some(({ cells }) => Object.values(cells).some(isKnown))) {
		// Nobody asked and all withheld look alike from outside, and must: a base under the minimum is not told.
		const isEmpty = table.columns.every(({ cells }) =>
			Object.values(cells).every(
				(cell) => "withheld" in cell && cell.withheld === "not-estimable",
			),
		);
		return missing(isEmpty ? "nobody-asked" : "withheld");
	}
	return { variable, population, table, source: table.source };
}

/** Annexes and the summary repeat what the sections have told to be missing. */
const repeats = /^(Tóm tắt|Phụ lục [BC])$/;

export function addGap(report: Report, gap: Gap) {
	const isTold = report.gaps.some(
		({ what, why, place }) =>
			what === gap.what &&
			(repeats.test(gap.place) || (why === gap.why && place === gap.place)),
	);
	if (!isTold && gap.place !== "Tóm tắt") report.gaps.push(gap);
}

export const cellOf = (
	{ table }: Known,
	name: string,
	column = "all",
): Cell | undefined =>
	table.columns.find(({ key }) => key === column)?.cells[name];

export const at = (
	report: Report,
	{ source }: Pick<Known, "source">,
	path: string,
	as: NumberForm,
): Traced =>
	traced({ terms: [{ source, at: path, sign: 1 }], as }, report.lookup);

/** A − B, worked out of numbers that are not rounded. */
export const difference = (
	report: Report,
	one: { of: Known; path: string },
	other: { of: Known; path: string },
): Traced =>
	traced(
		{
			terms: [
				{ source: one.of.source, at: one.path, sign: 1 },
				{ source: other.of.source, at: other.path, sign: -1 },
			],
			as: "points",
		},
		report.lookup,
	);

export const share = (
	report: Report,
	of: Known,
	name: string,
	column = "all",
) => at(report, of, `${column}|${name}|value`, "share");

export const baseOf = (report: Report, of: Known, column = "all") =>
	at(report, of, `${column}|base`, "count");

/** "(KTC 95%: 35,9–40,9; n = 4.812)"; without the interval where the sample has no sampling error. */
export function within(
	report: Report,
	of: Known,
	name: string,
	column = "all",
): Inline[] {
	const cell = cellOf(of, name, column);
	const n = baseOf(report, of, column);
	return isKnown(cell) && cell.lower !== undefined
		? say`(KTC 95%: ${at(report, of, `${column}|${name}|lower`, "bound")}–${at(report, of, `${column}|${name}|upper`, "bound")}; n = ${n})`
		: say`(n = ${n})`;
}

/** A sentence with numbers in it. */
export const say = (
	strings: TemplateStringsArray,
	...values: (Inline | Inline[])[]
): Inline[] =>
	strings.flatMap((text, index) => [
		...(text ? [text] : []),
		...(index < values.length
			? [values[index] as Inline | Inline[]].flat()
			: []),
	]);

export const paragraph = (
	id: string,
	...content: (Inline | Inline[])[]
): Block => ({ kind: "paragraph", id, style: "body", content: content.flat() });

/** The sign of a cell that is withheld, of one that has no estimate, and of a question that was not asked. */
export const signs = { withheld: "…", notEstimable: "–", notAsked: "x" };

export function cellInline(
	report: Report,
	of: Known,
	name: string,
	column: string,
	as: NumberForm,
): Inline[] {
	const cell = cellOf(of, name, column);
	if (!cell) return [signs.notAsked];
	if (!isKnown(cell))
		return [
			cell.withheld === "protected" ? signs.withheld : signs.notEstimable,
		];
	const number = at(report, of, `${column}|${name}|value`, as);
	return cell.isThin ? [number, "(*)"] : [number];
}

export const intervalInline = (
	report: Report,
	of: Known,
	name: string,
	column: string,
	as: NumberForm = "bound",
): Inline[] => {
	const cell = cellOf(of, name, column);
	return isKnown(cell) && cell.lower !== undefined
		? [
				at(report, of, `${column}|${name}|lower`, as),
				"–",
				at(report, of, `${column}|${name}|upper`, as),
			]
		: [signs.notEstimable];
};

/** Where a table or a figure comes from: the outline asks for it under each of them. */
export function sourceLine(report: Report, shown: Known[]): Inline[] {
	const populations = [...new Set(shown.map(({ population }) => population))];
	const names = populations.map((one) => populationWords[one].asked);
	const sizes = [...new Set(shown.flatMap((of) => baseRange(report, of)))];
	return [
		`Nguồn: Điều tra xã hội học của Đề án, ${names.join(" và ")}${sizes.length === 1 ? ", n = " : ""}`,
		...(sizes.length === 1 ? baseInline(report, shown) : []),
		".",
	];
}

const baseRange = (_report: Report, { table }: Known) =>
	table.columns.length === 1 && table.columns[0]?.base != null
		? [table.columns[0].base]
		: [];

function baseInline(report: Report, shown: Known[]): Inline[] {
	const first = shown.find(({ table }) => table.columns[0]?.base != null);
	return first ? [baseOf(report, first)] : [];
}
