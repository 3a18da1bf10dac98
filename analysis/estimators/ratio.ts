import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { weightedSum } from "./mean.ts";

/**
 * Ratios of totals R = Σ w y / Σ w x, every numerator over every denominator, named `y/x`; contributions
 * w (y − R x)/Σ w x (Särndal, Swensson & Wretman 1992, eq. 5.6.10). NaN where a row with weight is missing.
 */
export function ratio(numerators: Term[], denominators: Term[]): Statistic {
	const pairs = denominators.flatMap((x) => numerators.map((y) => ({ x, y })));
	const at = (weights: Float64Array) =>
		Float64Array.from(
			pairs,
			({ x, y }) =>
				weightedSum(weights, y.values) / weightedSum(weights, x.values),
		);
	return {
		terms: pairs.map(({ x, y }) => `${y.name}/${x.name}`),
		at,
		contributions: (weights) => {
			const ratios = at(weights);
			return pairs.map(({ x, y }, k) => {
				const denominator = weightedSum(weights, x.values);
				return weights.map((weight, row) =>
					weight === 0
						? 0
						: (weight * (y.values[row]! - ratios[k]! * x.values[row]!)) /
							denominator,
				);
			});
		},
	};
}
