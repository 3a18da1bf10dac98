import type { Variable } from "../../survey-definitions/codebook.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import type { TableRequest } from "../../survey-definitions/table-request.ts";
import type { Sampling } from "../fielded-sample.ts";
import type { Withheld } from "../tables/table.ts";
import type { MethodFigures } from "./method-figures.ts";
import { formatNumber, type NumberForm } from "./vi-format.ts";

export type Population = SurveyDefinition["population"];

/** A question to the frozen data, which can be asked again at any time and gives the same answer. */
export type FigureSource =
	| { of: "table"; request: TableRequest; row: string }
	/** An indirect technique or the effects of a vignette. */
	| { of: "sensitive"; survey: string; name: string }
	/** Counts of the field, outcome rates, weights. */
	| { of: "method"; survey: string }
	/** What is known of the sample before the field. */
	| { of: "design"; survey: string };

/** Numbers by name; `null` is known to be missing. */
export interface NumberFigures {
	numbers: Record<string, number | null>;
}

/** An indirect estimate: each measure under `NAME|value`, `NAME|lower`, `NAME|upper`, its tests under `test|…`. */
export interface SensitiveFigures extends NumberFigures {
	source: FigureSource;
	kind: "list" | "crosswise" | "vignette";
	label: Text;
	variables: string[];
	measures: { name: string; label: Text }[];
	/** In the order of the technique: words, and the numbers that go with them. */
	diagnostics: { words: string; value: string; form: NumberForm; p?: string }[];
}

export type Figures = TableFigures | NumberFigures;

/** One released number with what is known about it, or why there is none. */
export type Cell =
	| {
			value: number;
			se?: number;
			df?: number;
			lower?: number;
			upper?: number;
			/** On fewer than 30 respondents. */
			isThin?: true;
	  }
	| { withheld: Withheld };

/**
 * A released table as the report reads it. Cells are named `share/CODE`, `net/CODE+CODE` (several categories taken
 * together) and `mean` (of the codes of a scale).
 */
export interface TableFigures {
	source: FigureSource;
	variable: string;
	rows: { code: number; label: Text }[];
	multiple: boolean;
	columns: {
		/** `all`, or `VARIABLE=CODE`. */
		key: string;
		/** The variable that the column is a level of. */
		by?: { name: string; label: Text };
		label: Text;
		base: number | null;
		cells: Record<string, Cell>;
	}[];
}

/** All that a report knows of one closed survey. */
export interface SurveySource {
	id: string;
	survey: Survey;
	variables: Variable[];
	sampling: Sampling;
	weights: { version: number; isFinal: boolean };
	/** Of the data and the weights. */
	dataHash: string;
	/** Whether these are the data that were frozen, and approved by as many persons as it takes. */
	frozen: "approved" | "not-approved" | "not-frozen";
	/** By `tableName`. */
	tables: Record<string, TableFigures>;
	sensitive: SensitiveFigures[];
	method: MethodFigures;
}

/** The name of a table: of a variable over everybody, or by something. */
export const tableName = (variable: string, by?: string): string =>
	by === undefined ? variable : `${variable} × ${by}`;

/** Everything that the console shows a report's reader is told apart by. */
export const standardBanner = "banner";

/** Where a number comes from: a sum of numbers of the frozen data, and how it is written. */
export interface Trace {
	terms: { source: FigureSource; at: string; sign: 1 | -1 }[];
	as: NumberForm;
}

/** A number in the document that can be worked out again. */
export interface Traced {
	text: string;
	trace: Trace;
}

/** The number that a trace leads to; undefined where the frozen data have none there. */
export function numberAt(figures: Figures, at: string): number | undefined {
	if (!("columns" in figures)) {
		const found = figures.numbers[at];
		// A test that cannot be made is NaN.
		return found === null || Number.isNaN(found) ? undefined : found;
	}
	const [column = "", ...rest] = at.split("|");
	const found = figures.columns.find(({ key }) => key === column);
	if (!found) return undefined;
	const [cellName = "", measure = "value"] = rest;
	if (cellName === "base") return found.base ?? undefined;
	const cell = found.cells[cellName];
	if (!cell || "withheld" in cell) return undefined;
	return cell[measure as "value" | "lower" | "upper" | "se"];
}

export type Lookup = (source: FigureSource) => Figures | undefined;

/** A trace worked out; undefined where one of its terms is not to be had. */
export function workOut(trace: Trace, lookup: Lookup): number | undefined {
	let sum = 0;
	for (const { source, at, sign } of trace.terms) {
		const figures = lookup(source);
		const value = figures && numberAt(figures, at);
		if (value === undefined || Number.isNaN(value)) return undefined;
		sum += sign * value;
	}
	return sum;
}

/** A traced number as text. The caller has made sure that it is there. */
export function traced(trace: Trace, lookup: Lookup): Traced {
	const value = workOut(trace, lookup);
	if (value === undefined)
		throw new Error(
			`there is no number at ${trace.terms.map(({ source, at }) => `${JSON.stringify(source)} ${at}`).join(", ")}`,
		);
	return { text: formatNumber(value, trace.as), trace };
}
