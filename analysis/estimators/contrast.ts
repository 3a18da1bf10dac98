import { Matrix } from "ml-matrix";
import type { Evaluated } from "../statistic.ts";

/** A function of estimates with its gradient. */
export interface Contrast {
	name: string;
	of(estimate: Float64Array): { value: number; gradient: Float64Array };
}

/** Σ_k c_k θ_k. */
export function linear(name: string, coefficients: Float64Array): Contrast {
	return {
		name,
		of: (estimate) => ({
			value: estimate.reduce((sum, e, k) => sum + e * coefficients[k]!, 0),
			gradient: coefficients,
		}),
	};
}

/**
 * Functions g(θ̂) of estimates with covariance G V G′, G the gradients at θ̂ (the delta method; Särndal, Swensson &
 * Wretman 1992, result 5.5.1). Exact where g is linear.
 */
export function contrast(
	{ estimate, covariance }: Evaluated,
	contrasts: Contrast[],
): Evaluated {
	const results = contrasts.map((each) => each.of(estimate));
	const gradients = new Matrix(results.map(({ gradient }) => [...gradient]));
	return {
		terms: contrasts.map(({ name }) => name),
		estimate: Float64Array.from(results, ({ value }) => value),
		covariance: gradients.mmul(covariance).mmul(gradients.transpose()),
	};
}
