import type { SurveyDefinition } from "../../survey-definitions/definition.ts";

export interface Policy {
	/** Unweighted responses that must stand behind every share. */
	minimumBase: number;
	/** Variance units that must stand behind every share. */
	minimumUnits: number;
	/** Under this base, 0 % and 100 % tell what each member of a group said. */
	flaggedBase: number;
	/** The most that one response, and two together, may weigh of a base. */
	largestWeight: number;
	twoLargestWeights: number;
	/** No withheld count may be known to within less than this. */
	narrowestInterval: number;
}

export function policyFor(population: SurveyDefinition["population"]): Policy {
	const minimumBase = population === "cadres" ? 10 : 5;
	return {
		minimumBase,
		minimumUnits: 2,
		flaggedBase: 30,
		largestWeight: 0.3,
		twoLargestWeights: 0.5,
		narrowestInterval: Math.max(10, 2 * minimumBase),
	};
}
