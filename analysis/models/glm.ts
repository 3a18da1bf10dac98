import { Matrix } from "ml-matrix";
import { sumOfWeights } from "../estimators/mean.ts";
import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { inverseOfSymmetric } from "../variance/symmetric.ts";
import type { Family, Link } from "./family.ts";
import { combine } from "./weighted-least-squares.ts";

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
	let full: { weights: Float64Array; fit: GlmFit } | null = null;
	const fitFull = (weights: Float64Array) => {
		if (full?.weights !== weights)
			full = { weights, fit: fitGlm(model, over(weights, meanWeight), null) };
		return full.fit;
	};
	const fit = (weights: Float64Array) =>
		full && full.weights !== weights
			? fitGlm(
					model,
					over(weights, sumOfWeights(weights)),
					full.fit.coefficients,
				)
			: fitFull(weights);
	return {
		terms: model.columns.map(({ name }) => name),
		at: (weights) => fit(weights).coefficients,
		contributions: (weights) => {
			const { scores, inverse } = fitGlm(
				model,
				over(weights, meanWeight),
				null,
			);
			return model.columns
				.map((_, k) =>
					combine(
						model.columns.map(({ values }) => values),
						inverse.getRow(k),
					),
				)
				.map((column) => times(column, scores));
		},
	};
}

/** Multiplies in place: the column is nobody else's. */
function times(column: Float64Array, by: Float64Array): Float64Array {
	for (let row = 0; row < column.length; row++) column[row]! *= by[row]!;
	return column;
}

export function over(weights: Float64Array, scale: number): Float64Array {
	return weights.map((weight) => weight / scale);
}

// Where the field's software stops (R ?glm.control). A tighter limit would be as right, and differ from its published
// covariances in the sixth digit: they use the working weights of the last step but one.
const epsilon = 1e-8;
const mostIterations = 25;

export function fitGlm(
	model: GlmModel,
	weights: Float64Array,
	start: Float64Array | null = null,
): GlmFit {
	let point: Float64Array | null = start;
	let here = workingEquations(model, weights, point);
	for (let round = 0; round < mostIterations; round++) {
		const inverse = inverseOfSymmetric(here.information);
		const coefficients = Float64Array.from(
			inverse.mmul(Matrix.columnVector(here.moments)).to1DArray(),
		);
		const next = workingEquations(model, weights, coefficients);
		if (!Number.isFinite(next.deviance)) break;
		const change = Math.abs(next.deviance - here.deviance);
		if (change / (Math.abs(next.deviance) + 0.1) < epsilon)
			return {
				coefficients,
				inverse,
				deviance: next.deviance,
				...finalScores(model, weights, point, coefficients),
			};
		point = coefficients;
		here = next;
	}
	throw new Error(
		"the model did not converge: a term may separate the answers completely. Remedy: merge its levels or leave it out",
	);
}

// A block of rows of all columns stays in the cache while every pair of columns has its turn.
const block = 2048;

/** The weighted normal equations of one step and the deviance, in one pass over the rows. */
function workingEquations(
	model: GlmModel,
	weights: Float64Array,
	coefficients: Float64Array | null,
): { information: Matrix; moments: number[]; deviance: number } {
	const { response, family, link } = model;
	const columns = model.columns.map(({ values }) => values);
	const width = columns.length;
	const products = new Float64Array(width * width);
	const moments = new Float64Array(width);
	const eta = new Float64Array(block);
	const working = new Float64Array(block);
	const target = new Float64Array(block);
	const weighted = new Float64Array(block);
	let deviance = 0;
	for (let from = 0; from < weights.length; from += block) {
		const size = Math.min(block, weights.length - from);
		linearPredictor(model, weights, coefficients, from, size, eta);
		for (let i = 0; i < size; i++) {
			const weight = weights[from + i]!;
			working[i] = 0;
			target[i] = 0;
			if (weight === 0) continue;
			const y = response[from + i]!;
			const mu = link.mu(eta[i]!);
			const slope = link.slope(eta[i]!, mu);
			const w = (weight * slope * slope) / family.variance(mu);
			working[i] = w;
			target[i] = w * (eta[i]! + (y - mu) / slope);
			deviance += weight * family.deviance(y, mu);
		}
		for (let k = 0; k < width; k++) {
			const own = columns[k]!;
			for (let i = 0; i < size; i++) weighted[i] = working[i]! * own[from + i]!;
			for (let l = 0; l <= k; l++)
				products[k * width + l]! += dot(weighted, columns[l]!, from, size);
			moments[k]! += dot(target, own, from, size);
		}
	}
	const information = new Matrix(width, width);
	for (let k = 0; k < width; k++)
		for (let l = 0; l <= k; l++) {
			information.set(k, l, products[k * width + l]!);
			information.set(l, k, products[k * width + l]!);
		}
	return { information, moments: Array.from(moments), deviance };
}

function dot(
	a: Float64Array,
	column: Float64Array,
	from: number,
	size: number,
): number {
	let sum = 0;
	for (let i = 0; i < size; i++) sum += a[i]! * column[from + i]!;
	return sum;
}

/** x′β of a block of rows; without coefficients the family's first guess. */
function linearPredictor(
	{ response, columns, family, link }: GlmModel,
	weights: Float64Array,
	coefficients: Float64Array | null,
	from: number,
	size: number,
	eta: Float64Array,
): void {
	if (!coefficients) {
		for (let i = 0; i < size; i++)
			eta[i] = link.eta(family.start(response[from + i]!, weights[from + i]!));
		return;
	}
	eta.fill(0);
	for (let k = 0; k < columns.length; k++) {
		const { values } = columns[k]!;
		const c = coefficients[k]!;
		for (let i = 0; i < size; i++) eta[i]! += c * values[from + i]!;
	}
}

/** Means at the estimate, and working residuals there times the working weights of the step before. */
function finalScores(
	model: GlmModel,
	weights: Float64Array,
	before: Float64Array | null,
	coefficients: Float64Array,
): Pick<GlmFit, "fitted" | "scores"> {
	const { response, family, link } = model;
	const rows = weights.length;
	const fitted = new Float64Array(rows);
	const scores = new Float64Array(rows);
	const eta = new Float64Array(block);
	const etaBefore = new Float64Array(block);
	for (let from = 0; from < rows; from += block) {
		const size = Math.min(block, rows - from);
		linearPredictor(model, weights, coefficients, from, size, eta);
		linearPredictor(model, weights, before, from, size, etaBefore);
		for (let i = 0; i < size; i++) {
			const row = from + i;
			const mu = link.mu(eta[i]!);
			fitted[row] = mu;
			if (weights[row] === 0) continue;
			const muBefore = link.mu(etaBefore[i]!);
			const slopeBefore = link.slope(etaBefore[i]!, muBefore);
			const working =
				(weights[row]! * slopeBefore * slopeBefore) / family.variance(muBefore);
			scores[row] = (working * (response[row]! - mu)) / link.slope(eta[i]!, mu);
		}
	}
	return { fitted, scores };
}
