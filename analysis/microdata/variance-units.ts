import { shuffled } from "../sampling/random.ts";

/** Lots in each group, at least: a group of one would be the lot. */
export const fewestLots = 3;

/** Replicates of a file, the most first: as many as leave nobody to be found by them. */
export const replicateCounts = [60, 50, 40, 30, 25, 20, 15, 12, 10] as const;

/**
 * Lots put together at random into groups that each reach over all strata: lots of a stratum go to different groups in
 * turn (delete-a-group jackknife: Kott 2001, *J. Official Statistics* 17:521–526). Whoever finds a response's group has
 * found a part of the whole sample, not a lot. Gives the group of each lot.
 */
export function lotGroups(
	stratumOfLots: ArrayLike<number>,
	groups: number,
	random: () => number,
): Int32Array {
	const byStratum = new Map<number, number[]>();
	for (let lot = 0; lot < stratumOfLots.length; lot++) {
		const stratum = stratumOfLots[lot]!;
		byStratum.set(stratum, [...(byStratum.get(stratum) ?? []), lot]);
	}
	const group = new Int32Array(stratumOfLots.length);
	const names = shuffled(
		Array.from({ length: groups }, (_, at) => at),
		random,
	);
	let next = 0;
	for (const lots of shuffled([...byStratum.values()], random))
		for (const lot of shuffled(lots, random))
			group[lot] = names[next++ % groups]!;
	return group;
}

/**
 * Weights without each group in turn. Within a class the other groups take up what the group leaves, by a share that
 * makes (G − 1)/G Σ (θ_g − θ)² the jackknife's variance of that class, however many of the G groups it has: Kott's
 * extended delete-a-group jackknife (2001, eq. 6) with classes for strata. A class in one group adds nothing.
 */
export function groupReplicates(
	weights: Float64Array,
	group: ArrayLike<number>,
	classOf: ArrayLike<number>,
	groups: number,
): Float64Array[] {
	const classes = 1 + maximum(classOf);
	const total = new Float64Array(classes);
	const ofGroup = new Float64Array(classes * groups);
	for (let row = 0; row < weights.length; row++) {
		total[classOf[row]!]! += weights[row]!;
		ofGroup[classOf[row]! * groups + group[row]!]! += weights[row]!;
	}
	const share = Float64Array.from(total, (_, at) => {
		let present = 0;
		for (let g = 0; g < groups; g++)
			if (ofGroup[at * groups + g]! > 0) present++;
		return Math.sqrt(
			(((present - 1) / Math.max(present, 1)) * groups) / (groups - 1),
		);
	});
	return Array.from({ length: groups }, (_, left) =>
		weights.map((weight, row) => {
			const at = classOf[row]!;
			const out = ofGroup[at * groups + left]!;
			const rest = total[at]! - out;
			if (out === 0 || rest <= 0) return weight;
			return group[row] === left
				? weight * (1 - share[at]!)
				: weight * (1 + (share[at]! * out) / rest);
		}),
	);
}

export const replicateScale = (groups: number): number => (groups - 1) / groups;

function maximum(values: ArrayLike<number>): number {
	let most = -1;
	for (let at = 0; at < values.length; at++)
		if (values[at]! > most) most = values[at]!;
	return most;
}
