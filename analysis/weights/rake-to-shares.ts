import type { MarginReport } from "./weight-recipe.ts";

export interface Target {
	name: string;
	/** Category of each row; −1 where the row does not say. */
	cells: Int32Array;
	/** Share of each category among the rows that say. */
	shares: Float64Array;
	/**
	 * What the sample knows of every row, whether it says its category or not: the stratum's part of a margin that crosses
	 * strata with a question; all rows are of one group otherwise.
	 */
	groups: Int32Array;
	/** The group of each category. */
	groupOf: number[];
}

export interface Raked {
	weights: Float64Array;
	rounds: number;
	margins: MarginReport[];
	/** Every margin is met within `tolerance`. */
	settled: boolean;
}

const tolerance = 1e-6;
const mostRounds = 200;
/** Rounds cost little once they run on joint cells: go on beyond the tolerance as far as it is worth. */
const farEnough = 1e-11;

/**
 * Raking, or iterative proportional fitting (Deming & Stephan 1940, *Ann. Math. Stat.* 11:427–444), to shares among those
 * who say where they belong. The others are not forced: inside a group a margin moves weight among the rows that answer
 * it and leaves their sum and the other rows alone; groups are forced over all their rows, so that two margins with a
 * dimension in common ask the same of it. Without missing answers the weights are those of `rake`. The sum of weights
 * stays.
 */
export function rakeToShares(
	weights: Float64Array,
	targets: readonly Target[],
): Raked {
	const joint = jointCells(weights, targets);
	const before = new Float64Array(joint.count);
	for (let row = 0; row < weights.length; row++)
		if (weights[row]! > 0) before[joint.cellOf[row]!]! += weights[row]!;
	const table = before.slice();
	let rounds = 0;
	let reports = reportsOf(table, targets, joint.parts);
	const worst = () =>
		reports.reduce((most, { deviation }) => Math.max(most, deviation), 0);
	while (worst() > farEnough && rounds < mostRounds) {
		for (const [at, target] of targets.entries())
			toTarget(table, target, joint.parts[at]!);
		rounds++;
		reports = reportsOf(table, targets, joint.parts);
	}
	return {
		weights: weights.map((weight, row) =>
			weight > 0
				? (weight * table[joint.cellOf[row]!]!) / before[joint.cellOf[row]!]!
				: 0,
		),
		rounds,
		margins: reports,
		settled: worst() < tolerance,
	};
}

/** The category and the group of each joint cell in one margin. */
interface Parts {
	categories: number[];
	groups: number[];
}

function toTarget(table: Float64Array, target: Target, parts: Parts) {
	const { sums, answered, held, wanted, total } = sumsOf(table, target, parts);
	for (let cell = 0; cell < table.length; cell++) {
		const group = parts.groups[cell]!;
		if (group < 0 || held[group] === 0) continue;
		const grown = (wanted[group]! * total) / held[group]!;
		const category = parts.categories[cell]!;
		table[cell]! *=
			category >= 0 && sums[category]! > 0 && grown > 0
				? (grown * target.shares[category]! * answered[group]!) /
					(wanted[group]! * sums[category]!)
				: grown;
	}
}

/** The cells that all margins form together, of those that occur, and where each of them lies in each margin. */
function jointCells(weights: Float64Array, targets: readonly Target[]) {
	const cellOf = new Int32Array(weights.length);
	let parts: Parts[] = [];
	let count = 1;
	for (const { cells, shares, groups, groupOf } of targets) {
		const width = shares.length + 1;
		const height = Math.max(0, ...groupOf) + 2;
		const places = new Map<number, number>();
		const above: number[] = [];
		const own: Parts = { categories: [], groups: [] };
		for (let row = 0; row < weights.length; row++) {
			if (weights[row] === 0) continue;
			const key =
				(cellOf[row]! * height + groups[row]! + 1) * width + cells[row]! + 1;
			let place = places.get(key);
			if (place === undefined) {
				place = places.size;
				places.set(key, place);
				above.push(cellOf[row]!);
				own.categories.push(cells[row]!);
				own.groups.push(groups[row]!);
			}
			cellOf[row] = place;
		}
		const along = (list: number[]) => above.map((cell) => list[cell]!);
		parts = [
			...parts.map(({ categories, groups }) => ({
				categories: along(categories),
				groups: along(groups),
			})),
			own,
		];
		count = above.length;
	}
	return { cellOf, parts, count };
}

/**
 * Weight by category; that of rows that answer, and of all rows, by group; the share that each group is to have; and the
 * weight of all rows that are in a group.
 */
function sumsOf(
	table: Float64Array,
	{ shares, groupOf }: Target,
	parts: Parts,
) {
	const groups = Math.max(0, ...groupOf) + 1;
	const sums = new Float64Array(shares.length);
	const answered = new Float64Array(groups);
	const held = new Float64Array(groups);
	const wanted = new Float64Array(groups);
	for (const [category, share] of shares.entries())
		wanted[groupOf[category]!]! += share;
	let total = 0;
	for (let cell = 0; cell < table.length; cell++) {
		const group = parts.groups[cell]!;
		if (group < 0) continue;
		held[group]! += table[cell]!;
		total += table[cell]!;
		const category = parts.categories[cell]!;
		if (category < 0) continue;
		sums[category]! += table[cell]!;
		answered[group]! += table[cell]!;
	}
	return { sums, answered, held, wanted, total };
}

function reportsOf(
	table: Float64Array,
	targets: readonly Target[],
	parts: Parts[],
): MarginReport[] {
	const whole = table.reduce((sum, weight) => sum + weight, 0);
	return targets.map((target, at) => {
		const { shares, groupOf } = target;
		const { sums, answered, held, wanted, total } = sumsOf(
			table,
			target,
			parts[at]!,
		);
		const inGroups = wanted.map((share, group) =>
			Math.abs(held[group]! / total - share),
		);
		const inCategories = shares.map((share, category) => {
			const group = groupOf[category]!;
			return answered[group]! > 0
				? Math.abs(
						(sums[category]! / answered[group]!) * wanted[group]! - share,
					)
				: share;
		});
		return {
			name: target.name,
			unforced: whole > 0 ? 1 - answered.reduce((a, b) => a + b, 0) / whole : 0,
			deviation: Math.max(...inGroups, ...inCategories),
		};
	});
}
