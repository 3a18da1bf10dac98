import type { Adjusted } from "./adjust.ts";

export interface Margin {
	/** Cell of each row; −1 where the row belongs to none. */
	cells: Int32Array;
	/** Population total of each cell. */
	totals: ArrayLike<number>;
	/** Name of each cell, for messages. */
	names: string[];
}

/**
 * Weights that add to known totals in each cell: w_i N_c / Σ_c w (Holt & Smith 1979, JRSS A 142:33–46; Särndal, Swensson
 * & Wretman 1992, §7.6). Throws where a cell has a total but no sample, or sample but no total.
 */
export function postStratify(weights: Float64Array, margin: Margin): Adjusted {
	const after = toMargin(weights, margin);
	return {
		weights: after,
		calibration: {
			kind: "cells",
			margins: [margin.cells],
			before: weights,
			after,
		},
	};
}

/** One step of post-stratification or raking. */
export function toMargin(
	weights: Float64Array,
	{ cells, totals, names }: Margin,
): Float64Array {
	const sums = cellSums(weights, cells, totals.length);
	const factor = Float64Array.from(totals, (total, cell) => {
		if (sums[cell]! > 0) return total / sums[cell]!;
		if (total === 0) return 0;
		throw new Error(
			`the cell ${names[cell]} has a population of ${total} but no row with weight: merge it with another cell`,
		);
	});
	const after = new Float64Array(weights.length);
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row]!;
		const cell = cells[row]!;
		if (weight === 0) continue;
		if (cell < 0)
			throw new Error(
				`row ${row + 1} falls in no cell of the margin: give its category a total, or take missing values out first`,
			);
		after[row] = weight * factor[cell]!;
	}
	return after;
}

export function cellSums(
	weights: Float64Array,
	cells: Int32Array,
	count: number,
): Float64Array {
	const sums = new Float64Array(count);
	for (let row = 0; row < weights.length; row++)
		if (cells[row]! >= 0) sums[cells[row]!]! += weights[row]!;
	return sums;
}
