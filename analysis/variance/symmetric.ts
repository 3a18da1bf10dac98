import { CholeskyDecomposition, Matrix } from "ml-matrix";

/**
 * Inverse of a symmetric positive definite matrix, its rows and columns first scaled to a unit diagonal so that variables
 * in millions and in thousandths invert alike. Throws where a column is a combination of others.
 */
export function inverseOfSymmetric(matrix: Matrix): Matrix {
	const size = matrix.rows;
	const scale = Array.from({ length: size }, (_, k) => {
		const diagonal = matrix.get(k, k);
		return diagonal > 0 ? 1 / Math.sqrt(diagonal) : Number.NaN;
	});
	const scaled = new Matrix(size, size);
	for (let k = 0; k < size; k++)
		for (let l = 0; l < size; l++)
			scaled.set(k, l, matrix.get(k, l) * (scale[k]! * scale[l]!));
	const cholesky = new CholeskyDecomposition(scaled);
	const lower = cholesky.lowerTriangularMatrix;
	for (let k = 0; k < size; k++)
		if (!(lower.get(k, k) > 1e-7))
			throw new Error(
				"the matrix is singular: a variable is a combination of the others, or has no rows. Remedy: leave one out",
			);
	const inverse = cholesky.solve(Matrix.eye(size));
	const result = new Matrix(size, size);
	for (let k = 0; k < size; k++)
		for (let l = 0; l < size; l++)
			result.set(
				k,
				l,
				((inverse.get(k, l) + inverse.get(l, k)) / 2) * scale[k]! * scale[l]!,
			);
	return result;
}

/** Standard errors: square roots of the diagonal. */
export function standardErrors(covariance: Matrix): Float64Array {
	return Float64Array.from(covariance.diagonal(), (variance) =>
		Math.sqrt(variance),
	);
}
