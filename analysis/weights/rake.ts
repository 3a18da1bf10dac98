import type { Adjusted } from "./adjust.ts";
import { type Margin, toMargin } from "./post-stratify.ts";

export interface RakeOptions {
	maxIterations?: number;
	/** Stop when no joint cell moves by more than this share of the sum of weights in a round; ≥ 1 is an amount. */
	epsilon?: number;
}

/**
 * Raking, or iterative proportional fitting: post-stratifies to each margin in turn until the joint cells stand still
 * (Deming & Stephan 1940, *Ann. Math. Stat.* 11:427–444; Deville, Särndal & Sautory 1993, JASA 88:1013–1020). Throws
 * where it does not settle in `maxIterations`, or a margin's cell has a total but no sample.
 */
export function rake(
	weights: Float64Array,
	margins: Margin[],
	{ maxIterations = 200, epsilon = 1e-9 }: RakeOptions = {},
): Adjusted {
	const joint = jointCells(margins, weights.length);
	const limit =
		epsilon < 1 ? epsilon * weights.reduce((a, b) => a + b, 0) : epsilon;
	let raked = weights;
	let table = joint.sums(raked);
	let moved = Infinity;
	for (let round = 0; round < maxIterations && !(moved < limit); round++) {
		raked = margins.reduce(toMargin, raked);
		const next = joint.sums(raked);
		moved = next.reduce(
			(most, sum, cell) => Math.max(most, Math.abs(sum - table[cell]!)),
			0,
		);
		table = next;
	}
	if (!(moved < limit))
		throw new Error(
			`raking did not settle in ${maxIterations} rounds: a cell still moved by ${moved}. Remedy: more rounds, or margins whose totals agree`,
		);
	return {
		weights: raked,
		calibration: {
			kind: "cells",
			margins: margins.map(({ cells }) => cells),
			before: null,
			after: raked,
		},
	};
}

/** Sums of weights by the cells that the margins form together; only cells that occur. */
function jointCells(margins: Margin[], rows: number) {
	const seen = new Map<number, number>();
	const cells = new Int32Array(rows);
	for (let row = 0; row < rows; row++) {
		let key = 0;
		for (const margin of margins)
			key = key * (margin.totals.length + 1) + margin.cells[row]! + 1;
		const known = seen.get(key) ?? seen.size;
		seen.set(key, known);
		cells[row] = known;
	}
	return {
		sums(weights: Float64Array) {
			const sums = new Float64Array(seen.size);
			for (let row = 0; row < rows; row++) sums[cells[row]!]! += weights[row]!;
			return sums;
		},
	};
}
