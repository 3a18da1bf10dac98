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

/** Units told apart by one more partition, and the unit that each was a part of. */
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
	const spread = new Map(
		[...levels].map(([key, old]): [string, Int32Array] => [
			key,
			Int32Array.from(parent, (at) => old[at]!),
		]),
	);
	spread.set(name, Int32Array.from(level));
	return {
		units: { of: next, count: parent.length, levels: spread },
		parent: Int32Array.from(parent),
	};
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
