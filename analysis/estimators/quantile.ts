import type { Design } from "../design.ts";
import { tQuantile } from "../distributions.ts";
import {
	type ProportionMethod,
	proportionInterval,
} from "../intervals/proportion-interval.ts";
import { evaluate } from "../statistic.ts";
import { covarianceOfReplicates } from "../variance/replicate-covariance.ts";
import { mean } from "./mean.ts";
import {
	type QuantileRule,
	quantileOf,
	sortByValue,
	weightedQuantile,
} from "./quantile-rules.ts";

export type QuantileInterval =
	| "mean"
	| "beta"
	| "xlogit"
	| "asin"
	| "quantile"
	| "none";

export interface QuantileOptions {
	rule: QuantileRule;
	interval: QuantileInterval;
	df: number;
	/** Rows of the domain, for `beta`. */
	n: number;
	level?: number;
}

export interface Quantile {
	p: number;
	estimate: number;
	lower: number;
	upper: number;
	se: number;
}

/**
 * Quantiles of a numeric variable with intervals, in its units. The interval is that of the share of the population at
 * or below the estimate, by one of the methods for proportions, read back through the same rule (Woodruff 1952, JASA
 * 47:635–646; Francisco & Fuller 1991, *Annals of Statistics* 19:454–469); se is its width / 2t. A bound outside [0, 1]
 * gives NaN. `quantile` takes the standard error of the quantile over replicates and needs a replicate design.
 */
export function quantiles(
	design: Design,
	values: Float64Array,
	probabilities: number[],
	{ rule, interval, df, n, level = 0.95 }: QuantileOptions,
): Quantile[] {
	const sorted = sortByValue(values, design.weights);
	const t = tQuantile((1 + level) / 2, df);
	const missing = design.weights.some(
		(weight, row) => weight !== 0 && Number.isNaN(values[row]!),
	);
	return probabilities.map((p) => {
		const estimate = missing ? Number.NaN : quantileOf(sorted, p, rule);
		if (interval === "none" || Number.isNaN(estimate))
			return {
				p,
				estimate,
				lower: Number.NaN,
				upper: Number.NaN,
				se: Number.NaN,
			};
		if (interval === "quantile") {
			const se = replicateError(design, values, p, rule, estimate);
			return {
				p,
				estimate,
				lower: estimate - t * se,
				upper: estimate + t * se,
				se,
			};
		}
		const ci = shareInterval(design, values, estimate, interval, {
			df,
			n,
			level,
		});
		const lower = ci.lower >= 0 ? quantileOf(sorted, ci.lower, rule) : NaN;
		const upper = ci.upper <= 1 ? quantileOf(sorted, ci.upper, rule) : NaN;
		return { p, estimate, lower, upper, se: (upper - lower) / (2 * t) };
	});
}

function shareInterval(
	design: Design,
	values: Float64Array,
	at: number,
	method: ProportionMethod,
	options: { df: number; n: number; level: number },
) {
	const below = values.map((value) => (value <= at ? 1 : 0));
	const share = evaluate(design, mean([{ name: "below", values: below }]));
	return proportionInterval(
		share.estimate[0]!,
		share.covariance.get(0, 0),
		method,
		options,
	);
}

function replicateError(
	design: Design,
	values: Float64Array,
	p: number,
	rule: QuantileRule,
	estimate: number,
): number {
	if (design.kind !== "replicate")
		throw new Error(
			"the interval `quantile` needs replicate weights: choose mean, beta, xlogit or asin",
		);
	const thetas = design.replicates.map((weights) =>
		Float64Array.of(weightedQuantile(values, weights, p, rule)),
	);
	const variance = covarianceOfReplicates(
		design,
		Float64Array.of(estimate),
		thetas,
	);
	return Math.sqrt(variance.get(0, 0));
}
