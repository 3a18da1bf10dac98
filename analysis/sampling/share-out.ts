export interface Bounds {
	name: string;
	minimum: number;
	maximum: number;
}

/** Strata, by place, that must have so many together. */
export interface Group {
	name: string;
	members: number[];
	minimum: number;
}

/** The numbers of a plan cannot be met: nobody's fault but the plan's. */
export class ImpossibleAllocation extends Error {}

/** Where rounds stop: groups are within this share of a unit of their minima. */
const tolerance = 1e-9;
const maxRounds = 1000;

/**
 * `total` in proportion to `measures`, each share within its bounds, each group at its minimum or above: shares are
 * clamp(λ μ x_h), λ common, μ ≥ 1 of the groups that hold h, above 1 only where the group stands at its minimum
 * (minimum discrimination from the proportional shares: Csiszár 1975, *Annals of Probability* 3:146–158; the bounds as in
 * Gabler, Ganninger & Münnich 2012). Groups are raised and the rest rescaled in turn until nothing moves.
 */
export function shareOut(
	measures: readonly number[],
	total: number,
	bounds: readonly Bounds[],
	groups: readonly Group[],
): number[] {
	const least = bounds.reduce((sum, { minimum }) => sum + minimum, 0);
	const most = bounds.reduce((sum, { maximum }) => sum + maximum, 0);
	if (!(total >= least && total <= most))
		throw new ImpossibleAllocation(
			`${total} units cannot be shared out: minima add up to ${least} and maxima to ${most}`,
		);
	const everyone = [...measures.keys()];
	const outside = groups.map(({ members }) =>
		everyone.filter((h) => !members.includes(h)),
	);
	for (const [g, { name, members, minimum }] of groups.entries()) {
		const held = members.reduce((sum, h) => sum + bounds[h]!.maximum, 0);
		const owed = outside[g]!.reduce((sum, h) => sum + bounds[h]!.minimum, 0);
		if (minimum > Math.min(held, total - owed))
			throw new ImpossibleAllocation(
				`domain ${name} cannot have ${minimum} units: its strata hold ${held}, and the sample of ${total} owes ${owed} to the others; lower its minimum`,
			);
	}
	const scaled = [...measures];
	const raised = groups.map(() => 1);
	for (let round = 0; round < maxRounds; round++) {
		let moved = false;
		for (const [g, { members, minimum }] of groups.entries()) {
			const shares = sharesOf(scaled, total, bounds);
			const held = members.reduce((sum, h) => sum + shares[h]!, 0);
			const loose = held > minimum + tolerance && raised[g]! > 1;
			if (held >= minimum - tolerance && !loose) continue;
			// The factor that splits the total into the group's minimum and the rest.
			const factor =
				levelFor(scaled, minimum, bounds, members) /
				levelFor(scaled, total - minimum, bounds, outside[g]!);
			const next = Math.max(1, raised[g]! * factor);
			if (next === raised[g]) continue;
			for (const h of members) scaled[h]! *= next / raised[g]!;
			raised[g] = next;
			moved = true;
		}
		if (!moved) return sharesOf(scaled, total, bounds);
	}
	throw new ImpossibleAllocation(
		`the minima of ${groups.map(({ name }) => name).join(", ")} cannot all be met with ${total} units: lower one or raise the sample`,
	);
}

function sharesOf(
	measures: readonly number[],
	total: number,
	bounds: readonly Bounds[],
): number[] {
	const level = levelFor(measures, total, bounds, [...measures.keys()]);
	return measures.map((x, h) => clamp(x * level, bounds[h]!));
}

const clamp = (x: number, { minimum, maximum }: Bounds) =>
	Math.min(maximum, Math.max(minimum, x));

/** λ with Σ clamp(λ x_h) = total over the members: the sum is piecewise linear in λ, with corners where a bound is met. */
function levelFor(
	measures: readonly number[],
	total: number,
	bounds: readonly Bounds[],
	members: readonly number[],
): number {
	const sumAt = (level: number) =>
		members.reduce(
			(sum, h) => sum + clamp(measures[h]! * level, bounds[h]!),
			0,
		);
	const corners = members
		.flatMap((h) => [
			bounds[h]!.minimum / measures[h]!,
			bounds[h]!.maximum / measures[h]!,
		])
		.sort((a, b) => a - b);
	let low = 0;
	let high = corners.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sumAt(corners[middle]!) >= total) high = middle;
		else low = middle + 1;
	}
	const above = corners[low]!;
	const below = low > 0 ? corners[low - 1]! : 0;
	const from = sumAt(below);
	const slope = (sumAt(above) - from) / (above - below);
	return slope > 0 ? below + (total - from) / slope : above;
}
