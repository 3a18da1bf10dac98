import { Matrix } from "ml-matrix";
import { combine, crossProduct } from "../models/weighted-least-squares.ts";
import { inverseOfSymmetric } from "../variance/symmetric.ts";
import type { Adjusted } from "./adjust.ts";

export type Distance = "linear" | "raking" | "logit";

export interface CalibrateOptions {
	distance?: Distance;
	/** Least and greatest ratio of new to old weight. */
	bounds?: [number, number] | null;
	maxIterations?: number;
	/** Largest miss of a total, relative to 1 + |total|. */
	epsilon?: number;
	/** Clusters in which the ratio must be equal, as codes. */
	equalWithin?: Int32Array | null;
}

/**
 * Calibration weights w_i g_i, g_i = F(x_i′λ), nearest to the old ones under a distance, with Σ w_i g_i x_i equal to known
 * totals (Deville & Särndal 1992, JASA 87:376–382, eqs. 2.5–2.7 and table 1: linear, multiplicative, logit; bounds cut F).
 * `equalWithin` averages auxiliaries and weights over clusters first (Lemaître & Dufour 1987, *Survey Methodology*
 * 13:199–207). Weights may come out negative under the unbounded linear distance. Throws where auxiliaries are collinear
 * or the totals cannot be met.
 */
export function calibrate(
	weights: Float64Array,
	auxiliaries: Float64Array[],
	totals: ArrayLike<number>,
	{
		distance = "linear",
		bounds = null,
		maxIterations = 50,
		epsilon = 1e-7,
		equalWithin = null,
	}: CalibrateOptions = {},
): Adjusted {
	const columns = equalWithin
		? auxiliaries.map((column) => clusterMeans(column, equalWithin))
		: auxiliaries;
	const before = equalWithin ? clusterMeans(weights, equalWithin) : weights;
	const { ratio, slope } = distanceFunction(distance, bounds);
	const lambda = new Float64Array(columns.length);
	let scores: Float64Array = new Float64Array(weights.length);
	let ratios = scores.map(ratio);
	let previous = Infinity;
	for (let round = 0; ; round++) {
		const miss = misses(columns, before, ratios, totals);
		const worst = miss.reduce(
			(most, m, k) => Math.max(most, Math.abs(m) / (1 + Math.abs(totals[k]!))),
			0,
		);
		// Within the accuracy asked for, go on as long as it gets better: Newton's last steps are cheap.
		if (worst < epsilon && (worst === 0 || worst >= previous)) break;
		if (round >= maxIterations && worst < epsilon) break;
		if (round >= maxIterations || Number.isNaN(worst))
			throw new Error(
				`calibration missed its totals by ${worst.toExponential(1)} after ${round} rounds. Remedy: wider bounds, fewer totals, or totals that agree with each other`,
			);
		previous = worst;
		const working = before.map((weight, row) => weight * slope(scores[row]!));
		const change = inverseOfSymmetric(crossProduct(columns, working)).mmul(
			Matrix.columnVector(Array.from(miss)),
		);
		for (let k = 0; k < lambda.length; k++) lambda[k]! += change.get(k, 0);
		scores = combine(columns, lambda);
		ratios = scores.map(ratio);
	}
	return {
		weights: weights.map((weight, row) => weight * ratios[row]!),
		calibration: {
			kind: "regression",
			auxiliaries: columns,
			before,
			after: before.map((weight, row) => weight * ratios[row]!),
		},
	};
}

function misses(
	columns: Float64Array[],
	before: Float64Array,
	ratios: Float64Array,
	totals: ArrayLike<number>,
): Float64Array {
	return Float64Array.from(columns, (column, k) => {
		let sum = 0;
		for (let row = 0; row < column.length; row++)
			if (before[row]) sum += before[row]! * ratios[row]! * column[row]!;
		return totals[k]! - sum;
	});
}

/** g = F(u) and its derivative, F(0) = F′(0) = 1. */
function distanceFunction(
	distance: Distance,
	bounds: [number, number] | null,
): { ratio: (u: number) => number; slope: (u: number) => number } {
	const [lower, upper] = bounds ?? [-Infinity, Infinity];
	const inside = (value: number) => value > lower && value < upper;
	const cut = (value: number) => Math.min(upper, Math.max(lower, value));
	if (distance === "linear")
		return {
			ratio: (u) => cut(1 + u),
			slope: (u) => (inside(1 + u) ? 1 : 0),
		};
	if (distance === "raking")
		return {
			ratio: (u) => cut(Math.exp(u)),
			slope: (u) => (inside(Math.exp(u)) ? Math.exp(u) : 0),
		};
	if (!(lower < 1 && upper > 1 && Number.isFinite(lower + upper)))
		throw new Error(
			"the logit distance needs bounds on both sides of 1, e.g. [0.5, 2]",
		);
	const steepness = (upper - lower) / ((1 - lower) * (upper - 1));
	const odds = (u: number) => Math.exp(steepness * u);
	return {
		ratio: (u) =>
			u > 0
				? ((lower * (upper - 1)) / odds(u) + upper * (1 - lower)) /
					((upper - 1) / odds(u) + 1 - lower)
				: (lower * (upper - 1) + upper * (1 - lower) * odds(u)) /
					(upper - 1 + (1 - lower) * odds(u)),
		slope: (u) => {
			const e = odds(-Math.abs(u));
			const [a, b] = u > 0 ? [1 - lower, upper - 1] : [upper - 1, 1 - lower];
			return (
				((upper - lower) * steepness * (1 - lower) * (upper - 1) * e) /
				(a + b * e) ** 2
			);
		},
	};
}

function clusterMeans(
	values: Float64Array,
	clusters: Int32Array,
): Float64Array {
	const sum: number[] = [];
	const size: number[] = [];
	values.forEach((value, row) => {
		const cluster = clusters[row]!;
		sum[cluster] = (sum[cluster] ?? 0) + value;
		size[cluster] = (size[cluster] ?? 0) + 1;
	});
	return values.map((_, row) => sum[clusters[row]!]! / size[clusters[row]!]!);
}
