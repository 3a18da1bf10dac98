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
	/** dμ/dη of each row. */
	slopes: Float64Array;
	/** (X′WX)⁻¹ with the working weights. */
	inverse: Matrix;
}

/**
 * Coefficients of a generalised linear model that solve Σ w_i x_i (y_i − μ_i) μ′_i / V(μ_i) = 0: the pseudo-maximum
 * likelihood estimate of the population's coefficients (Binder 1983, *Int. Statistical Review* 51:279–292), by
 * iteratively reweighted least squares (McCullagh & Nelder 1989, §2.5). Contributions: w_i A x_i (y_i − μ_i) μ′_i/V(μ_i),
 * A = (X′WX)⁻¹ (Binder 1983, eq. 3.3). Throws where columns are collinear or it does not converge.
 */
export function glm(model: GlmModel): Statistic {
	let start: Float64Array | null = null;
	return {
		terms: model.columns.map(({ name }) => name),
		at: (weights) => {
			const { coefficients } = fitGlm(model, weights, start);
			start ??= coefficients;
			return coefficients;
		},
		contributions: (weights) => {
			const fit = fitGlm(model, weights, start);
			const scores = weights.map((weight, row) =>
				weight === 0
					? 0
					: (weight *
							(model.response[row]! - fit.fitted[row]!) *
							fit.slopes[row]!) /
						model.family.variance(fit.fitted[row]!),
			);
			return timesInverse(
				model.columns.map(({ values }) => values),
				scores,
				fit.inverse,
			);
		},
	};
}

/** Columns A x_i s_i for scores s_i. */
export function timesInverse(
	columns: Float64Array[],
	scores: Float64Array,
	inverse: Matrix,
): Float64Array[] {
	return columns.map((_, k) => {
		const row = inverse.getRow(k);
		return combine(columns, row).map((value, i) =>
			scores[i] === 0 ? 0 : value * scores[i]!,
		);
	});
}

const mostIterations = 100;

export function fitGlm(
	{ response, columns, family, link }: GlmModel,
	weights: Float64Array,
	start: Float64Array | null = null,
): GlmFit {
	const values = columns.map((column) => column.values);
	let eta = start
		? combine(values, start)
		: response.map((y) => link.eta(family.start(y)));
	let coefficients = start ?? new Float64Array(columns.length).fill(Number.NaN);
	for (let round = 0; round < mostIterations; round++) {
		const fitted = eta.map(link.mu);
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
		const next = Float64Array.from(
			inverse.mmul(Matrix.columnVector(moments)).to1DArray(),
		);
		if (next.some((value) => !Number.isFinite(value))) break;
		const moved = largestMove(coefficients, next);
		coefficients = next;
		eta = combine(values, coefficients);
		if (moved < 1e-11) {
			return {
				coefficients,
				fitted: eta.map(link.mu),
				slopes: eta.map(link.slope),
				inverse,
			};
		}
	}
	throw new Error(
		"the model did not converge: a term may separate the answers completely. Remedy: merge its levels or leave it out",
	);
}

function largestMove(from: Float64Array, to: Float64Array): number {
	return to.reduce((most, value, k) => {
		const move = Math.abs(value - from[k]!) / (1e-8 + Math.abs(value));
		return Number.isNaN(move) ? Infinity : Math.max(most, move);
	}, 0);
}
