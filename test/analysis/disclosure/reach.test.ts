import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	emptyReach,
	extendReach,
	type Reach,
} from "../../../analysis/disclosure/reach.ts";

const everybody = (rows: number) => new Array<number>(rows).fill(1);
const of = (members: Iterable<number>) => {
	const set = new Set(members);
	return (row: number) => set.has(row);
};
const range = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, at) => from + at);

/** Which of the sets are let out, one after the other. */
function letOut(rows: number, minimum: number, sets: number[][]): boolean[] {
	let reach: Reach = emptyReach(everybody(rows), minimum);
	return sets.map((set) => {
		const next = extendReach(reach, of(set));
		if (next) reach = next;
		return next !== undefined;
	});
}

const all = range(0, 60);

describe("extendReach", () => {
	it("lets out what it has let out, and what follows from it", () => {
		expect(
			letOut(60, 10, [all, range(0, 20), range(0, 20), range(20, 60)]),
		).toEqual([true, true, true, true]);
	});

	it("refuses a set under the minimum, and one that leaves so few over", () => {
		expect(letOut(60, 10, [all, range(0, 9)])).toEqual([true, false]);
		expect(letOut(60, 10, [all, range(0, 51)])).toEqual([true, false]);
		expect(letOut(60, 10, [all, range(0, 50)])).toEqual([true, true]);
	});

	it("refuses a set that differs from another by a few on either side", () => {
		const first = range(0, 30);
		expect(letOut(60, 10, [all, first, range(4, 35)])).toEqual([
			true,
			true,
			false,
		]);
		expect(letOut(60, 10, [all, first, range(5, 35)])).toEqual([
			true,
			true,
			true,
		]);
	});

	it("refuses the third of three sets that leave a few over together", () => {
		const union = range(0, 34);
		// 0–19 and 15–33: their union is released, so are both, and the five in both follow.
		expect(letOut(60, 10, [all, union, range(0, 20), range(15, 34)])).toEqual([
			true,
			true,
			true,
			false,
		]);
		// Two parts of a whole: three are in neither.
		expect(letOut(60, 10, [union, range(0, 16), range(16, 31)])).toEqual([
			true,
			true,
			false,
		]);
	});

	it("lets two overlapping sets out whose overlap cannot be reached", () => {
		const everyone = range(0, 100);
		const two = [range(0, 30), range(26, 56)];
		expect(letOut(100, 10, [everyone, ...two])).toEqual([true, true, true]);
		// Of sixty, four are in both and four in neither: the difference of the two numbers would follow.
		expect(letOut(60, 10, [all, ...two])).toEqual([true, true, false]);
	});

	it("counts the respondents of a unit, and leaves empty units aside", () => {
		const counts = all.map((unit) => (unit < 25 ? 2 : 0));
		const reach = extendReach(emptyReach(counts, 10), () => true) as Reach;
		expect(extendReach(reach, of(range(0, 21)))).toBeUndefined();
		expect(extendReach(reach, of(range(20, 60)))).toBeDefined();
	});

	it("lets nothing out that by any combination tells of too few", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 8, max: 14 }),
				fc.array(fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), {
					minLength: 1,
					maxLength: 6,
				}),
				(rows, masks) => {
					const minimum = 3;
					const sets = [
						range(0, rows),
						...masks.map((mask) => range(0, rows).filter((at) => mask[at])),
					];
					const out = letOut(rows, minimum, sets);
					const released = sets.filter((_, at) => out[at]);
					expect(reachesFewerThan(minimum, rows, released)).toBe(false);
				},
			),
			{ numRuns: 400 },
		);
	});

	it("refuses nothing that is safe while respondents are many", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1 }),
					{ minLength: 1, maxLength: 5 },
				),
				(sets) => {
					const minimum = 3;
					// Twelve blocks of one or of five respondents each.
					const rows = 36;
					const blocks = range(0, 12).map((block) =>
						block % 2 ? [block * 3] : range(block * 3, block * 3 + 5),
					);
					const released: number[][] = [];
					let reach = emptyReach(everybody(rows), minimum);
					for (const set of sets) {
						const members = [
							...new Set(set.flatMap((block) => blocks[block] ?? [])),
						];
						const next = extendReach(reach, of(members));
						expect(next !== undefined).toBe(
							!reachesFewerThan(minimum, rows, [...released, members]),
						);
						if (!next) continue;
						reach = next;
						released.push(members);
					}
				},
			),
		);
	});
});

/** By trying every small set: some function of the span lives on it alone when leaving it out costs a dimension. */
function reachesFewerThan(
	minimum: number,
	rows: number,
	sets: number[][],
): boolean {
	const whole = rankWithout([], rows, sets);
	const isTold = (some: number[]): boolean =>
		(some.length > 0 && rankWithout(some, rows, sets) < whole) ||
		(some.length < minimum - 1 &&
			range((some.at(-1) ?? -1) + 1, rows).some((row) =>
				isTold([...some, row]),
			));
	return isTold([]);
}

function rankWithout(without: number[], rows: number, sets: number[][]) {
	const kept = range(0, rows).filter((row) => !without.includes(row));
	const matrix = sets.map((set) =>
		kept.map((row) => Number(set.includes(row))),
	);
	let rank = 0;
	for (let column = 0; column < kept.length; column++) {
		const at = matrix.findIndex(
			(row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9,
		);
		if (at < 0) continue;
		const [pivot = []] = matrix.splice(at, 1);
		matrix.splice(rank, 0, pivot);
		for (const row of matrix.slice(rank + 1)) {
			const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
			for (let k = column; k < kept.length; k++)
				row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
		}
		rank++;
	}
	return rank;
}
