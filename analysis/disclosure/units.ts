/** Respondents that nothing released tells apart, as units: what is asked of a million rows is asked of a few thousand. */
export interface Units {
	/** Unit of each row. */
	of: Int32Array;
	count: number;
	/** By name of a partition, the level of each unit; −1 outside. */
	levels: Map<string, Int32Array>;
}

export const oneUnit = (rows: number): Units => ({
	of: new Int32Array(rows),
	count: 1,
	levels: new Map(),
});

/** Units told apart by one more partition, and the unit that each was a part of; `of` stays where none was split. */
export function refineUnits(
	{ of, count, levels }: Units,
	name: string,
	codes: ArrayLike<number>,
	codeCount: number,
): { units: Units; parent: Int32Array } {
	const width = codeCount + 1;
	const place = new Int32Array(count * width).fill(-1);
	const parent: number[] = [];
	const level: number[] = [];
	const next = new Int32Array(of.length);
	for (let row = 0; row < of.length; row++) {
		const at = of[row]! * width + codes[row]! + 1;
		if (place[at] === -1) {
			place[at] = parent.push(of[row]!) - 1;
			level.push(codes[row]!);
		}
		next[row] = place[at]!;
	}
	const told = Int32Array.from(level);
	const from = Int32Array.from(parent);
	// Units are numbered by their first rows: where none was split, each keeps its number.
	if (from.length === count)
		return {
			units: { of, count, levels: new Map(levels).set(name, told) },
			parent: from,
		};
	const spread = new Map(
		[...levels].map(([key, old]): [string, Int32Array] => [
			key,
			from.map((at) => old[at]!),
		]),
	);
	return {
		units: { of: next, count: from.length, levels: spread.set(name, told) },
		parent: from,
	};
}

/** Of units that are parts of former ones, which they were a part of. */
export function parentsOf({ of, count }: Units, former: Units["of"]) {
	const parent = new Int32Array(count);
	for (let row = 0; row < of.length; row++) parent[of[row]!] = former[row]!;
	return parent;
}

/** Rows in each unit, of those that count. */
export function countUnits(
	{ of, count }: Units,
	isCounted: (row: number) => boolean,
): Int32Array {
	const counts = new Int32Array(count);
	for (let row = 0; row < of.length; row++)
		if (isCounted(row)) counts[of[row]!]! += 1;
	return counts;
}
