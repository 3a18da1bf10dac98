import { Matrix, solve } from "ml-matrix";
import { expit } from "../intervals/proportion.ts";
import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";

export interface OrdinalModel {
	/** Category of each row, 0 … categories − 1. */
	response: Int32Array;
	/** Levels in order; thresholds are named `first|second`. */
	levels: string[];
	/** Columns without an intercept. */
	columns: Term[];
}

/**
 * Proportional odds: logit P(Y ≤ k) = ζ_k − x′β (McCullagh 1980, JRSS B 42:109–142), coefficients first, then thresholds,
 * by weighted pseudo-likelihood with contributions w_i H⁻¹ s_i, H the weighted information (Binder 1983). Newton's method
 * with halved steps. Throws where it does not converge.
 */
export function proportionalOdds(model: OrdinalModel): Statistic {
	const thresholds = model.levels.length - 1;
	let start: Float64Array | null = null;
	return {
		terms: [
			...model.columns.map(({ name }) => name),
			...Array.from(
				{ length: thresholds },
				(_, k) => `${model.levels[k]}|${model.levels[k + 1]}`,
			),
		],
		at: (weights) => {
			start = fit(model, weights, start);
			return start;
		},
		contributions: (weights) => {
			const theta = fit(model, weights, start);
			const { scores, information } = derivatives(model, weights, theta);
			const inverse = solve(information, Matrix.eye(theta.length));
			return Array.from(theta, (_, k) => {
				const column = new Float64Array(weights.length);
				scores.forEach((score, l) => {
					const factor = inverse.get(k, l);
					for (let row = 0; row < column.length; row++)
						column[row]! += factor * score[row]!;
				});
				return column;
			});
		},
	};
}

function fit(
	model: OrdinalModel,
	weights: Float64Array,
	start: Float64Array | null,
): Float64Array {
	let theta = start ?? startingValues(model, weights);
	let likelihood = logLikelihood(model, weights, theta);
	for (let round = 0; round < 100; round++) {
		const { scores, information } = derivatives(model, weights, theta);
		const gradient = scores.map((column) => column.reduce((a, b) => a + b, 0));
		const step = solve(information, Matrix.columnVector(gradient)).to1DArray();
		let length = 1;
		let next = theta;
		for (let half = 0; half < 40; half++, length /= 2) {
			next = theta.map((value, k) => value + length * step[k]!);
			const better = logLikelihood(model, weights, next);
			if (better >= likelihood - 1e-12 * Math.abs(likelihood)) {
				likelihood = better;
				break;
			}
		}
		const moved = step.reduce(
			(most, s, k) =>
				Math.max(most, Math.abs(s) / (1e-8 + Math.abs(theta[k]!))),
			0,
		);
		theta = next;
		if (moved < 1e-10) return theta;
	}
	throw new Error(
		"the ordinal model did not converge: a term may separate the answers completely",
	);
}

function startingValues(
	{ response, levels, columns }: OrdinalModel,
	weights: Float64Array,
): Float64Array {
	const counts = new Float64Array(levels.length);
	response.forEach((category, row) => {
		if (weights[row]) counts[category]! += weights[row]!;
	});
	if (counts.some((count) => count === 0))
		throw new Error(
			"a level of the response has no rows: leave it out of the levels",
		);
	const total = counts.reduce((a, b) => a + b, 0);
	let below = 0;
	const thresholds = Array.from(counts.subarray(0, -1), (count) => {
		below += count / total;
		return Math.log(below / (1 - below));
	});
	return Float64Array.of(...columns.map(() => 0), ...thresholds);
}

function linear(columns: Term[], theta: Float64Array, row: number): number {
	let sum = 0;
	for (let k = 0; k < columns.length; k++)
		sum += columns[k]!.values[row]! * theta[k]!;
	return sum;
}

function logLikelihood(
	{ response, levels, columns }: OrdinalModel,
	weights: Float64Array,
	theta: Float64Array,
): number {
	let sum = 0;
	for (let row = 0; row < weights.length; row++) {
		if (!weights[row]) continue;
		const eta = linear(columns, theta, row);
		const k = response[row]!;
		const upper =
			k < levels.length - 1 ? expit(theta[columns.length + k]! - eta) : 1;
		const lower = k > 0 ? expit(theta[columns.length + k - 1]! - eta) : 0;
		sum += weights[row]! * Math.log(upper - lower);
	}
	return Number.isNaN(sum) ? -Infinity : sum;
}

/** Weighted scores of the rows by parameter, and minus the second derivatives of the log-likelihood. */
function derivatives(
	{ response, levels, columns }: OrdinalModel,
	weights: Float64Array,
	theta: Float64Array,
) {
	const width = theta.length;
	const p = columns.length;
	const scores = Array.from(
		{ length: width },
		() => new Float64Array(weights.length),
	);
	const information = Matrix.zeros(width, width);
	const upperRow = new Float64Array(width);
	const lowerRow = new Float64Array(width);
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row]!;
		if (weight === 0) continue;
		const eta = linear(columns, theta, row);
		const k = response[row]!;
		const upper = side(k < levels.length - 1 ? theta[p + k]! - eta : Infinity);
		const lower = side(k > 0 ? theta[p + k - 1]! - eta : -Infinity);
		const share = upper.F - lower.F;
		upperRow.fill(0);
		lowerRow.fill(0);
		for (let c = 0; c < p; c++) {
			upperRow[c] = -columns[c]!.values[row]!;
			lowerRow[c] = -columns[c]!.values[row]!;
		}
		if (k < levels.length - 1) upperRow[p + k] = 1;
		if (k > 0) lowerRow[p + k - 1] = 1;
		const a = upper.f / share;
		const b = -lower.f / share;
		const aa = upper.slope / share - a * a;
		const bb = -lower.slope / share - b * b;
		const ab = -a * b;
		for (let i = 0; i < width; i++) {
			scores[i]![row] = weight * (a * upperRow[i]! + b * lowerRow[i]!);
			for (let j = 0; j < width; j++)
				information.set(
					i,
					j,
					information.get(i, j) -
						weight *
							(aa * upperRow[i]! * upperRow[j]! +
								bb * lowerRow[i]! * lowerRow[j]! +
								ab *
									(upperRow[i]! * lowerRow[j]! + lowerRow[i]! * upperRow[j]!)),
				);
		}
	}
	return { scores, information };
}

/** The logistic distribution function, density and its slope. */
function side(x: number) {
	const F = expit(x);
	const f = F * (1 - F);
	return { F, f, slope: f * (1 - 2 * F) };
}
