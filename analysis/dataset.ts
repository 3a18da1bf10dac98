/**
 * Columns instead of rows: a million responses are a few typed arrays, read in one pass.
 */
export type Column =
	/** `NaN` is missing. */
	| { type: "numeric"; values: Float64Array }
	/** Indices into `levels`; −1 is missing. */
	| { type: "factor"; codes: Int32Array; levels: string[] }
	| { type: "string"; values: (string | null)[] };

export interface Dataset {
	rows: number;
	columns: Record<string, Column>;
}
