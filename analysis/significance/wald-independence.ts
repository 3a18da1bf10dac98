import { Matrix, solve } from "ml-matrix";
import { margins } from "./rao-scott.ts";

/**
 * Wald statistic of independence in a two-way table of estimated totals, on N_rc − N_r. N_.c / N_.. outside the first row
 * and column (Koch, Freeman & Freeman 1975, *Int. Statistical Review* 43:59–78), the covariance by the delta method. χ²
 * with (rows − 1)(columns − 1) degrees of freedom where the covariance is known.
 */
export function waldIndependence(
	rows: number,
	columns: number,
	totals: Float64Array,
	covariance: Matrix,
): number {
	const { rowShares, columnShares } = margins(rows, columns, totals);
	const all = totals.reduce((a, b) => a + b, 0);
	const cells: { r: number; c: number }[] = [];
	for (let c = 1; c < columns; c++)
		for (let r = 1; r < rows; r++) cells.push({ r, c });
	const excess = cells.map(
		({ r, c }) =>
			totals[c * rows + r]! - (rowShares[r]! * columnShares[c]!) / all,
	);
	const gradients = new Matrix(
		cells.map(({ r, c }) =>
			Array.from(totals, (_, cell) => {
				const inRow = cell % rows === r ? 1 : 0;
				const inColumn = Math.floor(cell / rows) === c ? 1 : 0;
				return (
					inRow * inColumn -
					(inRow * columnShares[c]!) / all -
					(inColumn * rowShares[r]!) / all +
					(rowShares[r]! * columnShares[c]!) / (all * all)
				);
			}),
		),
	);
	const variance = gradients.mmul(covariance).mmul(gradients.transpose());
	return quadraticForm(excess, variance);
}

/** d′ V⁻¹ d. */
export function quadraticForm(d: ArrayLike<number>, variance: Matrix): number {
	const column = Matrix.columnVector(Array.from(d));
	return column.transpose().mmul(solve(variance, column)).get(0, 0);
}
