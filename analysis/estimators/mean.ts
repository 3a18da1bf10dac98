import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";

/**
 * Weighted means Σ w x / Σ w, in the units of each term; contributions w (x − x̄)/Σ w (Särndal, Swensson & Wretman 1992,
 * eq. 5.7.4). NaN where a row with weight is missing or no row has weight.
 */
export function mean(terms: Term[]): Statistic {
	const at = (weights: Float64Array) => {
		const size = sumOfWeights(weights);
		return Float64Array.from(
			terms,
			({ values }) => weightedSum(weights, values) / size,
		);
	};
	return {
		terms: terms.map(({ name }) => name),
		at,
		contributions: (weights) => {
			const means = at(weights);
			const size = sumOfWeights(weights);
			return terms.map(({ values }, k) =>
				weights.map((weight, row) =>
					weight === 0 ? 0 : (weight * (values[row]! - means[k]!)) / size,
				),
			);
		},
	};
}

export function sumOfWeights(weights: Float64Array): number {
	let sum = 0;
	for (const weight of weights) sum += weight;
	return sum;
}

/** Σ w x over rows with weight. */
export function weightedSum(
	weights: Float64Array,
	values: Float64Array,
): number {
	let sum = 0;
	for (let row = 0; row < weights.length; row++)
		if (weights[row] !== 0) sum += weights[row]! * values[row]!;
	return sum;
}
