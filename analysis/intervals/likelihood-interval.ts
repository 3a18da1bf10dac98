import { fUpperTail, normalUpperTail, tQuantile } from "../distributions.ts";
import type { Interval } from "../estimate.ts";
import { cubicSpline } from "./cubic-spline.ts";
import { expit } from "./proportion.ts";

export interface LikelihoodOptions {
	df: number;
	level: number;
	/** Rows of the fit. */
	n: number;
	/** Variance of the log-odds if the sample were simple, 1/(n p (1 − p)). */
	naive: number;
	dispersion: number;
}

/**
 * Interval of a proportion by the scaled likelihood ratio (Rao & Scott 1984, *Annals of Statistics* 12:46–60; Lumley &
 * Scott 2014, *Australian & NZ J. Statistics* 56:1–14): the log-odds whose signed root deviance √(2n KL(p̂ ‖ p)/φ) is at
 * most t √λ, where λ is the design effect of the log-odds `centre` with variance `variance`, φ the dispersion. Read
 * from a profile at steps of a fifth of the normal cutoff, as profile likelihoods are (Venables & Ripley 2002, *Modern
 * Applied Statistics with S*, §8.4): spline, then chords, so that the fourth digit agrees with the field's software.
 */
export function likelihoodInterval(
	centre: number,
	variance: number,
	{ df, level, n, naive, dispersion }: LikelihoodOptions,
): Interval {
	const proportion = expit(centre);
	const cutoff = tQuantile((1 + level) / 2, df) * Math.sqrt(variance / naive);
	const furthest = fSquareRoot(normalUpperTail(cutoff) / 2, n - 1);
	const root = (logOdds: number) =>
		Math.sign(logOdds - centre) *
		Math.sqrt(
			Math.max(
				0,
				(2 * n * divergence(proportion, expit(logOdds))) / dispersion,
			),
		);
	const step = (furthest / 5) * Math.sqrt(variance);
	const x = [centre];
	for (const sign of [-1, 1])
		for (let k = 1; k < 10; k++) {
			const at = centre + sign * k * step;
			x.push(at);
			if (Math.abs(root(at)) >= furthest) break;
		}
	x.sort((a, b) => a - b);
	const profile = cubicSpline(x, x.map(root));
	const points = 3 * x.length;
	const [from, to] = [x[0]!, x[x.length - 1]!];
	const grid = Array.from(
		{ length: points },
		(_, k) => from + ((to - from) * k) / (points - 1),
	);
	const heights = grid.map(profile);
	return {
		level,
		lower: expit(readBack(grid, heights, -cutoff)),
		upper: expit(readBack(grid, heights, cutoff)),
	};
}

/** Kullback–Leibler divergence of Bernoulli(q) from Bernoulli(p). */
function divergence(p: number, q: number): number {
	return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}

/** x where the chords through (x, height) reach `target`; NaN where they do not. */
function readBack(x: number[], heights: number[], target: number): number {
	for (let k = 1; k < x.length; k++) {
		const [low, high] = [heights[k - 1]!, heights[k]!];
		if (low <= target && target <= high)
			return x[k - 1]! + ((target - low) / (high - low)) * (x[k]! - x[k - 1]!);
	}
	return Number.NaN;
}

/** √f with P(F > f) = tail, 1 and df degrees of freedom. */
function fSquareRoot(tail: number, df: number): number {
	const t = tQuantile(1 - tail / 2, df);
	// Where 1 − tail/2 rounds, improve on the tail itself.
	let [low, high] = Number.isFinite(t) ? [0.5 * t, 2 * t] : [0, 1e3];
	for (let k = 0; k < 200 && high - low > 1e-14 * high; k++) {
		const middle = (low + high) / 2;
		if (fUpperTail(middle * middle, 1, df) > tail) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
