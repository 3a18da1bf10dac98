import type { Adjusted } from "./adjust.ts";
import { cellSums, type Margin, toMargin } from "./post-stratify.ts";

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
	const joint = jointCells(margins, weights);
	const before = cellSums(weights, joint.codes, joint.count);
	const sum = before.reduce((a, b) => a + b, 0);
	const limit = epsilon < 1 ? epsilon * sum : epsilon;
	let table = before;
	let moved = Infinity;
	for (let round = 0; round < maxIterations && !(moved < limit); round++) {
		const next = margins.reduce(
			(cells, margin, m) =>
				toMargin(cells, { ...margin, cells: joint.marginOf[m]! }),
			table,
		);
		moved = next.reduce(
			(most, value, cell) => Math.max(most, Math.abs(value - table[cell]!)),
			0,
		);
		table = next;
	}
	if (!(moved < limit))
		throw new Error(
			`raking did not settle in ${maxIterations} rounds: a cell still moved by ${moved}. Remedy: more rounds, or margins whose totals agree`,
		);
	const factor = table.map((after, cell) =>
		before[cell]! > 0 ? after / before[cell]! : 0,
	);
	const raked = new Float64Array(weights.length);
	for (let row = 0; row < raked.length; row++)
		if (weights[row] !== 0)
			raked[row] = weights[row]! * factor[joint.codes[row]!]!;
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

/**
 * The cells that the margins form together, of those that occur, and the cell of each margin that each belongs to. Raking
 * multiplies the weights of a joint cell alike, so that it can run on their sums. Throws where a row with weight is in no
 * cell of a margin.
 */
function jointCells(margins: Margin[], weights: Float64Array) {
	const rows = weights.length;
	let joint = { codes: new Int32Array(rows), count: 1 };
	let marginOf: number[][] = [];
	for (const { cells, totals } of margins) {
		const width = totals.length;
		const dense = new Int32Array(joint.count * width).fill(-1);
		const codes = new Int32Array(rows);
		const parts: { above: number; cell: number }[] = [];
		for (let row = 0; row < rows; row++) {
			const cell = cells[row]!;
			if (cell < 0 || joint.codes[row]! < 0) {
				codes[row] = -1;
				if (weights[row] === 0) continue;
				throw new Error(
					`row ${row + 1} falls in no cell of the margin: give its category a total, or take missing values out first`,
				);
			}
			const key = joint.codes[row]! * width + cell;
			let code = dense[key]!;
			if (code < 0) {
				code = parts.length;
				dense[key] = code;
				parts.push({ above: joint.codes[row]!, cell });
			}
			codes[row] = code;
		}
		marginOf = [
			...marginOf.map((codesAbove) =>
				parts.map(({ above }) => codesAbove[above]!),
			),
			parts.map(({ cell }) => cell),
		];
		joint = { codes, count: parts.length };
	}
	return {
		...joint,
		marginOf: marginOf.map((codes) => Int32Array.from(codes)),
	};
}
