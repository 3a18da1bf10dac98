import type { Survey } from "../../survey-definitions/survey.ts";
import type { FieldedSample } from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";
import { baseWeights } from "./base-weights.ts";
import { marginTargets } from "./margin-targets.ts";
import { marginVariables } from "./margin-variables.ts";
import { nonresponseClasses } from "./nonresponse.ts";
import type { NamedMargin } from "./population-margin.ts";
import { rakeToShares } from "./rake-to-shares.ts";
import { weightsSummary } from "./summary.ts";
import { trimRatios } from "./trim-ratios.ts";
import { type WeightProblem, weightProblem } from "./weight-problem.ts";
import type { WeightRecipe, WeightStep } from "./weight-recipe.ts";

export interface ToWeigh {
	survey: Survey;
	sample: FieldedSample;
	columns: SurveyColumns;
	recipe: WeightRecipe;
	/** Those that the recipe names, others besides. */
	margins?: NamedMargin[];
	/** Columns that are 1 where the person is no member of the population. */
	outside?: string[];
}

export interface Weighting {
	/** 1 / the chance of selection, as far as lot and answers tell it. */
	base: Float64Array;
	/** They sum to the population (Σw = N); 0 outside it. `normalised` gives those that sum to n. */
	final: Float64Array;
	steps: WeightStep[];
}

export type Weighed = Weighting | { problems: WeightProblem[] };

/**
 * From recorded probabilities and declared answers to weights (sampling.md §5): base, nonresponse classes, people outside
 * the population, raking, trimming. What stands against it is given as problems, before anything is made.
 */
export function weigh(input: ToWeigh): Weighed {
	const steps = weighing(input);
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/** `weigh` with a halt after each step, which yields how many are done. */
export function* weighing({
	survey,
	sample,
	columns,
	recipe,
	margins = [],
	outside = [],
}: ToWeigh): Generator<number, Weighed> {
	const steps: WeightStep[] = [];
	const unknown = recipe.margins.filter(
		(name) => !margins.some((margin) => margin.name === name),
	);
	if (unknown.length > 0)
		return {
			problems: unknown.map((value) =>
				weightProblem("unknown-margin", { margin: value, value }),
			),
		};
	const { base, stratumOf, classOf, missing, piles, ...counts } = baseWeights(
		survey,
		sample,
		columns,
	);
	const isOutside = (row: number) =>
		outside.some((name) => columns[name]?.[row] === 1);
	if (base.every((_, row) => isOutside(row)))
		return { problems: [weightProblem("nothing-to-weight")] };
	let weights = base;
	steps.push({ step: "base", summary: weightsSummary(base), missing, piles });
	yield steps.length;

	if (recipe.nonresponse) {
		const { issued, returned, responses } = counts;
		const classes = nonresponseClasses(issued, returned, responses, {
			...recipe.nonresponse,
			likeness: (a, b) => sharedDomains(sample, a, b),
		});
		const factorOf = new Float64Array(sample.strata.length);
		for (const { members, factor } of classes)
			for (const stratum of members) factorOf[stratum] = factor;
		weights = base.map((weight, row) => weight * factorOf[stratumOf[row]!]!);
		steps.push({
			step: "nonresponse",
			summary: weightsSummary(weights),
			classes,
		});
		yield steps.length;
	}

	// After the nonresponse classes: the frame counts such people too, and these forms stand for them.
	if (outside.length > 0) {
		weights = weights.map((weight, row) => (isOutside(row) ? 0 : weight));
		const forms = weights.filter((weight) => weight === 0).length;
		steps.push({ step: "outside", summary: weightsSummary(weights), forms });
		yield steps.length;
	}

	if (recipe.margins.length > 0) {
		const chosen = recipe.margins.map(
			(wanted) => margins.find(({ name }) => name === wanted)!,
		);
		const found = marginTargets(
			chosen,
			marginVariables(survey, sample),
			sample,
			columns,
			weights,
		);
		if ("problems" in found) return found;
		const { targets, people } = found;
		const sum = weights.reduce((total, weight) => total + weight, 0);
		const scale = people === null ? 1 : people / sum;
		let raked = rakeToShares(
			weights.map((weight) => weight * scale),
			targets,
		);
		if (!raked.settled) return { problems: unsettled(raked) };
		weights = raked.weights;
		steps.push({
			step: "rake",
			summary: weightsSummary(weights),
			rounds: raked.rounds,
			margins: raked.margins,
		});
		yield steps.length;

		if (recipe.trim) {
			const groups =
				classOf.reduce((most, code) => Math.max(most, code), 0) + 1;
			const groupOf = stratumOf.map(
				(stratum, row) => stratum * groups + classOf[row]!,
			);
			const trimmed = trimRatios(base, raked, targets, groupOf, recipe.trim);
			raked = trimmed;
			if (!raked.settled) return { problems: unsettled(raked) };
			weights = raked.weights;
			steps.push({
				step: "trim",
				summary: weightsSummary(weights),
				rounds: trimmed.cuts,
				trimmed: trimmed.trimmed,
				beyond: trimmed.beyond,
				margins: trimmed.margins,
			});
			yield steps.length;
		}
	}
	return { base, final: weights, steps };
}

/** Weights in the same proportions that sum to the number of rows that have any: for analysis, Σw = n. */
export function normalised(weights: Float64Array): Float64Array {
	const { mean } = weightsSummary(weights);
	return weights.map((weight) => weight / mean);
}

/** Dimensions in which two strata are the same: a thin class joins the one that is most like it. */
function sharedDomains(
	{ strata }: FieldedSample,
	a: number,
	b: number,
): number {
	const [one, two] = [strata[a]!.domains, strata[b]!.domains];
	return Object.keys(one).filter((name) => one[name]?.code === two[name]?.code)
		.length;
}

const unsettled = ({
	rounds,
	margins,
}: {
	rounds: number;
	margins: { name: string; deviation: number }[];
}) =>
	margins
		.filter(({ deviation }) => deviation >= 1e-6)
		.map(({ name, deviation }) =>
			weightProblem("not-settled", {
				margin: name,
				value: `${(100 * deviation).toFixed(4)}%`,
				count: rounds,
			}),
		);
