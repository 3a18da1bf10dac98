import { Matrix } from "ml-matrix";

export interface PairwiseAlphaOf {
	/** Values of each item; NaN where there is none. */
	items: Float64Array[];
	/** Weight of a row for a pair of items (an item with itself too): the survey weight, times the inverse of the chance that both were shown. */
	weightOf: (row: number, one: number, other: number) => number;
}

/**
 * Cronbach's alpha from pairwise weighted covariances, for items that are drawn or left blank: K/(K − 1) (1 − Σ s_kk /
 * Σ_jk s_jk), each s_jk over the rows that have both (Cronbach 1951, *Psychometrika* 16:297–334, eq. 13; pairwise
 * deletion: Little & Rubin 2002, §3.4). With complete rows it is `cronbachAlpha`. `pairs` is the smallest number of rows
 * behind a covariance.
 */
export function pairwiseAlpha({ items, weightOf }: PairwiseAlphaOf): {
	alpha: number;
	pairs: number;
} {
	const count = items.length;
	const covariance = Matrix.zeros(count, count);
	let pairs = Number.POSITIVE_INFINITY;
	for (let one = 0; one < count; one++)
		for (let other = one; other < count; other++) {
			const found = pairCovariance(items[one]!, items[other]!, (row) =>
				weightOf(row, one, other),
			);
			covariance.set(one, other, found.covariance);
			covariance.set(other, one, found.covariance);
			pairs = Math.min(pairs, found.rows);
		}
	const total = covariance.sum();
	return {
		alpha: (count / (count - 1)) * (1 - covariance.trace() / total),
		pairs,
	};
}

function pairCovariance(
	one: Float64Array,
	other: Float64Array,
	weightOf: (row: number) => number,
) {
	let rows = 0;
	let weight = 0;
	let sumOne = 0;
	let sumOther = 0;
	const has = (row: number) =>
		!Number.isNaN(one[row]!) && !Number.isNaN(other[row]!);
	for (let row = 0; row < one.length; row++) {
		const w = has(row) ? weightOf(row) : 0;
		if (w === 0) continue;
		rows++;
		weight += w;
		sumOne += w * one[row]!;
		sumOther += w * other[row]!;
	}
	let products = 0;
	for (let row = 0; row < one.length; row++)
		if (has(row))
			products +=
				weightOf(row) *
				(one[row]! - sumOne / weight) *
				(other[row]! - sumOther / weight);
	return { covariance: products / weight, rows };
}
