import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { weightedSum } from "./mean.ts";

/**
 * Estimated totals Σ w x, in the units of each term (Horvitz & Thompson 1952, JASA 47:663–685); contributions w x. NaN
 * where a row with weight is missing.
 */
export function total(terms: Term[]): Statistic {
	return {
		terms: terms.map(({ name }) => name),
		at: (weights) =>
			Float64Array.from(terms, ({ values }) => weightedSum(weights, values)),
		contributions: (weights) =>
			terms.map(({ values }) =>
				weights.map((weight, row) =>
					weight === 0 ? 0 : weight * values[row]!,
				),
			),
	};
}
