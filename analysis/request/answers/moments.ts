import { Matrix } from "ml-matrix";
import type { Design } from "../../design.ts";
import { designEffects } from "../../estimators/design-effect.ts";
import { mean } from "../../estimators/mean.ts";
import { ratio } from "../../estimators/ratio.ts";
import { total } from "../../estimators/total.ts";
import { rowsWithWeight, variance } from "../../estimators/variance.ts";
import { type Evaluated, evaluate, type Statistic } from "../../statistic.ts";
import type { Term } from "../../terms.ts";
import { standardErrors } from "../../variance/symmetric.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec, Outcome, VariableSpec } from "../contract.ts";
import { readVariable, termsOf } from "../variables.ts";
import { statisticAnswer, symmetricIntervals } from "./statistic-answer.ts";

export type MomentSpec = Extract<
	EstimatorSpec,
	{ estimator: "mean" | "total" | "ratio" | "variance" }
>;

export interface Moment extends Evaluated {
	statistic: Statistic;
	deff: Float64Array | null;
	/** The terms read, for their missing values. */
	inputs: Term[];
}

/** The statistic that a request asks for, and the columns that it reads. */
export function momentStatistic(
	spec: MomentSpec,
	context: Context,
): { statistic: Statistic; inputs: Term[] } {
	const { dataset } = context;
	const read = (specs: VariableSpec[]) =>
		termsOf(specs.map((each) => readVariable(each, dataset)));
	if (spec.estimator === "ratio") {
		const numerators = read(spec.numerators);
		const denominators = read(spec.denominators);
		return {
			statistic: ratio(numerators, denominators),
			inputs: [...numerators, ...denominators],
		};
	}
	const terms = read(spec.variables);
	if (spec.estimator === "variance")
		return {
			statistic: variance(terms, varianceRows(spec, terms, context)),
			inputs: terms,
		};
	const make = { mean, total }[spec.estimator];
	return { statistic: make(terms), inputs: terms };
}

/**
 * n of n/(n − 1): the rows of the domain, missing ones among them; under replicates those without. The reference does so,
 * and a difference of 1/n² is not worth disagreeing.
 */
function varianceRows(spec: MomentSpec, terms: Term[], context: Context) {
	const counted =
		context.design.kind === "replicate" && spec.na_rm
			? withoutMissing(context, terms)
			: context;
	return rowsWithWeight(counted.design.weights);
}

/** Estimates of a mean, total, ratio or variance, missing values treated as the request says. */
export function moment(spec: MomentSpec, context: Context): Moment {
	const { statistic, inputs } = momentStatistic(spec, context);
	const { design } = spec.na_rm ? withoutMissing(context, inputs) : context;
	const evaluated = isEmpty(design)
		? ofNothing(spec, statistic)
		: evaluate(design, statistic);
	const asked = "deff" in spec ? spec.deff : undefined;
	const deff =
		asked && (spec.estimator === "mean" || spec.estimator === "total")
			? designEffects(
					spec.estimator,
					inputs,
					design.weights,
					evaluated.covariance,
					asked === "replace" ? "with-replacement" : "without-replacement",
				)
			: null;
	return { ...evaluated, statistic, inputs, deff };
}

/** A domain without rows, in a design that lets them go: sums of nothing, as the reference answers. */
function isEmpty({ present }: Design): boolean {
	return present !== null && !present.includes(1);
}

function ofNothing(spec: MomentSpec, { terms }: Statistic): Evaluated {
	return {
		terms,
		estimate: new Float64Array(terms.length).fill(
			spec.estimator === "ratio" ? Number.NaN : 0,
		),
		covariance: Matrix.zeros(terms.length, terms.length),
	};
}

export function answerMoment(spec: MomentSpec, context: Context): Outcome {
	const found = moment(spec, context);
	const df = spec.df ?? context.df;
	const level = spec.level ?? 0.95;
	const se = standardErrors(found.covariance);
	if (spec.estimator === "ratio")
		return {
			terms: found.terms,
			estimate: found.estimate,
			se,
			ci: [symmetricIntervals(found.estimate, se, df, level)],
		};
	if (spec.estimator === "variance" && found.inputs.length > 1) {
		const size = found.inputs.length;
		return {
			terms: found.inputs.map(({ name }) => name),
			matrix: Array.from({ length: size }, (_, row) =>
				found.estimate.slice(row * size, (row + 1) * size),
			),
			se,
		};
	}
	return {
		...statisticAnswer(found, df, level),
		...(found.deff ? { deff: found.deff } : {}),
	};
}
