import type { Text } from "../../survey-definitions/definition.ts";

/** Known totals of the population over the categories of one variable, and where they come from. */
export interface PopulationMargin {
	label: Text;
	/** Variables of the codebook or dimensions of the design (`stratum:level`); more than one are crossed. */
	variables: string[];
	/** Totals in people or shares; they add up to the population, or to 1. */
	cells: { codes: number[]; total: number }[];
	source: string;
	/** Which version or date of the source. */
	version: string;
}
