import fc from "fast-check";
import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import { countBounds } from "../../../analysis/disclosure/count-bounds.ts";
import { policyFor } from "../../../analysis/disclosure/policy.ts";
import {
	type Gate,
	type Released,
	release,
} from "../../../analysis/disclosure/release.ts";
import { tableCsv } from "../../../analysis/export/csv.ts";
import { chartOfTables } from "../../../analysis/report/chart-of-tables.ts";
import type { Table } from "../../../analysis/tables/table.ts";
import {
	behind,
	cell,
	crossedTable,
	smallTable,
	wholeOf,
} from "../small-table.ts";

const highs = await loadHighs();
const policy = policyFor("cadres");

const letOut = (table: Table, gate: Partial<Gate> = {}): Released =>
	release(table, {
		policy,
		highs,
		whole: table.by ? wholeOf(table) : table,
		crossesIdentifiers: false,
		...gate,
	});

const basesOf = (released: Released) =>
	released.columns.map(({ base }) => base);
const basesShown = (...bases: number[]) =>
	basesOf(letOut(smallTable(...bases)));
/** By row and column. */
const cellsShown = ({ rows, columns }: Released) =>
	rows.map((_, row) =>
		columns.map(({ cells }) => {
			const one = cells[row];
			return one !== undefined && "value" in one;
		}),
	);
const alone = (n: number, yes: number): Table => {
	const { by: _, ...table } = crossedTable([[yes], [n - yes]]);
	return table;
};

describe("a base", () => {
	it("has ten cadres or five citizens", () => {
		expect(policyFor("cadres").minimumBase).toBe(10);
		expect(policyFor("citizens").minimumBase).toBe(5);
		expect(basesOf(letOut(alone(10, 4)))).toEqual([10]);
		expect(basesOf(letOut(alone(9, 4)))).toEqual([null]);
		const citizens = { policy: policyFor("citizens") };
		expect(basesOf(letOut(alone(9, 4), citizens))).toEqual([9]);
	});

	it("has two variance units", () => {
		const table = smallTable(100, 90, 80);
		table.columns[2]!.behind = behind(80, { units: 1 });
		expect(basesOf(letOut(table))).toEqual([100, null, null]);
	});

	it("is not made up of one weight, nor of two", () => {
		const weighs = (largestWeight: number, twoLargestWeights: number) => {
			const table = smallTable(100, 90, 80);
			table.columns[2]!.behind = behind(80, {
				weight: 100,
				largestWeight,
				twoLargestWeights,
			});
			return basesOf(letOut(table));
		};
		expect(weighs(30, 50)).toEqual([100, 90, 80]);
		expect(weighs(31, 50)).toEqual([100, null, null]);
		expect(weighs(30, 51)).toEqual([100, null, null]);
	});

	it("leaves nothing behind where it is withheld", () => {
		const table = alone(9, 4);
		const { label } = table.columns[0]!;
		expect(letOut(table).columns).toEqual([
			{
				code: 1,
				label,
				base: null,
				df: 0,
				cells: [{ withheld: "protected" }, { withheld: "protected" }],
			},
		]);
	});
});

describe("a cell", () => {
	it("does not tell what all or none of fewer than thirty said", () => {
		expect(basesOf(letOut(alone(29, 29)))).toEqual([null]);
		expect(basesOf(letOut(alone(29, 0)))).toEqual([null]);
		expect(basesOf(letOut(alone(29, 1)))).toEqual([29]);
		expect(basesOf(letOut(alone(30, 30)))).toEqual([30]);
		const released = letOut(
			crossedTable([
				[300, 22, 300],
				[300, 0, 300],
			]),
		);
		expect(cellsShown(released)[1]?.[1]).toBe(false);
	});

	it("may say that nobody of a few refused to answer", () => {
		const table = crossedTable([
			[300, 12],
			[300, 10],
			[9, 0],
		]);
		table.rows[2]!.code = 99;
		expect(basesOf(letOut(table))).toEqual([609, 22]);
		expect(cellsShown(letOut(table)).flat()).not.toContain(false);
	});

	it("has ten people itself where quasi-identifiers meet, and there alone", () => {
		const table = crossedTable([
			[200, 200, 200],
			[200, 9, 200],
			[90, 90, 90],
		]);
		expect(cellsShown(letOut(table)).flat()).not.toContain(false);
		const released = letOut(table, { crossesIdentifiers: true });
		expect(cellsShown(released)[1]?.[1]).toBe(false);
		const none = crossedTable([
			[200, 200],
			[200, 0],
		]);
		expect(
			cellsShown(letOut(none, { crossesIdentifiers: true })).flat(),
		).not.toContain(false);
	});

	it("tells neither counts nor weights, and is otherwise as it was estimated", () => {
		const table = smallTable(100);
		const released = letOut(table);
		const { count: _, weight: __, ...estimate } = cell(0.4);
		expect(released.columns[0]?.cells[0]).toEqual(estimate);
		expect(released.minimumBase).toBe(10);
	});

	it("is withheld without its uncertainty", () => {
		const table = smallTable(100);
		table.columns[0]!.cells = [cell(Number.NaN), cell(0.3, { se: Number.NaN })];
		expect(letOut(table).columns[0]?.cells).toEqual([
			{ withheld: "not-estimable" },
			{ withheld: "not-estimable" },
		]);
	});
});

describe("what follows from what is shown", () => {
	it("is not one small column", () => {
		expect(basesShown(500, 9, 300, 400)).toEqual([500, null, null, 400]);
		expect(basesShown(500, 9, 0, 300)).toEqual([500, null, null, null]);
	});

	it("is not a few in small columns together", () => {
		expect(basesShown(500, 3, 4, 300)).toEqual([500, null, null, null]);
		expect(basesShown(500, 0, 300)).toEqual([500, null, 300]);
	});

	it("is not who is in no column", () => {
		const table = smallTable(500, 400, 300);
		const few = wholeOf(table, [1, 2]);
		expect(basesOf(letOut(table, { whole: few }))).toEqual([500, 400, null]);
		const enough = wholeOf(table, [10, 10]);
		expect(basesOf(letOut(table, { whole: enough }))).toEqual([500, 400, 300]);
	});

	it("is not a column that the memory of releases keeps back", () => {
		const admitted = [true, true, false, true];
		expect(
			basesOf(letOut(smallTable(500, 400, 350, 300), { admitted })),
		).toEqual([500, 400, null, null]);
	});

	it("is no withheld count to within less than twenty", () => {
		fc.assert(
			fc.property(randomTable, fc.boolean(), (counts, crossesIdentifiers) => {
				const table = crossedTable(counts);
				const released = letOut(table, { crossesIdentifiers });
				expect(narrowCells(table, released)).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	it("would be such a count without the audit", () => {
		const table = crossedTable([
			[200, 200, 200],
			[200, 9, 200],
			[90, 90, 90],
		]);
		const whole = letOut(table);
		const columns = whole.columns.map((column, at) =>
			at === 1
				? {
						...column,
						cells: column.cells.map((one, row) =>
							row === 1 ? { withheld: "protected" as const } : one,
						),
					}
				: column,
		);
		expect(narrowCells(table, { ...whole, columns })).toEqual(["1/1"]);
	});
});

describe("no serialisation", () => {
	it("has a number of a withheld cell", () => {
		fc.assert(
			fc.property(randomTable, (counts) => {
				const table = crossedTable(counts);
				// Every estimate bears a mark of its own.
				for (const [at, { cells }] of table.columns.entries())
					for (const [row, one] of cells.entries())
						Object.assign(one, {
							value: Number(`0.${1 + at}${1 + row}7531`),
							se: Number(`0.0${1 + at}${1 + row}8642`),
						});
				const released = letOut(table, { crossesIdentifiers: true });
				const shown = cellsShown(released);
				const said = [
					JSON.stringify(released),
					tableCsv(released),
					JSON.stringify(
						chartOfTables({
							tables: [released],
							wholes: [released],
							isScale: true,
							language: "en",
						}),
					),
				].join("\n");
				for (const [row, columns] of shown.entries())
					for (const [at, is] of columns.entries())
						if (!is) {
							const mark = `${1 + at}${1 + row}`;
							for (const number of [
								`0.${mark}7531`,
								`${mark}.7531`,
								`${mark}8642`,
								`${1 + at}.${1 + row}8642`,
							])
								expect(said).not.toContain(number);
						}
			}),
			{ numRuns: 60 },
		);
	});
});

/** Counts of very unequal cells, among them empty and small ones. */
const randomTable = fc
	.record({
		rows: fc.integer({ min: 2, max: 5 }),
		columns: fc.integer({ min: 2, max: 5 }),
	})
	.chain(({ rows, columns }) =>
		fc.array(
			fc.array(
				fc.oneof(
					fc.integer({ min: 0, max: 12 }),
					fc.integer({ min: 13, max: 60 }),
					fc.integer({ min: 61, max: 400 }),
				),
				{ minLength: columns, maxLength: columns },
			),
			{ minLength: rows, maxLength: rows },
		),
	);

/**
 * Withheld cells that a reader of the released table and of the table of everybody knows to within less than twenty, or
 * than the total of their row. Written anew from what is shown.
 */
function narrowCells(table: Table, released: Pick<Released, "columns">) {
	const width = table.columns.length;
	const values: number[] = [];
	const hidden: boolean[] = [];
	const put = (value: number, is: boolean) => {
		values.push(value);
		return hidden.push(is) - 1;
	};
	const isHidden = (row: number, at: number) =>
		"withheld" in released.columns[at]!.cells[row]!;
	const inner = table.rows.map((_, row) =>
		table.columns.map(({ behindCells }, at) =>
			put(behindCells[row]!.n, isHidden(row, at) && behindCells[row]!.n >= 0),
		),
	);
	const bases = table.columns.map(({ base }, at) =>
		put(base, released.columns[at]!.base === null),
	);
	const sum = (cells: number[]) =>
		cells.reduce((total, at) => total + values[at]!, 0);
	const sums = [
		...inner.map((row) => ({ parts: row, total: put(sum(row), false) })),
		{ parts: bases, total: put(sum(bases), false) },
		...bases.map((total, at) => ({
			parts: inner.map((row) => row[at]!),
			total,
		})),
	];
	const which = hidden.flatMap((is, at) =>
		is && at < inner.length * width ? [at] : [],
	);
	const bounds = countBounds(highs, { values, hidden, sums }, which);
	return which.flatMap((at, index) => {
		const [row, column] = [Math.floor(at / width), at % width];
		const { lower, upper } = bounds[index]!;
		const isEmpty = values[bases[column]!] === 0;
		return upper - lower < Math.min(20, sum(inner[row]!)) && !isEmpty
			? [`${row}/${column}`]
			: [];
	});
}
