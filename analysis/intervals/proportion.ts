import { betaQuantile, tQuantile } from "../distributions.ts";
import type { Interval } from "../estimate.ts";

/**
 * Confidence interval of a proportion on the logit scale, with Student's t: logit(p) ± t · se / (p (1 − p)).
 * Needs 0 < p < 1. Korn & Graubard 1999, *Analysis of Health Surveys*, §2.3.
 */
export function logitInterval(
	proportion: number,
	se: number,
	df: number,
	level: number,
): Interval {
	const t = tQuantile((1 + level) / 2, df);
	const logit = Math.log(proportion / (1 - proportion));
	const half = (t * se) / (proportion * (1 - proportion));
	return { level, lower: expit(logit - half), upper: expit(logit + half) };
}

export function expit(x: number): number {
	return 1 / (1 + Math.exp(-x));
}

/**
 * Clopper–Pearson interval with an effective sample size, sane at 0 and 1. Korn & Graubard 1998, *Survey Methodology*
 * 24(2):193–201: bounds Beta(α/2; x, n − x + 1) and Beta(1 − α/2; x + 1, n − x) with n = effectiveN and x = n p.
 */
export function betaInterval(
	proportion: number,
	effectiveN: number,
	level: number,
): Interval {
	if (Number.isNaN(effectiveN))
		return { level, lower: Number.NaN, upper: Number.NaN };
	const tail = (1 - level) / 2;
	const yes = effectiveN * proportion;
	const no = effectiveN * (1 - proportion);
	return {
		level,
		lower: proportion <= 0 ? 0 : betaQuantile(tail, yes, no + 1),
		upper: proportion >= 1 ? 1 : betaQuantile(1 - tail, yes + 1, no),
	};
}

/** Wilson score interval with an effective sample size (Wilson 1927, JASA 22:209–212; Brown, Cai & DasGupta 2001, eq. 4). */
export function wilsonInterval(
	proportion: number,
	effectiveN: number,
	level: number,
): Interval {
	const z = tQuantile((1 + level) / 2, Infinity);
	const shrink = 1 + (z * z) / effectiveN;
	const centre = (proportion + (z * z) / (2 * effectiveN)) / shrink;
	const half =
		(z / shrink) *
		Math.sqrt(
			(proportion * (1 - proportion)) / effectiveN +
				(z * z) / (4 * effectiveN * effectiveN),
		);
	return { level, lower: centre - half, upper: centre + half };
}
