import { Matrix } from "ml-matrix";
import { inverseOfSymmetric } from "../variance/symmetric.ts";

/** Coefficients that minimise Σ w (y − x′β)², the fitted values, and (X′WX)⁻¹. Throws where columns are collinear. */
export function weightedLeastSquares(
	columns: Float64Array[],
	y: Float64Array,
	weights: Float64Array,
): { coefficients: Float64Array; fitted: Float64Array; inverse: Matrix } {
	const inverse = inverseOfSymmetric(crossProduct(columns, weights));
	const moments = columns.map((column) => {
		let sum = 0;
		for (let row = 0; row < y.length; row++)
			if (weights[row]) sum += weights[row]! * column[row]! * y[row]!;
		return sum;
	});
	const coefficients = Float64Array.from(
		inverse.mmul(Matrix.columnVector(moments)).to1DArray(),
	);
	return { coefficients, fitted: combine(columns, coefficients), inverse };
}

// A block of rows of all columns stays in the cache while every pair of columns has its turn.
const block = 2048;

/** Σ_i w_i x_i x_i′ over rows with weight. */
export function crossProduct(
	columns: Float64Array[],
	weights: Float64Array,
): Matrix {
	const width = columns.length;
	const result = Matrix.zeros(width, width);
	const weighted = new Float64Array(block);
	for (let from = 0; from < weights.length; from += block) {
		const to = Math.min(weights.length, from + block);
		for (let k = 0; k < width; k++) {
			const own = columns[k]!;
			for (let row = from; row < to; row++)
				weighted[row - from] =
					weights[row] === 0 ? 0 : weights[row]! * own[row]!;
			for (let l = 0; l <= k; l++)
				result.set(
					k,
					l,
					result.get(k, l) + dot(weighted, columns[l]!, from, to),
				);
		}
	}
	for (let k = 0; k < width; k++)
		for (let l = 0; l < k; l++) result.set(l, k, result.get(k, l));
	return result;
}

/** Rows of weight zero may be missing: 0 · NaN must not spread. */
function dot(
	weighted: Float64Array,
	column: Float64Array,
	from: number,
	to: number,
): number {
	let sum = 0;
	for (let row = from; row < to; row++) {
		const w = weighted[row - from]!;
		if (w !== 0) sum += w * column[row]!;
	}
	return sum;
}

/** Σ_k c_k x_k for every row. */
export function combine(
	columns: Float64Array[],
	coefficients: ArrayLike<number>,
): Float64Array {
	const sum = new Float64Array(columns[0]?.length ?? 0);
	columns.forEach((column, k) => {
		const c = coefficients[k]!;
		for (let row = 0; row < sum.length; row++) sum[row]! += c * column[row]!;
	});
	return sum;
}
