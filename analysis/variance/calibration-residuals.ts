import type { Calibration } from "../design.ts";
import { weightedLeastSquares } from "../models/weighted-least-squares.ts";

/**
 * Contributions with what a calibration explains taken away: z_i → w_i (v_i − x_i′β̂), v_i = z_i / w_i, with β̂ by least
 * squares under the weights before it (Deville & Särndal 1992, eq. 3.4; for post-stratification the cell mean, Särndal,
 * Swensson & Wretman 1992, §7.6). For raking, rounds of removing the means of each margin in turn.
 */
export function calibrationResiduals(
	calibration: Calibration,
	contributions: Float64Array[],
): Float64Array[] {
	const { after } = calibration;
	return contributions.map((column) => {
		const values = column.map((z, row) => (after[row] ? z / after[row]! : 0));
		const residuals =
			calibration.kind === "cells"
				? withoutCellMeans(calibration, values)
				: withoutRegression(calibration, values);
		return residuals.map((residual, row) => residual * after[row]!);
	});
}

const rakingRounds = 10;

function withoutCellMeans(
	{ margins, before, after }: Extract<Calibration, { kind: "cells" }>,
	values: Float64Array,
): Float64Array {
	let residuals = values;
	const rounds = margins.length > 1 ? rakingRounds : 1;
	for (let round = 0; round < rounds; round++)
		for (const cells of margins)
			residuals = lessMeans(residuals, cells, before, after);
	return residuals;
}

function lessMeans(
	values: Float64Array,
	cells: Int32Array,
	before: Float64Array | null,
	after: Float64Array,
): Float64Array {
	const sum: number[] = [];
	const size: number[] = [];
	values.forEach((value, row) => {
		const weight = before ? before[row]! : after[row] ? 1 : 0;
		const cell = cells[row]!;
		sum[cell] = (sum[cell] ?? 0) + weight * value;
		size[cell] = (size[cell] ?? 0) + weight;
	});
	return values.map((value, row) => {
		const cell = cells[row]!;
		return cell < 0 || !size[cell] ? value : value - sum[cell]! / size[cell]!;
	});
}

function withoutRegression(
	{ auxiliaries, before }: Extract<Calibration, { kind: "regression" }>,
	values: Float64Array,
): Float64Array {
	const { fitted } = weightedLeastSquares(auxiliaries, values, before);
	return values.map((value, row) => value - fitted[row]!);
}
