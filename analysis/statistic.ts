import { Matrix } from "ml-matrix";
import type { Design } from "./design.ts";
import { linearisedCovariance } from "./variance/linearised-covariance.ts";
import { replicateCovariance } from "./variance/replicate-covariance.ts";

/**
 * Numbers that are smooth functions of the weights. Both routes to a covariance start here: linearised contributions,
 * and the same numbers under every replicate's weights.
 */
export interface Statistic {
	terms: string[];
	/** The numbers under these weights; rows of weight zero are not read. */
	at(weights: Float64Array): Float64Array;
	/**
	 * For each term the contributions z_i = w_i ∂θ/∂w_i of the rows, whose estimated total has, to first order, the
	 * variance of θ (Woodruff 1971, JASA 66:411–414; Demnati & Rao 2004, *Survey Methodology* 30(1):17–26).
	 */
	contributions(weights: Float64Array): Float64Array[];
}

export interface Evaluated {
	terms: string[];
	estimate: Float64Array;
	covariance: Matrix;
}

/** A statistic under a design, with its covariance. */
export function evaluate(design: Design, statistic: Statistic): Evaluated {
	const estimate = statistic.at(design.weights);
	const covariance = estimate.some(Number.isNaN)
		? Matrix.zeros(estimate.length, estimate.length).fill(Number.NaN)
		: design.kind === "replicate"
			? replicateCovariance(design, estimate, (weights) =>
					statistic.at(weights),
				)
			: linearisedCovariance(design, statistic.contributions(design.weights));
	return { terms: statistic.terms, estimate, covariance };
}

/** The statistic of a part of the rows, whatever the weights. */
export function within(statistic: Statistic, inDomain: Uint8Array): Statistic {
	const mask = (weights: Float64Array) =>
		weights.map((weight, row) => (inDomain[row] ? weight : 0));
	return {
		terms: statistic.terms,
		at: (weights) => statistic.at(mask(weights)),
		contributions: (weights) => statistic.contributions(mask(weights)),
	};
}

/** Several statistics as one, for the covariances between them. */
export function joined(statistics: Statistic[]): Statistic {
	return {
		terms: statistics.flatMap(({ terms }) => terms),
		at: (weights) =>
			Float64Array.from(statistics.flatMap((each) => [...each.at(weights)])),
		contributions: (weights) =>
			statistics.flatMap((each) => each.contributions(weights)),
	};
}
