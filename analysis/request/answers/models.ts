import type { Matrix } from "ml-matrix";
import { EigenvalueDecomposition, inverse } from "ml-matrix";
import { fUpperTail, tTwoSided } from "../../distributions.ts";
import { variance } from "../../estimators/variance.ts";
import { families, type LinkName, links } from "../../models/family.ts";
import { fitGlm, type GlmModel, glm } from "../../models/glm.ts";
import { proportionalOdds } from "../../models/proportional-odds.ts";
import {
	ratioMixture,
	saddlepointUpperTail,
} from "../../significance/chi-squared-mixture.ts";
import { quadraticForm } from "../../significance/wald-independence.ts";
import { type Evaluated, evaluate } from "../../statistic.ts";
import type { Term } from "../../terms.ts";
import { standardErrors } from "../../variance/symmetric.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec, ModelSpec, Outcome } from "../contract.ts";
import {
	modelColumns,
	readCategorical,
	readVariable,
	termsOf,
	type Variable,
} from "../variables.ts";
import { matrixRows, symmetricIntervals } from "./statistic-answer.ts";

interface Fitted extends Evaluated {
	model: GlmModel;
	/** Variable of each column. */
	labels: string[];
	/** Degrees of freedom of the design less coefficients plus one. */
	dfResidual: number;
	used: Context;
	scale: number;
}

const canonical: Record<string, LinkName> = {
	gaussian: "identity",
	binomial: "logit",
	poisson: "log",
};

function fitModel(spec: ModelSpec, context: Context): Fitted {
	const response = responseValues(readVariable(spec.response, context.dataset));
	const variables = spec.terms.map((term) =>
		readVariable(term, context.dataset),
	);
	const used = withoutMissing(context, [
		{ name: "response", values: response },
		...termsOf(variables),
	]);
	const { weights } = used.design;
	const { columns, labels } = modelColumns(
		variables,
		context.dataset.rows,
		(row) => weights[row] !== 0,
	);
	const familyName = spec.family ?? "gaussian";
	const family = families[familyName];
	if (!family)
		throw new Error(
			`the family ${familyName} is unknown: gaussian, binomial or poisson`,
		);
	const link = links[spec.link ?? canonical[familyName]!];
	if (!link)
		throw new Error(
			`the link ${spec.link} is unknown: ${Object.keys(links).join(", ")}`,
		);
	checkResponse(familyName, response, weights);
	const fill = (values: Float64Array) =>
		values.map((value, row) => (weights[row] === 0 ? 0 : value));
	const model: GlmModel = {
		response: fill(response),
		columns: columns.map(({ name, values }) => ({
			name,
			values: fill(values),
		})),
		family,
		link,
	};
	const evaluated = evaluate(used.design, glm(model));
	return {
		...evaluated,
		model,
		labels,
		dfResidual: used.df + 1 - columns.length,
		used,
		scale: meanWeight(context.design),
	};
}

/** Prior weights are relative to the mean over the rows of the domain. */
function meanWeight({ weights, present, rows }: Context["design"]): number {
	const count = present ? present.reduce((a, b) => a + b, 0) : rows;
	return weights.reduce((a, b) => a + b, 0) / count;
}

/** A factor answers whether a row is past its first level. */
function responseValues(variable: Variable): Float64Array {
	if (variable.kind === "number") return variable.values;
	return Float64Array.from(variable.codes, (code) =>
		code < 0 ? Number.NaN : code > 0 ? 1 : 0,
	);
}

function checkResponse(
	family: string,
	response: Float64Array,
	weights: Float64Array,
): void {
	const isWrong = (y: number) =>
		(family === "binomial" && !(y >= 0 && y <= 1)) ||
		(family === "poisson" && !(y >= 0));
	const wrong = response.findIndex(
		(y, row) => weights[row] !== 0 && isWrong(y),
	);
	if (wrong >= 0)
		throw new Error(
			`the response of row ${wrong + 1} is ${response[wrong]}: family ${family} needs ${family === "binomial" ? "values from 0 to 1" : "values of zero or more"}`,
		);
}

function deviance({ model, used, scale }: Fitted): number {
	const { fitted } = fitGlm(model, used.design.weights);
	return model.response.reduce((sum, y, row) => {
		const weight = used.design.weights[row]! / scale;
		return weight ? sum + weight * model.family.deviance(y, fitted[row]!) : sum;
	}, 0);
}

/** Variance of the Pearson residuals, prior weights in them as in the field's software. */
function dispersion({ model, used, scale }: Fitted): number {
	const { weights } = used.design;
	const { fitted } = fitGlm(model, weights);
	const residuals = model.response.map((y, row) =>
		weights[row]
			? ((y - fitted[row]!) * Math.sqrt(weights[row]! / scale)) /
				Math.sqrt(model.family.variance(fitted[row]!))
			: 0,
	);
	return variance([{ name: "residual", values: residuals }]).at(weights)[0]!;
}

export function answerGlm(spec: ModelSpec, context: Context): Outcome {
	const fitted = fitModel(spec, context);
	const { terms, estimate, covariance, dfResidual } = fitted;
	const se = standardErrors(covariance);
	const t = estimate.map((value, k) => value / se[k]!);
	return {
		terms,
		estimate,
		se,
		vcov: matrixRows(covariance),
		t,
		p_value: t.map((value) => tTwoSided(value, dfResidual)),
		df_residual: dfResidual,
		dispersion: dispersion(fitted),
		deviance: deviance(fitted),
		ci: [symmetricIntervals(estimate, se, dfResidual, spec.level ?? 0.95)],
	};
}

export function answerOrdinal(
	spec: Extract<EstimatorSpec, { estimator: "ordinal" }>,
	context: Context,
): Outcome {
	const response = readCategorical(spec.response, context.dataset);
	const variables = spec.terms.map((term) =>
		readVariable(term, context.dataset),
	);
	const used = withoutMissing(context, [
		...termsOf([response]),
		...termsOf(variables),
	]);
	const { weights } = used.design;
	const { columns } = modelColumns(
		variables,
		context.dataset.rows,
		(row) => weights[row] !== 0,
	);
	const seen = response.levels
		.map((_, code) => code)
		.filter((code) =>
			response.codes.some((of, row) => of === code && weights[row] !== 0),
		);
	const slopes = columns.slice(1).map(
		({ name, values }): Term => ({
			name,
			values: values.map((value, row) => (weights[row] === 0 ? 0 : value)),
		}),
	);
	const { terms, estimate, covariance } = evaluate(
		used.design,
		proportionalOdds({
			response: response.codes.map((code) => seen.indexOf(code)),
			levels: seen.map((code) => response.levels[code]!),
			columns: slopes,
		}),
	);
	const count = slopes.length;
	return {
		coef: { terms: terms.slice(0, count), estimate: estimate.slice(0, count) },
		zeta: { terms: terms.slice(count), estimate: estimate.slice(count) },
		vcov: matrixRows(covariance),
		vcov_terms: terms,
		se: standardErrors(covariance),
	};
}

/** Wald and Rao–Scott likelihood-ratio tests that the coefficients of some terms are zero. */
export function answerTermTest(
	spec: Extract<EstimatorSpec, { estimator: "term_test" }>,
	context: Context,
): Outcome {
	const fitted = fitModel(spec.model, context);
	const tested = fitted.labels
		.map((label, k) => ({ label, k }))
		.filter(({ label }) => spec.test.includes(label))
		.map(({ k }) => k);
	const unknown = spec.test.filter((term) => !fitted.labels.includes(term));
	if (unknown.length > 0)
		throw new Error(
			`${unknown.join(", ")} is no term of the model: ${[...new Set(fitted.labels)].join(", ")}`,
		);
	const covariance = fitted.covariance.selection(tested, tested);
	const df = tested.length;
	const ddf = fitted.dfResidual;
	if (spec.method === "lrt") return likelihoodRatio(fitted, tested, covariance);
	const chisq = quadraticForm(
		tested.map((k) => fitted.estimate[k]!),
		covariance,
	);
	return {
		F: [chisq / df],
		df: [df],
		ddf: [ddf],
		p_value: [fUpperTail(chisq / df, df, ddf)],
		chisq: [chisq],
	};
}

/**
 * The difference in deviance, distributed as Σ λ χ²_1 with λ the eigenvalues of V₀⁻¹ V, V₀ the inverse information of
 * the tested coefficients (Rao & Scott 1984; Lumley & Scott 2014, *Australian & NZ J. Statistics* 56:1–14).
 */
function likelihoodRatio(
	fitted: Fitted,
	tested: number[],
	covariance: Matrix,
): Outcome {
	const { model, used, scale, dfResidual: ddf } = fitted;
	const { inverse: information } = fitGlm(model, used.design.weights);
	const naive = information.selection(tested, tested).mul(scale);
	const smaller: Fitted = {
		...fitted,
		model: {
			...model,
			columns: model.columns.filter((_, k) => !tested.includes(k)),
		},
	};
	const chisq = deviance(smaller) - deviance(fitted);
	const { realEigenvalues } = new EigenvalueDecomposition(
		inverse(naive).mmul(covariance),
	);
	const lambda = Float64Array.from(realEigenvalues).sort().reverse();
	const p = saddlepointUpperTail(ratioMixture(lambda, chisq, ddf), 0);
	return {
		chisq: [chisq],
		df: [tested.length],
		ddf: [ddf],
		p_value: [p],
		lambda,
	};
}

/** The coefficients alone, for contrasts. */
export function evaluateModel(spec: ModelSpec, context: Context): Evaluated {
	return fitModel(spec, context);
}
