import { rowsPresent } from "../../domain.ts";
import { mean } from "../../estimators/mean.ts";
import { likelihoodInterval } from "../../intervals/likelihood-interval.ts";
import { proportionInterval } from "../../intervals/proportion-interval.ts";
import { evaluate } from "../../statistic.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec, Outcome } from "../contract.ts";
import { readVariable, termsOf } from "../variables.ts";

export type ProportionSpec = Extract<
	EstimatorSpec,
	{ estimator: "proportion_ci" }
>;

/** The logit interval of an intercept-only logistic fit is that of its proportion on the logit scale. */
export function answerProportion(spec: ProportionSpec, context: Context) {
	const [term, ...others] = termsOf([
		readVariable(spec.variable, context.dataset),
	]);
	if (!term || others.length > 0)
		throw new Error("proportion_ci needs a 0/1 column or a condition");
	const { method = "logit", level = 0.95 } = spec;
	const fits = method === "logit" || method === "likelihood";
	const used = spec.na_rm || fits ? withoutMissing(context, [term]) : context;
	const df = spec.df ?? context.df;
	const found = evaluate(used.design, mean([term]));
	const estimate = found.estimate[0]!;
	const variance = found.covariance.get(0, 0);
	const interval =
		method === "likelihood"
			? likelihoodInterval(estimate, variance, df, level)
			: proportionInterval(
					estimate,
					variance,
					method === "logit" ? "xlogit" : method,
					{ df, n: rowsPresent(used.design), level },
				);
	return { label: term.name, estimate, variance, df, interval };
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
