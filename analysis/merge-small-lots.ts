/** A lot at close. */
export interface CountedLot {
	id: string;
	stratumId: number;
	level: number;
	rates: Record<string, number>;
	responses: number;
}

/** Fewer responses than this in a lot are not kept apart. */
export const fewestResponses = 10;

/**
 * Which lot each small one joins, so that none has 1 to 9 responses. The published rule: among the lots of one stratum,
 * one level and equal sampling rates, the two with the fewest responses become one (ties by their labels), and again, until
 * all have ten or one is left; the label is that of the larger. Whole variance units are joined and rates are equal, so no
 * base weight changes; the degrees of freedom do. Lots without a response protect nobody and stay.
 */
export function mergeSmallLots(
	lots: CountedLot[],
	fewest = fewestResponses,
): Map<string, string> {
	const joined = new Map<string, string>();
	const alike = new Map<string, CountedLot[]>();
	for (const lot of lots.filter(({ responses }) => responses > 0)) {
		const { stratumId, level, rates } = lot;
		const key = JSON.stringify([
			stratumId,
			level,
			Object.entries(rates).sort(),
		]);
		alike.set(key, [...(alike.get(key) ?? []), lot]);
	}
	for (const group of alike.values()) {
		let units = group.map(({ id, responses }) => ({
			id,
			responses,
			members: [id],
		}));
		for (;;) {
			units = units.sort(
				(a, b) => a.responses - b.responses || (a.id < b.id ? -1 : 1),
			);
			const [small, next, ...rest] = units;
			if (!small || !next || small.responses >= fewest) break;
			units = [
				{
					id: next.id,
					responses: small.responses + next.responses,
					members: [...small.members, ...next.members],
				},
				...rest,
			];
		}
		for (const { id, members } of units)
			for (const member of members) if (member !== id) joined.set(member, id);
	}
	return joined;
}
