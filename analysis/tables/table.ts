import type { Text } from "../../survey-definitions/definition.ts";
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
	rows: { code: number; label: Text }[];
	/** One column for each level of the domain variable; one alone without. */
	columns: {
		code?: number;
		label: Text;
		/** Unweighted responses behind the column. */
		base: number;
		/** Degrees of freedom of the design in this domain. */
		df: number;
		cells: CellEstimate[];
		/** Respondents behind the base, and of them those behind each cell. */
		behind: Behind;
		behindCells: Behind[];
	}[];
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

/** What leaves the gate: every cell either an estimate or the reason why there is none. */
export interface ReleasedTable extends Omit<Table, "columns"> {
	minimumBase: number;
	columns: (Pick<Column, "code" | "label"> & {
		/** null where it is too small to be told. */
		base: number | null;
		df?: number;
		cells: (ReleasedCell | { withheld: Withheld })[];
	})[];
}
