import { cellSums } from "../../weights/post-stratify.ts";
import type { Context } from "../context.ts";
import type { EstimatorSpec, Outcome } from "../contract.ts";
import { interaction, readCategorical } from "../variables.ts";

/** Weighted counts of the cells of a table, optionally scaled, rounded or as shares of rows or columns. */
export function answerTable(
	spec: Extract<EstimatorSpec, { estimator: "table" }>,
	{ dataset, design }: Context,
): Outcome {
	const factors = spec.variables.map((each) => readCategorical(each, dataset));
	const { codes, levels } = interaction(factors);
	let values = cellSums(design.weights, codes, levels.length);
	if (spec.total !== undefined) {
		const sum = values.reduce((a, b) => a + b, 0);
		values = values.map((value) => (value * spec.total!) / sum);
	}
	if (spec.round) values = values.map(roundHalfToEven);
	if (spec.proportions) {
		const rows = factors[0]!.levels.length;
		const margin = (cell: number) =>
			spec.proportions === "row" ? cell % rows : Math.floor(cell / rows);
		const sums = new Float64Array(levels.length);
		values.forEach((value, cell) => {
			sums[margin(cell)]! += value;
		});
		values = values.map((value, cell) => value / sums[margin(cell)]!);
	}
	return {
		dim: factors.map((factor) => factor.levels.length),
		dimnames: Object.fromEntries(
			factors.map((factor) => [factor.label, factor.levels]),
		),
		values,
	};
}

/** IEC 60559 rounding, as R and SAS print tables. */
function roundHalfToEven(value: number): number {
	const below = Math.floor(value);
	const rest = value - below;
	if (rest !== 0.5) return Math.round(value);
	return below % 2 === 0 ? below : below + 1;
}
