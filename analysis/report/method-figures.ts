import type { Text } from "../../survey-definitions/definition.ts";

/** How a survey was made: counts of the field, rates, weights. `null` is known to be missing. */
export interface MethodFigures {
	/** By name: `planned`, `responses`, `rate|RR1`, `stratum|3|responses`, `weights|deff` …; `null` is known to be missing. */
	numbers: Record<string, number | null>;
	strata: { label: Text }[];
	/** Margins that the weights are raked to. */
	margins: { name: string; source: string; version: string }[];
	/** Steps of the weights, in their order. */
	steps: string[];
	/** Days of the wave as its parameters say them. */
	opened: string | null;
	closed: string | null;
}
