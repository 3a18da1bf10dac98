import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyFor, release } from "../../../analysis/disclosure/release.ts";
import { cell, smallTable } from "../small-table.ts";

const basesShown = (...bases: number[]) =>
	release(smallTable(...bases), policyFor("cadres")).columns.map(
		({ base }) => base,
	);

describe("release", () => {
	it("asks for ten cadres or five citizens", () => {
		expect(policyFor("cadres").minimumBase).toBe(10);
		expect(policyFor("citizens").minimumBase).toBe(5);
		expect(basesShown(10)).toEqual([10]);
		expect(basesShown(9)).toEqual([null]);
		const [column] = release(smallTable(9), policyFor("citizens")).columns;
		expect(column?.base).toBe(9);
	});

	it("tells nothing of a column under the minimum", () => {
		const table = smallTable(9);
		const [column] = release(table, policyFor("cadres")).columns;
		expect(column).toEqual({
			code: 1,
			label: table.columns[0]?.label,
			base: null,
			df: 0,
			cells: [{ withheld: "base-too-small" }, { withheld: "base-too-small" }],
		});
	});

	it("lets an estimate through as it is, with the minimum that was applied", () => {
		const table = smallTable(100);
		const released = release(table, policyFor("cadres"));
		expect(released).toEqual({ ...table, minimumBase: 10 });
	});

	it("withholds a number without its uncertainty", () => {
		const table = smallTable(100);
		const [column] = table.columns;
		if (!column) throw new Error("no column");
		column.cells = [
			cell(Number.NaN),
			cell(0.3, { se: Number.NaN }),
			cell(0, { se: 0, deff: Number.NaN }),
		];
		const [released] = release(table, policyFor("cadres")).columns;
		expect(released?.cells).toEqual([
			{ withheld: "not-estimable" },
			{ withheld: "not-estimable" },
			column.cells[2],
		]);
	});

	it("withholds the next smallest column beside a single small one", () => {
		expect(basesShown(50, 9, 30, 40)).toEqual([50, null, null, 40]);
		expect(basesShown(50, 9, 0, 30)).toEqual([50, null, null, null]);
	});

	it("withholds another where the small ones together are under the minimum", () => {
		expect(basesShown(50, 3, 4, 30)).toEqual([50, null, null, null]);
		expect(basesShown(50, 6, 4, 30)).toEqual([50, null, null, 30]);
	});

	it("does not withhold anything for the sake of an empty column", () => {
		expect(basesShown(50, 0, 30)).toEqual([50, null, 30]);
	});

	it("leaves nothing under the minimum to be found by subtraction", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }),
				(bases) => {
					const shown = basesShown(...bases);
					const hidden = bases.filter(
						(base, index) => shown[index] === null && base > 0,
					);
					const rest = hidden.reduce((sum, base) => sum + base, 0);
					const allHidden = shown.every((base) => base === null);
					expect(
						hidden.length === 0 ||
							allHidden ||
							(hidden.length > 1 && rest >= 10),
					).toBe(true);
					for (const base of shown) expect(base ?? 10).toBeGreaterThan(9);
				},
			),
		);
	});
});
