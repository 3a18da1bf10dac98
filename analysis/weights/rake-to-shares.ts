import type { MarginReport } from "./weight-recipe.ts";

export interface Target {
	name: string;
	/** Category of each row; −1 where the row does not say. */
	cells: Int32Array;
	/** Share of each category among the rows that say. */
	shares: Float64Array;
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
 * who say where they belong. The others are not forced: a margin moves weight among the rows that answer it and leaves
 * their sum and the other rows alone. Without missing answers the weights are those of `rake`. The sum of weights stays.
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
		for (const [at, { shares }] of targets.entries()) {
			const { sums, answered } = sumsOf(table, joint.parts[at]!, shares.length);
			for (let cell = 0; cell < table.length; cell++) {
				const part = joint.parts[at]![cell]!;
				if (part >= 0 && sums[part]! > 0)
					table[cell]! *= (shares[part]! * answered) / sums[part]!;
			}
		}
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

/** The cells that all margins form together, of those that occur, and the category of each margin that each lies in. */
function jointCells(weights: Float64Array, targets: readonly Target[]) {
	const cellOf = new Int32Array(weights.length);
	let parts: number[][] = [];
	let count = 1;
	for (const { cells, shares } of targets) {
		const width = shares.length + 1;
		const places = new Map<number, number>();
		const above: number[] = [];
		const own: number[] = [];
		for (let row = 0; row < weights.length; row++) {
			if (weights[row] === 0) continue;
			const key = cellOf[row]! * width + cells[row]! + 1;
			let place = places.get(key);
			if (place === undefined) {
				place = places.size;
				places.set(key, place);
				above.push(cellOf[row]!);
				own.push(cells[row]!);
			}
			cellOf[row] = place;
		}
		parts = [
			...parts.map((categories) => above.map((cell) => categories[cell]!)),
			own,
		];
		count = own.length;
	}
	return { cellOf, parts, count };
}

function sumsOf(table: Float64Array, part: number[], categories: number) {
	const sums = new Float64Array(categories);
	let answered = 0;
	for (let cell = 0; cell < table.length; cell++) {
		if (part[cell]! < 0) continue;
		sums[part[cell]!]! += table[cell]!;
		answered += table[cell]!;
	}
	return { sums, answered };
}

function reportsOf(
	table: Float64Array,
	targets: readonly Target[],
	parts: number[][],
): MarginReport[] {
	const total = table.reduce((sum, weight) => sum + weight, 0);
	return targets.map(({ name, shares }, at) => {
		const { sums, answered } = sumsOf(table, parts[at]!, shares.length);
		return {
			name,
			unforced: total > 0 ? 1 - answered / total : 0,
			deviation: shares.reduce(
				(most, share, category) =>
					Math.max(most, Math.abs(sums[category]! / answered - share)),
				0,
			),
		};
	});
}
