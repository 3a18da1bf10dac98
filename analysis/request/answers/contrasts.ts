import { contrast, linear } from "../../estimators/contrast.ts";
import { cronbachAlpha } from "../../estimators/cronbach-alpha.ts";
import { kappa } from "../../estimators/kappa.ts";
import { mean } from "../../estimators/mean.ts";
import { type Evaluated, evaluate } from "../../statistic.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { ContrastSpec, EstimatorSpec, Outcome } from "../contract.ts";
import { expressionContrast } from "../gradient.ts";
import {
	interaction,
	readCategorical,
	readVariable,
	termsOf,
} from "../variables.ts";
import { evaluateBy } from "./by.ts";
import { evaluateModel } from "./models.ts";
import { moment } from "./moments.ts";
import { statisticAnswer } from "./statistic-answer.ts";

export function answerContrast(
	spec: Extract<EstimatorSpec, { estimator: "contrast" }>,
	context: Context,
): Outcome {
	const inner = evaluated(spec.of, context);
	const found = contrast(
		inner,
		spec.contrasts.map((each) => readContrast(each, inner.terms)),
	);
	return statisticAnswer(found, spec.df ?? context.df, spec.level);
}

function readContrast(spec: ContrastSpec, terms: string[]) {
	if ("expr" in spec) return expressionContrast(spec.as, spec.expr, terms);
	const coefficients = new Float64Array(terms.length);
	for (const [term, coefficient] of Object.entries(spec.coefficients)) {
		const at = terms.indexOf(term);
		if (at < 0)
			throw new Error(`${term} is no term; there are ${terms.join(", ")}`);
		coefficients[at] = coefficient;
	}
	return linear(spec.as, coefficients);
}

function evaluated(spec: EstimatorSpec, context: Context): Evaluated {
	switch (spec.estimator) {
		case "mean":
		case "total":
		case "ratio":
		case "variance":
			return spec.by
				? evaluateBy({ ...spec, by: spec.by }, context)
				: moment(spec, context);
		case "glm":
			return evaluateModel(spec, context);
		case "contrast": {
			const inner = evaluated(spec.of, context);
			return contrast(
				inner,
				spec.contrasts.map((each) => readContrast(each, inner.terms)),
			);
		}
		default:
			throw new Error(
				`contrasts are of mean, total, ratio, variance or glm, not of ${spec.estimator}`,
			);
	}
}

type ScaleSpec = Extract<
	EstimatorSpec,
	{ estimator: "cronbach_alpha" | "kappa" }
>;

export function answerAlpha(spec: ScaleSpec, context: Context): Outcome {
	const items = termsOf(
		spec.variables.map((each) => readVariable(each, context.dataset)),
	);
	const { design } = spec.na_rm ? withoutMissing(context, items) : context;
	return { value: [cronbachAlpha(items, design.weights)] };
}

export function answerKappa(spec: ScaleSpec, context: Context): Outcome {
	const [first, second] = spec.variables.map((each) =>
		readCategorical(each, context.dataset),
	);
	if (!first || !second || first.levels.length !== second.levels.length)
		throw new Error("kappa needs two variables with the same categories");
	const cells = termsOf([interaction([first, second])]);
	const { design } = spec.na_rm ? withoutMissing(context, cells) : context;
	const shares = evaluate(design, mean(cells));
	return statisticAnswer(
		contrast(shares, [kappa(first.levels.length)]),
		spec.df ?? context.df,
		spec.level,
	);
}
