import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { sumOfWeights, weightedSum } from "./mean.ts";

/**
 * Population variances and covariances, n/(n − 1) Σ w (x − x̄)(y − ȳ)/Σ w with n = `rows`, else the rows of weight above
 * zero; entry
 * (k, l) of the matrix is number k · terms + l. In squared units. The variance treats x̄ as known: its part vanishes to
 * first order (Särndal, Swensson & Wretman 1992, §5.9). NaN where a row with weight is missing.
 */
export function variance(terms: Term[], rows?: number): Statistic {
	const pairs = terms.flatMap((x) => terms.map((y) => ({ x, y })));
	const products = (weights: Float64Array) => {
		const size = sumOfWeights(weights);
		const n = rows ?? rowsWithWeight(weights);
		const centred = new Map(
			terms.map((term) => {
				const mean = weightedSum(weights, term.values) / size;
				return [term, term.values.map((value) => value - mean)];
			}),
		);
		return pairs.map(({ x, y }) => {
			const [a, b] = [centred.get(x)!, centred.get(y)!];
			return a.map((value, row) => (value * b[row]! * n) / (n - 1));
		});
	};
	const meansOf = (weights: Float64Array, columns: Float64Array[]) => {
		const size = sumOfWeights(weights);
		return Float64Array.from(
			columns,
			(column) => weightedSum(weights, column) / size,
		);
	};
	return {
		terms: pairs.map(({ x, y }) =>
			terms.length === 1 ? x.name : `${x.name}:${y.name}`,
		),
		at: (weights) => meansOf(weights, products(weights)),
		contributions: (weights) => {
			const size = sumOfWeights(weights);
			const columns = products(weights);
			const means = meansOf(weights, columns);
			return columns.map((column, k) =>
				weights.map((weight, row) =>
					weight === 0 ? 0 : (weight * (column[row]! - means[k]!)) / size,
				),
			);
		},
	};
}

export function rowsWithWeight(weights: Float64Array): number {
	return weights.reduce((n, weight) => n + (weight === 0 ? 0 : 1), 0);
}
