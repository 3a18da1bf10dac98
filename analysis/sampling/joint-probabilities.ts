/** Probability that both units are drawn; for a unit and itself, its own. */
export type Joint = (i: number, j: number) => number;

/** Simple random sampling of n of N: n(n − 1) / (N(N − 1)) (Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, ex. 2.4.3). */
export function simpleRandomJoint(n: number, size: number): Joint {
	const both = size > 1 ? (n * (n - 1)) / (size * (size - 1)) : n;
	return (i, j) => (i === j ? n / size : both);
}

/**
 * Systematic selection from the line of cumulated probabilities, in the order given, exact: a unit is drawn by the starts
 * of one arc of the circle [0, 1), and two are drawn by the starts that their arcs share (Connor 1966, *JASA* 61:384–390;
 * Tillé 2006, *Sampling Algorithms*, §7.1). Pairs with 0 are never drawn together, so that no unbiased estimate of the
 * variance exists. Equal probabilities n / N are systematic sampling with a fractional interval.
 */
export function systematicJoint(probabilities: readonly number[]): Joint {
	const starts: number[] = [];
	let cumulated = 0;
	for (const probability of probabilities) {
		starts.push(cumulated % 1);
		cumulated += probability;
	}
	return (i, j) => {
		const [p, q] = [probabilities[i]!, probabilities[j]!];
		const ahead = starts[j]! - starts[i]!;
		// The arc of j as seen from the start of i's, once round the circle to either side.
		return [-1, 0, 1].reduce((shared, turn) => {
			const from = Math.max(0, ahead + turn);
			const to = Math.min(p, ahead + turn + q);
			return shared + rounded(Math.max(0, to - from));
		}, 0);
	};
}

/** What is left of a cumulated sum's rounding error where two arcs only touch. */
const rounded = (length: number) => (length < 1e-12 ? 0 : length);

/**
 * Systematic selection after a random ordering of the list, approximately, to O(N⁻⁴) (Hartley & Rao 1962, *Annals of
 * Mathematical Statistics* 33:350–374, eq. 5.17). Units with probability 1 are outside the ordering: with one of them
 * the joint probability is the other's own.
 */
export function hartleyRaoJoint(probabilities: readonly number[]): Joint {
	const power = (exponent: number) =>
		probabilities.reduce((sum, p) => (p < 1 ? sum + p ** exponent : sum), 0);
	const n = Math.round(power(1));
	const [squares, cubes] = [power(2) / n, power(3) / n];
	return (i, j) => {
		const [p, q] = [probabilities[i]!, probabilities[j]!];
		if (i === j || p === 1 || q === 1) return Math.min(p, q);
		const second = (p + q - squares) / n;
		const third =
			(2 * (p * p + p * q + q * q) -
				3 * (p + q) * squares +
				3 * squares ** 2 -
				2 * cubes) /
			n ** 2;
		return ((n - 1) / n) * p * q * (1 + second + third);
	};
}

/** A unit by its place in the part of the frame that holds it: its PSU, or its stratum. */
export interface NestedPlace {
	part: number;
	unit: number;
}

/**
 * Two stages: in one PSU π_i · π_kl|i, in two π_ij · π_k|i · π_l|j (Särndal, Swensson & Wretman 1992, §4.3). Strata are
 * PSUs that are all drawn: `nestedJoint(() => 1, …)`.
 */
export function nestedJoint(
	parts: Joint,
	within: (part: number) => Joint,
): (a: NestedPlace, b: NestedPlace) => number {
	return (a, b) =>
		a.part === b.part
			? parts(a.part, a.part) * within(a.part)(a.unit, b.unit)
			: parts(a.part, b.part) *
				within(a.part)(a.unit, a.unit) *
				within(b.part)(b.unit, b.unit);
}

/** d_ij = 1 − π_i π_j / π_ij of the units drawn, as `PpsDesign` takes it (rows in the order of `drawn`). */
export function pairwiseDelta(joint: Joint, drawn: readonly number[]): Joint {
	return (a, b) => {
		const [i, j] = [drawn[a]!, drawn[b]!];
		return 1 - (joint(i, i) * joint(j, j)) / joint(i, j);
	};
}
