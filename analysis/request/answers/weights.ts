import { weightsSummary } from "../../weights/summary.ts";
import type { Context } from "../context.ts";
import type { Outcome } from "../contract.ts";

export function answerWeightsSummary({ design }: Context): Outcome {
	const summary = weightsSummary(design.weights);
	return { names: Object.keys(summary), value: Object.values(summary) };
}

const allUpTo = 700;
const elseFirst = 100;

/** The weights after all steps: in row order, all of a small file, else the first. */
export function answerCalibratedWeights({ design, df }: Context): Outcome {
	const weights = design.present
		? design.weights.filter((_, row) => design.present![row] === 1)
		: design.weights;
	return {
		n: weights.length,
		sum: weights.reduce((a, b) => a + b, 0),
		min: weights.reduce((a, b) => Math.min(a, b), Infinity),
		max: weights.reduce((a, b) => Math.max(a, b), -Infinity),
		sum_sq: weights.reduce((a, b) => a + b * b, 0),
		weights: weights.length <= allUpTo ? weights : weights.slice(0, elseFirst),
		degf: df,
	};
}
