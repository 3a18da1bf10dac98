/**
 * `people`: totals of the population surveyed, which fix the sum of the weights. `percent`: they add to 100.
 * `structure`: counts of a population whose proportions alone are taken over, e.g. all ages for adults.
 */
export const marginUnits = ["people", "percent", "structure"] as const;
export type MarginUnit = (typeof marginUnits)[number];

/** Known totals of the population over the categories of one variable, and where they come from. */
export interface PopulationMargin {
	/** Variables of the codebook or dimensions of the design (`stratum:level`); more than one are crossed. */
	variables: string[];
	unit: MarginUnit;
	cells: { codes: number[]; total: number }[];
	source: string;
	/** Which version or date of the source. */
	version: string;
}

export interface NamedMargin {
	name: string;
	body: PopulationMargin;
}
