import { Matrix } from "ml-matrix";
import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { inverseOfSymmetric } from "../variance/symmetric.ts";
import type { Family, Link } from "./family.ts";
import { combine, crossProduct } from "./weighted-least-squares.ts";

export interface GlmModel {
	response: Float64Array;
	/** Columns of the model matrix, `(Intercept)` among them. */
	columns: Term[];
	family: Family;
	link: Link;
}

export interface GlmFit {
	coefficients: Float64Array;
	fitted: Float64Array;
	/** Working residual times working weight of each row. */
	scores: Float64Array;
	/** (X′WX)⁻¹ with the working weights. */
	inverse: Matrix;
	deviance: number;
}

/**
 * Coefficients of a generalised linear model that solve Σ w_i x_i (y_i − μ_i) μ′_i / V(μ_i) = 0: the pseudo-maximum
 * likelihood estimate of the population's coefficients (Binder 1983, *Int. Statistical Review* 51:279–292), by
 * iteratively reweighted least squares (McCullagh & Nelder 1989, §2.5). Contributions: w_i A x_i (y_i − μ_i) μ′_i/V(μ_i),
 * A = (X′WX)⁻¹ (Binder 1983, eq. 3.3). Throws where columns are collinear or it does not converge. `meanWeight` is what
 * weights are divided by before the first fit; later ones (replicates) start from its coefficients.
 */
export function glm(model: GlmModel, meanWeight: number): Statistic {
	let full: Float64Array | null = null;
	const fit = (weights: Float64Array) => {
		if (!full) return fitGlm(model, over(weights, meanWeight), null);
		const sum = weights.reduce((a, b) => a + b, 0);
		return fitGlm(model, over(weights, sum), full);
	};
	return {
		terms: model.columns.map(({ name }) => name),
		at: (weights) => {
			const { coefficients } = fit(weights);
			full ??= coefficients;
			return coefficients;
		},
		contributions: (weights) => {
			const { scores, inverse } = fitGlm(
				model,
				over(weights, meanWeight),
				null,
			);
			return model.columns.map((_, k) =>
				combine(
					model.columns.map(({ values }) => values),
					inverse.getRow(k),
				).map((value, row) => (scores[row] === 0 ? 0 : value * scores[row]!)),
			);
		},
	};
}

export function over(weights: Float64Array, scale: number): Float64Array {
	return weights.map((weight) => weight / scale);
}

// Where the field's software stops (R ?glm.control). A tighter limit would be as right, and differ from its published
// covariances in the sixth digit: they use the working weights of the last step but one.
const epsilon = 1e-8;
const mostIterations = 25;

export function fitGlm(
	{ response, columns, family, link }: GlmModel,
	weights: Float64Array,
	start: Float64Array | null = null,
): GlmFit {
	const values = columns.map((column) => column.values);
	const devianceAt = (fitted: Float64Array) =>
		weights.reduce(
			(sum, weight, row) =>
				weight
					? sum + weight * family.deviance(response[row]!, fitted[row]!)
					: sum,
			0,
		);
	let eta = start
		? combine(values, start)
		: response.map((y, row) => link.eta(family.start(y, weights[row]!)));
	let fitted = eta.map(link.mu);
	let deviance = devianceAt(fitted);
	for (let round = 0; round < mostIterations; round++) {
		const slopes = eta.map(link.slope);
		const working = weights.map((weight, row) =>
			weight === 0
				? 0
				: (weight * slopes[row]! ** 2) / family.variance(fitted[row]!),
		);
		const inverse = inverseOfSymmetric(crossProduct(values, working));
		const moments = values.map((column) => {
			let sum = 0;
			for (let row = 0; row < working.length; row++)
				if (working[row])
					sum +=
						working[row]! *
						column[row]! *
						(eta[row]! + (response[row]! - fitted[row]!) / slopes[row]!);
			return sum;
		});
		const coefficients = Float64Array.from(
			inverse.mmul(Matrix.columnVector(moments)).to1DArray(),
		);
		eta = combine(values, coefficients);
		fitted = eta.map(link.mu);
		const before = deviance;
		deviance = devianceAt(fitted);
		if (!Number.isFinite(deviance)) break;
		if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < epsilon) {
			const scores = working.map((weight, row) =>
				weight === 0
					? 0
					: (weight * (response[row]! - fitted[row]!)) / link.slope(eta[row]!),
			);
			return { coefficients, fitted, scores, inverse, deviance };
		}
	}
	throw new Error(
		"the model did not converge: a term may separate the answers completely. Remedy: merge its levels or leave it out",
	);
}
