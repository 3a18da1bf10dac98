import { Matrix } from "ml-matrix";
import { sumOfWeights } from "../estimators/mean.ts";
import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { inverseOfSymmetric } from "../variance/symmetric.ts";
import type { Family, Link } from "./family.ts";
import { patternsOf } from "./patterns.ts";

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
	const grouped = groupRows(model);
	let full: { weights: Float64Array; fit: GlmFit } | null = null;
	const fitFull = (weights: Float64Array) => {
		if (full?.weights !== weights)
			full = {
				weights,
				fit: fitGlm(model, over(weights, meanWeight), null, grouped),
			};
		return full.fit;
	};
	const fit = (weights: Float64Array) =>
		full && full.weights !== weights
			? fitGlm(
					model,
					over(weights, sumOfWeights(weights)),
					full.fit.coefficients,
					grouped,
				)
			: fitFull(weights);
	return {
		terms: model.columns.map(({ name }) => name),
		at: (weights) => fit(weights).coefficients,
		contributions: (weights) => {
			const { scores, inverse } = fitFull(weights);
			return model.columns.map((_, k) =>
				influenceTimes(model, inverse.getRow(k), scores),
			);
		},
	};
}

/** Σ_l A_kl x_il s_i for every row. */
function influenceTimes(
	{ columns }: GlmModel,
	rowOfInverse: number[],
	scores: Float64Array,
): Float64Array {
	const result = new Float64Array(scores.length);
	columns.forEach(({ values }, l) => {
		const factor = rowOfInverse[l]!;
		for (let row = 0; row < result.length; row++)
			result[row]! += factor * values[row]!;
	});
	for (let row = 0; row < result.length; row++) result[row]! *= scores[row]!;
	return result;
}

/** A model on the distinct rows of another, and which row each stands for. */
interface Grouped {
	model: GlmModel;
	of: Int32Array;
}

function groupRows(model: GlmModel): Grouped | null {
	const patterns = patternsOf([
		model.response,
		...model.columns.map(({ values }) => values),
	]);
	if (!patterns) return null;
	const pick = (values: Float64Array) =>
		Float64Array.from(patterns.example, (row) => values[row]!);
	return {
		of: patterns.of,
		model: {
			...model,
			response: pick(model.response),
			columns: model.columns.map(({ name, values }) => ({
				name,
				values: pick(values),
			})),
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
	model: GlmModel,
	weights: Float64Array,
	start: Float64Array | null = null,
	grouped: Grouped | null = groupRows(model),
): GlmFit {
	let point: Float64Array | null = start;
	// The first guess depends on each row's own weight; from then on equal rows may go together.
	const sums = grouped && groupSums(weights, grouped);
	const equations = (at: Float64Array | null) =>
		grouped && sums && at
			? workingEquations(grouped.model, sums, at)
			: workingEquations(model, weights, at);
	let here = equations(point);
	for (let round = 0; round < mostIterations; round++) {
		const inverse = inverseOfSymmetric(here.information);
		const coefficients = Float64Array.from(
			inverse.mmul(Matrix.columnVector(here.moments)).to1DArray(),
		);
		const next = equations(coefficients);
		if (!Number.isFinite(next.deviance)) break;
		const change = Math.abs(next.deviance - here.deviance);
		if (change / (Math.abs(next.deviance) + 0.1) < epsilon)
			return {
				coefficients,
				inverse,
				deviance: next.deviance,
				...(grouped && point
					? groupedScores(grouped, weights, point, coefficients)
					: finalScores(model, weights, point, coefficients)),
			};
		point = coefficients;
		here = next;
	}
	throw new Error(
		"the model did not converge: a term may separate the answers completely. Remedy: merge its levels or leave it out",
	);
}

// A block of rows of all columns stays in the cache while every pair of columns has its turn.
const block = 512;

function groupSums(
	weights: Float64Array,
	{ of, model }: Grouped,
): Float64Array {
	const sums = new Float64Array(model.response.length);
	for (let row = 0; row < weights.length; row++)
		sums[of[row]!]! += weights[row]!;
	return sums;
}

/** Scores are in proportion to the weight: those of a pattern of weight 1 serve all its rows. */
function groupedScores(
	{ model, of }: Grouped,
	weights: Float64Array,
	before: Float64Array,
	coefficients: Float64Array,
): Pick<GlmFit, "fitted" | "scores"> {
	const one = new Float64Array(model.response.length).fill(1);
	const unit = finalScores(model, one, before, coefficients);
	const fitted = new Float64Array(weights.length);
	const scores = new Float64Array(weights.length);
	for (let row = 0; row < weights.length; row++) {
		const pattern = of[row]!;
		fitted[row] = unit.fitted[pattern]!;
		scores[row] = weights[row]! * unit.scores[pattern]!;
	}
	return { fitted, scores };
}

/** What a block of rows needs of family and link. */
function blockOf(model: GlmModel, size: number) {
	const [eta, mu, slope, variance, deviance] = Array.from(
		{ length: 5 },
		() => new Float64Array(size),
	) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
	return {
		eta,
		mu,
		slope,
		variance,
		deviance,
		at(
			weights: Float64Array,
			coefficients: Float64Array | null,
			from: number,
		): void {
			linearPredictor(model, weights, coefficients, from, eta);
			model.link.means(eta, mu, slope);
			model.family.variances(mu, variance);
		},
	};
}

/** The weighted normal equations of one step and the deviance, in one pass over the rows. */
function workingEquations(
	model: GlmModel,
	weights: Float64Array,
	coefficients: Float64Array | null,
): { information: Matrix; moments: number[]; deviance: number } {
	const columns = model.columns.map(({ values }) => values);
	const width = columns.length;
	const products = new Float64Array(width * width);
	const moments = new Float64Array(width);
	const size = Math.min(block, weights.length);
	const working = new Float64Array(size);
	const target = new Float64Array(size);
	const weighted = new Float64Array(size);
	let here = blockOf(model, size);
	let deviance = 0;
	for (let from = 0; from < weights.length; from += size) {
		const length = Math.min(size, weights.length - from);
		if (length < size) here = blockOf(model, length);
		here.at(weights, coefficients, from);
		const response = model.response.subarray(from, from + length);
		model.family.deviances(response, here.mu, here.deviance);
		deviance += equationsOfBlock(
			here,
			response,
			weights.subarray(from, from + length),
			working,
			target,
		);
		for (let k = 0; k < width; k++) {
			const own = columns[k]!;
			for (let i = 0; i < length; i++)
				weighted[i] = working[i]! * own[from + i]!;
			for (let l = 0; l <= k; l++)
				products[k * width + l]! += dot(weighted, columns[l]!, from, length);
			moments[k]! += dot(target, own, from, length);
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

/** Working weights and weighted working responses of a block; returns its deviance. */
function equationsOfBlock(
	{ eta, mu, slope, variance, deviance }: ReturnType<typeof blockOf>,
	response: Float64Array,
	weights: Float64Array,
	working: Float64Array,
	target: Float64Array,
): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++) {
		const weight = weights[i]!;
		working[i] = 0;
		target[i] = 0;
		if (weight === 0) continue;
		const w = (weight * slope[i]! * slope[i]!) / variance[i]!;
		working[i] = w;
		target[i] = w * (eta[i]! + (response[i]! - mu[i]!) / slope[i]!);
		sum += weight * deviance[i]!;
	}
	return sum;
}

/** Four sums side by side: a single one would wait for each addition before the next. */
function dot(
	a: Float64Array,
	column: Float64Array,
	from: number,
	size: number,
): number {
	let [s0, s1, s2, s3] = [0, 0, 0, 0];
	let i = 0;
	for (; i + 3 < size; i += 4) {
		s0 += a[i]! * column[from + i]!;
		s1 += a[i + 1]! * column[from + i + 1]!;
		s2 += a[i + 2]! * column[from + i + 2]!;
		s3 += a[i + 3]! * column[from + i + 3]!;
	}
	for (; i < size; i++) s0 += a[i]! * column[from + i]!;
	return s0 + s1 + (s2 + s3);
}

/** x′β of a block of rows; without coefficients the family's first guess. */
function linearPredictor(
	{ response, columns, family, link }: GlmModel,
	weights: Float64Array,
	coefficients: Float64Array | null,
	from: number,
	eta: Float64Array,
): void {
	if (!coefficients) {
		for (let i = 0; i < eta.length; i++)
			eta[i] = link.eta(family.start(response[from + i]!, weights[from + i]!));
		return;
	}
	eta.fill(0);
	for (let k = 0; k < columns.length; k++) {
		const { values } = columns[k]!;
		const c = coefficients[k]!;
		for (let i = 0; i < eta.length; i++) eta[i]! += c * values[from + i]!;
	}
}

/** Means at the estimate, and working residuals there times the working weights of the step before. */
function finalScores(
	model: GlmModel,
	weights: Float64Array,
	before: Float64Array | null,
	coefficients: Float64Array,
): Pick<GlmFit, "fitted" | "scores"> {
	const rows = weights.length;
	const fitted = new Float64Array(rows);
	const scores = new Float64Array(rows);
	for (let from = 0; from < rows; from += block) {
		const size = Math.min(block, rows - from);
		const here = blockOf(model, size);
		const there = blockOf(model, size);
		here.at(weights, coefficients, from);
		there.at(weights, before, from);
		fitted.set(here.mu, from);
		for (let i = 0; i < size; i++) {
			const weight = weights[from + i]!;
			if (weight === 0) continue;
			const working =
				(weight * there.slope[i]! * there.slope[i]!) / there.variance[i]!;
			scores[from + i] =
				(working * (model.response[from + i]! - here.mu[i]!)) / here.slope[i]!;
		}
	}
	return { fitted, scores };
}
