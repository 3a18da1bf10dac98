import { EigenvalueDecomposition, LuDecomposition, Matrix } from "ml-matrix";

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
	const { realEigenvalues } = new EigenvalueDecomposition(designEffects(table));
	return {
		x2: pearson(table),
		eigenvalues: Float64Array.from(realEigenvalues).sort().reverse(),
	};
}

/**
 * X² divided by Σλ, with Σλ = tr Δ and (Σλ)²/Σλ² = (tr Δ)²/tr Δ²: what the second-order test needs, without the
 * eigenvalues one by one.
 */
export function raoScottF(table: TwoWay): { f: number; df: number } {
	const delta = designEffects(table);
	if (delta.rows === 0) return { f: Number.NaN, df: Number.NaN };
	const trace = delta.trace();
	let squares = 0;
	for (let k = 0; k < delta.rows; k++)
		for (let l = 0; l < delta.rows; l++)
			squares += delta.get(k, l) * delta.get(l, k);
	return { f: pearson(table) / trace, df: trace ** 2 / squares };
}

/** Δ, empty where cells without anybody leave too few to compare. A contrast has four entries, and nothing is summed but those. */
function designEffects({ rows, columns, shares, covariance, n }: TwoWay) {
	const inverseShare = Float64Array.from(shares, (p) => (p === 0 ? 0 : 1 / p));
	const contrasts = interactionContrasts(rows, columns);
	const width = contrasts.length;
	const simple = new Matrix(width, width);
	const design = new Matrix(width, width);
	for (let k = 0; k < width; k++)
		for (let l = 0; l <= k; l++) {
			let plain = 0;
			let clustered = 0;
			for (const [cell, c] of contrasts[k]!)
				for (const [other, d] of contrasts[l]!) {
					if (cell === other) plain += c * d * inverseShare[cell]!;
					clustered +=
						c *
						d *
						inverseShare[cell]! *
						inverseShare[other]! *
						covariance.get(cell, other);
				}
			simple.set(k, l, plain / n).set(l, k, plain / n);
			design.set(k, l, clustered).set(l, k, clustered);
		}
	const plain = new LuDecomposition(simple);
	return plain.isSingular() ? Matrix.zeros(0, 0) : plain.solve(design);
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

/** (e_r − e_0) ⊗ (e_c − e_0), as cells and their coefficients: every row and column of a contrast adds to zero. */
function interactionContrasts(rows: number, columns: number) {
	const contrasts: [cell: number, coefficient: number][][] = [];
	for (let c = 1; c < columns; c++)
		for (let r = 1; r < rows; r++)
			contrasts.push([
				[0, 1],
				[r, -1],
				[c * rows, -1],
				[c * rows + r, 1],
			]);
	return contrasts;
}
