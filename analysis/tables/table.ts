import type { Text } from "../../survey-definitions/definition.ts";
import type {
	TableBase,
	TableOf,
	TableRequest,
} from "../../survey-definitions/table-request.ts";
import type { Behind } from "../disclosure/behind-cells.ts";
import type { CellEstimate } from "../estimators/ratio-estimates.ts";
import type { DatasetSource } from "../survey-dataset.ts";

/**
 * The distribution of one variable, as a whole or by one domain variable. It leaves the program through the gate alone,
 * as a `ReleasedTable`.
 */
export interface Table extends DatasetSource {
	survey: string;
	population: "cadres" | "citizens";
	variable: { name: string; question: Text; item?: Text };
	/** A multiple choice: shares of respondents, which add up to more than 1. */
	multiple: boolean;
	by?: { name: string; label: Text };
	/** Whether 98 and 99 are in the base, and what shares of a multiple choice are of; absent: all, of respondents. */
	baseOf?: TableBase;
	shareOf?: TableOf;
	/** None of a variable of values, which has a mean alone. */
	rows: { code: number; label: Text }[];
	/** One column for each level of the domain variable; one alone without. */
	columns: {
		code?: number;
		label: Text;
		/** Of nested columns, the level of each variable, the outermost first. */
		path?: { code: number; label: Text }[];
		/** Unweighted responses behind the column. */
		base: number;
		/** Degrees of freedom of the design in this domain. */
		df: number;
		cells: CellEstimate[];
		/** Respondents behind the base, and of them those behind each cell. */
		behind: Behind;
		behindCells: Behind[];
	}[];
	/** Numbers made of several cells of a column. */
	statistics: (StatisticHead & { cells: CellEstimate[] })[];
}

export interface StatisticHead {
	name: "mean" | "top" | "bottom" | "net";
	/** Of a net, as asked. */
	label?: string;
	/** Categories it is made of. */
	codes: number[];
}

/** Why a number is not shown. One word for all that protects respondents: which rule it was would tell of them. */
export type Withheld = "protected" | "not-estimable";

/** What rests on chances of selection, and is there for a probability sample alone. */
type Uncertainty = "se" | "df" | "ci" | "deff" | "effectiveN";

/** Neither how many chose the category nor the weights behind it. */
export type ReleasedCell = Omit<
	CellEstimate,
	Uncertainty | "count" | "weight"
> &
	Partial<Pick<CellEstimate, Uncertainty>>;

type Column = Table["columns"][number];

/** A number made of several cells of a column: shown where all of them are. A mean is in units of the scale. */
export interface ReleasedStatistic extends StatisticHead {
	/** One a column. */
	cells: (ReleasedCell | { withheld: Withheld })[];
	/** By column, the places of the columns whose number is lower, as in `above`. */
	above?: number[][];
}

/**
 * Whether a question and a group of columns hang together: the second-order Rao–Scott test over the columns and rows
 * that are shown.
 */
export interface IndependenceTest {
	f: number;
	df: number;
	ddf: number;
	p: number;
	/** Columns that took part, of those of the table. */
	columns: number[];
}

/** What leaves the gate: every cell either an estimate or the reason why there is none. */
export interface ReleasedTable extends Omit<Table, "columns" | "statistics"> {
	minimumBase: number;
	columns: (Pick<Column, "code" | "label" | "path"> & {
		/** null where it is too small to be told. */
		base: number | null;
		df?: number;
		cells: (ReleasedCell | { withheld: Withheld })[];
	})[];
	statistics?: ReleasedStatistic[];
	test?: IndependenceTest | { withheld: Withheld };
	/**
	 * By row and column, the places of the columns whose share is lower at 5 % by a t test, p-values adjusted after Holm
	 * over all comparisons that the whole request shows.
	 */
	above?: number[][][];
}

/** What a request for tables is answered with: for each variable the column of all, and a table for each group. */
export interface BuiltTable<T extends ReleasedTable = ReleasedTable> {
	request: TableRequest;
	/** Who is in it, as asked, and how many where that may be told. */
	filter?: { text: string; base: number | null };
	blocks: {
		whole: T;
		/** In the order of the banner; a group that may not be told apart says why. */
		groups: (T | { refused: string; by: { name: string; label: Text } })[];
	}[];
	/** Comparisons in pairs that Holm's adjustment is over. */
	comparisons?: number;
}
