import type { Design } from "../../design.ts";
import { tQuantile } from "../../distributions.ts";
import { rowsPresent } from "../../domain.ts";
import type { Interval } from "../../estimate.ts";
import { mean, sumOfWeights } from "../../estimators/mean.ts";
import { rowsWithWeight } from "../../estimators/variance.ts";
import { likelihoodInterval } from "../../intervals/likelihood-interval.ts";
import { expit } from "../../intervals/proportion.ts";
import { proportionInterval } from "../../intervals/proportion-interval.ts";
import { families, links } from "../../models/family.ts";
import { fitGlm, type GlmModel, glm, over } from "../../models/glm.ts";
import { evaluate } from "../../statistic.ts";
import type { Term } from "../../terms.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec, Outcome } from "../contract.ts";
import { readVariable, termsOf } from "../variables.ts";

export type ProportionSpec = Extract<
	EstimatorSpec,
	{ estimator: "proportion_ci" }
>;

export function answerProportion(spec: ProportionSpec, context: Context) {
	const [term, ...others] = termsOf([
		readVariable(spec.variable, context.dataset),
	]);
	if (!term || others.length > 0)
		throw new Error("proportion_ci needs a 0/1 column or a condition");
	const { method = "logit", level = 0.95 } = spec;
	const df = spec.df ?? context.df;
	const without = withoutMissing(context, [term]);
	const used = spec.na_rm ? without : context;
	const plain = evaluate(used.design, mean([term]));
	const variance = plain.covariance.get(0, 0);
	if (method === "logit" || method === "likelihood") {
		// A fit leaves rows with missing values out; the variance told beside it is that of the plain mean.
		const [estimate] = mean([term]).at(without.design.weights);
		const interval = fittedInterval(
			estimate!,
			term,
			{ before: used.design, design: without.design },
			{ method, df, level },
		);
		return { label: term.name, estimate: estimate!, variance, df, interval };
	}
	const estimate = plain.estimate[0]!;
	const interval = proportionInterval(estimate, variance, method, {
		df,
		n: rowsPresent(used.design),
		level,
	});
	return { label: term.name, estimate, variance, df, interval };
}

/** Intervals of the intercept of a logistic fit. At 0 and 1 the fit runs off to its bound, and the interval with it. */
function fittedInterval(
	estimate: number,
	term: Term,
	{ before, design }: { before: Design; design: Design },
	options: { method: "logit" | "likelihood"; df: number; level: number },
): Interval {
	const { method, df, level } = options;
	if (estimate === 0 || estimate === 1)
		return { level, lower: estimate, upper: estimate };
	const model: GlmModel = {
		response: term.values.map((y, row) => (design.weights[row] ? y : 0)),
		columns: [
			{ name: "(Intercept)", values: new Float64Array(design.rows).fill(1) },
		],
		family: families.binomial,
		link: links.logit,
	};
	const n = rowsWithWeight(design.weights);
	const scale = sumOfWeights(before.weights) / rowsPresent(before);
	const fit = evaluate(design, glm(model, scale));
	const centre = fit.estimate[0]!;
	const variance = fit.covariance.get(0, 0);
	if (method === "likelihood") {
		const { inverse } = fitGlm(model, over(design.weights, scale));
		return likelihoodInterval(centre, variance, {
			df,
			level,
			n,
			naive: inverse.get(0, 0),
			dispersion: n / (n - 1),
		});
	}
	const half = tQuantile((1 + level) / 2, df) * Math.sqrt(variance);
	return { level, lower: expit(centre - half), upper: expit(centre + half) };
}

export function proportionAnswer(
	spec: ProportionSpec,
	context: Context,
): Outcome {
	const { estimate, variance, df, interval } = answerProportion(spec, context);
	return {
		estimate: [estimate],
		variance: [variance],
		ci: [{ ...interval, df }],
	};
}
