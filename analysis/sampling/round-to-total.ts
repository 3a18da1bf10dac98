import { type Bounds, type Group, ImpossibleAllocation } from "./share-out.ts";

/**
 * Whole numbers near the shares that add up to `total`: all are rounded down and the units left go to the largest
 * remainders, the first stratum on a tie (Hamilton's rule; Balinski & Young 1982, *Fair Representation*, ch. 3). Bounds
 * are whole, so none is crossed. Where rounding leaves a group under its minimum, units move into it one at a time, to
 * its largest loss from the stratum with the largest gain that neither a bound nor another group needs.
 */
export function roundToTotal(
	shares: readonly number[],
	total: number,
	bounds: readonly Bounds[],
	groups: readonly Group[],
): number[] {
	const counts = shares.map((share) => Math.floor(share + 1e-7));
	const lossOf = (h: number) => shares[h]! - counts[h]!;
	const left = total - counts.reduce((sum, count) => sum + count, 0);
	const byLoss = [...counts.keys()]
		.filter((h) => counts[h]! < bounds[h]!.maximum)
		.sort((a, b) => lossOf(b) - lossOf(a) || a - b);
	for (const h of byLoss.slice(0, left)) counts[h]! += 1;

	const spare = ({ members, minimum }: Group) =>
		members.reduce((sum, h) => sum + counts[h]!, -minimum);
	const best = (places: number[], score: (h: number) => number) =>
		places.reduce<number | undefined>(
			(top, h) => (top === undefined || score(h) > score(top) ? h : top),
			undefined,
		);
	for (const group of groups)
		while (spare(group) < 0) {
			const to = best(
				group.members.filter((h) => counts[h]! < bounds[h]!.maximum),
				lossOf,
			);
			const from = best(
				[...counts.keys()].filter(
					(h) =>
						!group.members.includes(h) &&
						counts[h]! > bounds[h]!.minimum &&
						groups.every(
							(other) =>
								!other.members.includes(h) ||
								spare(other) > 0 ||
								(to !== undefined && other.members.includes(to)),
						),
				),
				(h) => -lossOf(h),
			);
			if (to === undefined || from === undefined)
				throw new ImpossibleAllocation(
					`domain ${group.name} cannot reach ${group.minimum} in whole numbers: lower a minimum or raise the sample by one`,
				);
			counts[to]! += 1;
			counts[from]! -= 1;
		}
	return counts;
}
