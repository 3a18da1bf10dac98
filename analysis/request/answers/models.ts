import type { Matrix } from "ml-matrix";
import { EigenvalueDecomposition, inverse } from "ml-matrix";
import { fUpperTail, tTwoSided } from "../../distributions.ts";
import { weightedSum } from "../../estimators/mean.ts";
import { variance } from "../../estimators/variance.ts";
import { families, type LinkName, links } from "../../models/family.ts";
import {
	fitGlm,
	type GlmFit,
	type GlmModel,
	glm,
	over,
} from "../../models/glm.ts";
import { proportionalOdds } from "../../models/proportional-odds.ts";
import { saddlepointRatioTail } from "../../significance/chi-squared-mixture.ts";
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
	const scale = meanWeight(context.design);
	const evaluated = evaluate(used.design, glm(model, scale));
	return {
		...evaluated,
		model,
		labels,
		dfResidual: used.df + 1 - columns.length,
		used,
		scale,
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

function fullFit({ model, used, scale }: Fitted): GlmFit {
	return fitGlm(model, over(used.design.weights, scale));
}

/**
 * Variance of the Pearson residuals. Prior weights are relative to their mean before rows with missing values left, the
 * residuals' after; under replicate weights the field's software leaves out the division by n, and so does this.
 */
function dispersion(fit: GlmFit, { model, used, scale }: Fitted): number {
	const { design } = used;
	const variances = new Float64Array(design.rows);
	model.family.variances(fit.fitted, variances);
	const residuals = model.response.map((y, row) =>
		design.weights[row]
			? (y - fit.fitted[row]!) / Math.sqrt(variances[row]!)
			: 0,
	);
	if (design.kind === "replicate")
		return (
			weightedSum(
				design.weights,
				residuals.map((r) => r * r),
			) / scale
		);
	const [spread] = variance([{ name: "residual", values: residuals }]).at(
		design.weights,
	);
	return (spread! * meanWeight(design)) / scale;
}

export function answerGlm(spec: ModelSpec, context: Context): Outcome {
	const fitted = fitModel(spec, context);
	const { terms, estimate, covariance, dfResidual } = fitted;
	const full = fullFit(fitted);
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
		dispersion: dispersion(full, fitted),
		deviance: full.deviance,
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
	const { model, dfResidual: ddf } = fitted;
	const full = fullFit(fitted);
	const naive = full.inverse.selection(tested, tested);
	const smaller: Fitted = {
		...fitted,
		model: {
			...model,
			columns: model.columns.filter((_, k) => !tested.includes(k)),
		},
	};
	const chisq = fullFit(smaller).deviance - full.deviance;
	const { realEigenvalues } = new EigenvalueDecomposition(
		inverse(naive).mmul(covariance),
	);
	const lambda = Float64Array.from(realEigenvalues).sort().reverse();
	const p = saddlepointRatioTail(lambda, chisq, ddf);
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
