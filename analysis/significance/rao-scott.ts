import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";

/** A two-way table of estimated shares, row category first fastest, with its design covariance. */
export interface TwoWay {
	rows: number;
	columns: number;
	shares: Float64Array;
	covariance: Matrix;
	/** Rows of the sample that the statistic is scaled to. */
	n: number;
}

export interface RaoScott {
	/** Pearson's X² of the table of n × shares. */
	x2: number;
	/** Generalised design effects: eigenvalues of Δ, in falling order; X² is distributed as Σ λ_i χ²_1. */
	eigenvalues: Float64Array;
}

/**
 * Pearson's test of independence under a complex design (Rao & Scott 1981, JASA 76:221–230; 1984, *Annals of Statistics*
 * 12:46–60, eqs. 2.6 and 3.3): Δ = (C′D⁻¹C/n)⁻¹ (C′D⁻¹V D⁻¹C), C the interaction contrasts orthogonal to the main effects,
 * D the observed shares.
 */
export function raoScott(table: TwoWay): RaoScott {
	const { rows, columns, shares, covariance, n } = table;
	const inverseShare = Float64Array.from(shares, (p) => (p === 0 ? 0 : 1 / p));
	const contrasts = interactionContrasts(rows, columns);
	const width = contrasts.length;
	const scaled = new Matrix(
		contrasts.map((contrast) =>
			contrast.map((c, cell) => c * inverseShare[cell]!),
		),
	);
	const simple = new Matrix(width, width);
	for (let k = 0; k < width; k++)
		for (let l = 0; l < width; l++)
			simple.set(
				k,
				l,
				contrasts[k]!.reduce(
					(sum, c, cell) => sum + c * scaled.get(l, cell),
					0,
				) / n,
			);
	const design = scaled.mmul(covariance).mmul(scaled.transpose());
	const delta = inverse(simple).mmul(design);
	const { realEigenvalues } = new EigenvalueDecomposition(delta);
	return {
		x2: pearson(table),
		eigenvalues: Float64Array.from(realEigenvalues).sort().reverse(),
	};
}

function pearson({ rows, columns, shares, n }: TwoWay): number {
	const { rowShares, columnShares } = margins(rows, columns, shares);
	const total = shares.reduce((a, b) => a + b, 0);
	let sum = 0;
	for (let r = 0; r < rows; r++)
		for (let c = 0; c < columns; c++) {
			const expected = (rowShares[r]! * columnShares[c]!) / total;
			sum += (shares[c * rows + r]! - expected) ** 2 / expected;
		}
	return (n * sum) / total;
}

export function margins(
	rows: number,
	columns: number,
	cells: ArrayLike<number>,
) {
	const rowShares = new Float64Array(rows);
	const columnShares = new Float64Array(columns);
	for (let r = 0; r < rows; r++)
		for (let c = 0; c < columns; c++) {
			rowShares[r]! += cells[c * rows + r]!;
			columnShares[c]! += cells[c * rows + r]!;
		}
	return { rowShares, columnShares };
}

/** (e_r − e_0) ⊗ (e_c − e_0): every row and column of a contrast adds to zero. */
function interactionContrasts(rows: number, columns: number): number[][] {
	const contrasts: number[][] = [];
	for (let c = 1; c < columns; c++)
		for (let r = 1; r < rows; r++) {
			const contrast = new Array<number>(rows * columns).fill(0);
			contrast[0] = 1;
			contrast[r] = -1;
			contrast[c * rows] = -1;
			contrast[c * rows + r] = 1;
			contrasts.push(contrast);
		}
	return contrasts;
}
