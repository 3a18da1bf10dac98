import { tQuantile } from "../distributions.ts";
import type { Interval } from "../estimate.ts";

/**
 * Interval of a proportion by the scaled likelihood ratio (Rao & Scott 1984, *Annals of Statistics* 12:46–60; Lumley &
 * Scott 2014, *Australian & NZ J. Statistics* 56:1–14): the p whose deviance from p̂, 2n KL(p̂ ‖ p)/φ, is at most t² λ,
 * where λ = n p̂ (1 − p̂) v is the design effect of the log-odds with variance v, and φ the dispersion. n cancels.
 */
export function likelihoodInterval(
	proportion: number,
	logOddsVariance: number,
	{ df, level, dispersion }: { df: number; level: number; dispersion: number },
): Interval {
	const t = tQuantile((1 + level) / 2, df);
	const limit =
		t * t * logOddsVariance * proportion * (1 - proportion) * dispersion;
	const distance = (p: number) =>
		2 *
		((proportion === 0 ? 0 : proportion * Math.log(proportion / p)) +
			(proportion === 1
				? 0
				: (1 - proportion) * Math.log((1 - proportion) / (1 - p))));
	return {
		level,
		lower: bisect(0, proportion, (p) => distance(p) > limit),
		upper: bisect(1, proportion, (p) => distance(p) > limit),
	};
}

/** The border between `outside`, where `isOutside` holds, and `inside`. */
function bisect(
	outside: number,
	inside: number,
	isOutside: (p: number) => boolean,
): number {
	let [far, near] = [outside, inside];
	for (let step = 0; step < 200 && far !== near; step++) {
		const middle = (far + near) / 2;
		if (middle === far || middle === near) break;
		if (isOutside(middle)) far = middle;
		else near = middle;
	}
	return near;
}
