import fc from "fast-check";
import loadHighs from "highs";
import { expect, test } from "vitest";
import {
	type Bounds,
	type Counts,
	countBounds,
} from "../../../analysis/disclosure/count-bounds.ts";

const highs = await loadHighs();

/** Rows × columns of counts with totals of both and the whole shown; `hidden` names cells as row × columns + column. */
function crossed(cells: number[][], hidden: number[]): Counts {
	const columns = cells[0]?.length ?? 0;
	const inner = cells.flat();
	const sum = (some: number[]) => some.reduce((total, one) => total + one, 0);
	const rowTotals = cells.map(sum);
	const columnTotals = Array.from({ length: columns }, (_, at) =>
		sum(cells.map((row) => row[at] ?? 0)),
	);
	const values = [...inner, ...rowTotals, ...columnTotals, sum(inner)];
	const rowAt = (row: number) => inner.length + row;
	const columnAt = (column: number) => inner.length + cells.length + column;
	return {
		values,
		hidden: values.map((_, at) => hidden.includes(at)),
		sums: [
			...cells.map((row, at) => ({
				parts: row.map((_, column) => at * columns + column),
				total: rowAt(at),
			})),
			...columnTotals.map((_, column) => ({
				parts: cells.map((_, row) => row * columns + column),
				total: columnAt(column),
			})),
			{ parts: rowTotals.map((_, at) => rowAt(at)), total: values.length - 1 },
		],
	};
}

test("a cell that follows from the others is 47 exactly, and 0 to 141 once one more is withheld (sdcTable)", () => {
	const cells = [
		[30, 47, 64, 89],
		[90, 124, 5, 31],
		[92, 100, 59, 85],
		[800, 991, 651, 685],
	];
	const withheld = [0, 1, 2, 4, 6, 9, 11, 13, 15];
	expect(countBounds(highs, crossed(cells, withheld), [1])).toEqual([
		{ lower: 47, upper: 47 },
	]);
	expect(countBounds(highs, crossed(cells, [...withheld, 5]), [1])).toEqual([
		{ lower: 0, upper: 141 },
	]);
});

test("a count whose total is hidden too, and stands in no other sum, has no upper bound", () => {
	const counts = { values: [3, 4, 7], hidden: [true, false, true] };
	const [bounds] = countBounds(
		highs,
		{ ...counts, sums: [{ parts: [0, 1], total: 2 }] },
		[0],
	);
	expect(bounds).toEqual({ lower: 0, upper: Number.POSITIVE_INFINITY });
});

test("bounds are those of trying every table", () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.integer({ min: 0, max: 4 }), shape(3)), shape(3)),
			fc.uniqueArray(fc.integer({ min: 0, max: 8 }), {
				minLength: 1,
				maxLength: 6,
			}),
			(cells, hidden) => {
				const counts = crossed(cells, hidden);
				expect(countBounds(highs, counts, hidden)).toEqual(
					byTrying(counts, hidden),
				);
			},
		),
		{ numRuns: 150 },
	);
});

test("a count that is seen to range widely enough is left, and never told to be narrow", () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.integer({ min: 0, max: 9 }), shape(4)), shape(3)),
			fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1 }),
			(cells, hidden) => {
				const counts = crossed(cells, hidden);
				const whole = countBounds(highs, counts, hidden);
				const short = countBounds(highs, counts, hidden, 4);
				const isWide = ({ lower, upper }: Bounds) => upper - lower >= 4;
				expect(short.map(isWide)).toEqual(whole.map(isWide));
			},
		),
		{ numRuns: 100 },
	);
});

function shape(length: number) {
	return { minLength: length, maxLength: length };
}

/** Every way to fill the hidden cells so that all sums hold. */
function byTrying({ values, sums }: Counts, hidden: number[]): Bounds[] {
	const filled = [...values];
	const bounds = hidden.map(() => ({
		lower: Number.POSITIVE_INFINITY,
		upper: Number.NEGATIVE_INFINITY,
	}));
	const most = hidden.map((cell) =>
		Math.min(
			...sums
				.filter(({ parts }) => parts.includes(cell))
				.map(({ total }) => values[total] ?? 0),
		),
	);
	const fits = (isWhole: boolean) =>
		sums.every(({ parts, total }) => {
			const sum = parts.reduce((so, cell) => so + (filled[cell] ?? 0), 0);
			const room = (values[total] ?? 0) - sum;
			return isWhole ? room === 0 : room >= 0;
		});
	const visit = (at: number) => {
		if (at === hidden.length) {
			if (!fits(true)) return;
			for (const [index, cell] of hidden.entries()) {
				const one = bounds[index]!;
				one.lower = Math.min(one.lower, filled[cell]!);
				one.upper = Math.max(one.upper, filled[cell]!);
			}
			return;
		}
		for (let value = 0; value <= most[at]!; value++) {
			filled[hidden[at]!] = value;
			if (fits(false)) visit(at + 1);
		}
		filled[hidden[at]!] = 0;
	};
	for (const cell of hidden) filled[cell] = 0;
	visit(0);
	return bounds;
}
