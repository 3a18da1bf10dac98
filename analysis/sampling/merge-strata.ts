import type { PlannedStratum } from "./check-design.ts";

export interface MergeOrder {
	/** All strata of the design, in its order. */
	strata: readonly PlannedStratum[];
	/** Whether two may become one: not where a main domain holds one without the other. */
	mayMerge: (a: PlannedStratum, b: PlannedStratum) => boolean;
}

/** The stratum most like this one among those that would mend it: same level, same sector, then nearest in order. */
export function bestPartner(
	stratum: PlannedStratum,
	strata: readonly PlannedStratum[],
	mends: (other: PlannedStratum) => boolean,
): PlannedStratum | undefined {
	const at = strata.indexOf(stratum);
	return strata
		.map((other, place) => ({ other, distance: Math.abs(place - at) }))
		.filter(({ other, distance }) => distance > 0 && mends(other))
		.sort(
			(a, b) =>
				likeness(stratum, b.other) - likeness(stratum, a.other) ||
				a.distance - b.distance,
		)[0]?.other;
}

/**
 * So many merges of two, each of which gains a degree of freedom: the most alike first, then the nearest in order, then
 * those with the fewest lots. Lists of strata to merge, or undefined where even all that may merge are not enough.
 */
export function mergesUntil(
	members: readonly PlannedStratum[],
	merges: number,
	{ strata, mayMerge }: MergeOrder,
): string[][] | undefined {
	let groups = members.map((stratum) => ({
		members: [stratum],
		places: [strata.indexOf(stratum)],
		lots: stratum.lots.length,
	}));
	for (let merge = 0; merge < merges; merge++) {
		let best: [number, number] | undefined;
		let bestRank: number[] = [];
		for (let a = 0; a < groups.length; a++)
			for (let b = a + 1; b < groups.length; b++) {
				const [one, two] = [groups[a]!, groups[b]!];
				if (!mayMerge(one.members[0]!, two.members[0]!)) continue;
				const rank = [
					-likeness(one.members[0]!, two.members[0]!),
					distance(one.places, two.places),
					one.lots + two.lots,
				];
				if (!best || precedes(rank, bestRank))
					[best, bestRank] = [[a, b], rank];
			}
		if (!best) return undefined;
		const [a, b] = best;
		const [one, two] = [groups[a]!, groups[b]!];
		const joined = {
			members: [...one.members, ...two.members],
			places: [...one.places, ...two.places],
			lots: one.lots + two.lots,
		};
		groups = groups.flatMap((group, at) =>
			at === a ? [joined] : at === b ? [] : [group],
		);
	}
	return groups
		.filter(({ members }) => members.length > 1)
		.map(({ members }) => members.map(({ name }) => name));
}

const likeness = (a: PlannedStratum, b: PlannedStratum): number =>
	(a.level === b.level ? 2 : 0) + (a.sector === b.sector ? 1 : 0);

const distance = (a: number[], b: number[]): number =>
	Math.min(...a.flatMap((one) => b.map((two) => Math.abs(one - two))));

/** Whether a list of numbers comes before another, the first difference deciding. */
function precedes(a: number[], b: number[]): boolean {
	const at = a.findIndex((value, place) => value !== b[place]);
	return at >= 0 && a[at]! < b[at]!;
}
