import { Matrix } from "ml-matrix";
import type { PpsDesign } from "../design.ts";

/**
 * Covariance of totals of elements drawn without replacement with unequal probabilities. Brewer 2002, *Combined Survey
 * Sampling Inference*, ch. 9: n/(n − 1) Σ (1 − π_i)(z_i − z̄)². Horvitz & Thompson 1952, JASA 47:663–685:
 * Σ_ij d_ij z_i z_j. Yates & Grundy 1953, JRSS B 15:253–261: −½ Σ_ij d_ij (z_i − z_j)². d_ij = 1 − π_i π_j / π_ij, with
 * d_ii = 1 − π_i. All rows of the sample take part, those outside a domain with z = 0.
 */
export function ppsCovariance(
	{ probability, variance, rows }: PpsDesign,
	contributions: Float64Array[],
): Matrix {
	const width = contributions.length;
	const columns =
		variance.method === "brewer"
			? contributions.map((column) => {
					const mean = column.reduce((a, b) => a + b, 0) / rows;
					return column.map((z) => z - mean);
				})
			: contributions;
	const weighted =
		variance.method === "brewer"
			? columns.map((column) =>
					column.map(
						(z, row) => (z * (1 - probability[row]!) * rows) / (rows - 1),
					),
				)
			: columns.map((column) => pairwise(column, probability, variance));
	const covariance = new Matrix(width, width);
	for (let k = 0; k < width; k++)
		for (let l = 0; l < width; l++) {
			let sum = 0;
			for (let row = 0; row < rows; row++)
				sum += columns[k]![row]! * weighted[l]![row]!;
			covariance.set(k, l, sum);
		}
	return covariance;
}

/** D z, where z′ D z is the variance: for Yates–Grundy D has −(Σ_j d_ij) + … on the diagonal. */
function pairwise(
	z: Float64Array,
	probability: Float64Array,
	{
		form,
		delta,
	}: { form: "HT" | "YG"; delta: (i: number, j: number) => number },
): Float64Array {
	return z.map((own, i) => {
		let sum = form === "HT" ? (1 - probability[i]!) * own : 0;
		for (let j = 0; j < z.length; j++) {
			if (j === i) continue;
			sum += delta(i, j) * (form === "HT" ? z[j]! : z[j]! - own);
		}
		return sum;
	});
}
