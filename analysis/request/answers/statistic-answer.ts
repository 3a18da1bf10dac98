import type { Matrix } from "ml-matrix";
import { tQuantile } from "../../distributions.ts";
import type { Evaluated } from "../../statistic.ts";
import { standardErrors } from "../../variance/symmetric.ts";
import type { Outcome } from "../contract.ts";

/** The contract's S: estimates with covariance and intervals under the normal and under t with the design's df. */
export function statisticAnswer(
	{ terms, estimate, covariance }: Evaluated,
	df: number,
	level = 0.95,
): Outcome {
	const se = standardErrors(covariance);
	return {
		terms,
		estimate,
		se,
		vcov: matrixRows(covariance),
		cv: se.map((value, k) => value / estimate[k]!),
		ci: [
			symmetricIntervals(estimate, se, Infinity, level),
			symmetricIntervals(estimate, se, df, level),
		],
	};
}

export function symmetricIntervals(
	estimate: Float64Array,
	se: Float64Array,
	df: number,
	level: number,
) {
	const t = tQuantile((1 + level) / 2, df);
	return {
		level,
		df,
		lower: estimate.map((value, k) => value - t * se[k]!),
		upper: estimate.map((value, k) => value + t * se[k]!),
	};
}

export function matrixRows(matrix: Matrix): number[][] {
	return matrix.to2DArray();
}
