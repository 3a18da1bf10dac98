import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReleasedTable } from "../../../analysis/tables/table.ts";
import {
	type Group,
	onSheets,
} from "../../../client/staff/tables/on-sheets.ts";

/** Of nested columns, so many levels of the outer variable with so many inner ones each. */
const group = (outer: number, inner: number): Group => ({
	label: `${outer} × ${inner}`,
	columns: Array.from({ length: outer * inner }, (_, code) => ({
		code,
		label: { vi: "", en: "" },
		...(inner > 1
			? {
					path: [Math.floor(code / inner), code % inner].map((of) => ({
						code: of,
						label: { vi: "", en: "" },
					})),
				}
			: {}),
		base: 1,
		cells: [],
	})) as ReleasedTable["columns"],
	from: 0,
	count: outer * inner,
	of: () => undefined,
});
const all: Group = { ...group(1, 1), label: "" };

test("every column is on one sheet, in its place, and no sheet has more than it holds", () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.tuple(
					fc.integer({ min: 1, max: 63 }),
					fc.integer({ min: 1, max: 4 }),
				),
			),
			(sizes) => {
				const groups = sizes.map(([outer, inner]) => group(outer, inner));
				const sheets = onSheets([all, ...groups]);
				for (const [first, ...others] of sheets) {
					expect(first).toBe(all);
					expect(
						others.reduce((sum, { columns }) => sum + columns.length, 0),
					).toBeLessThanOrEqual(8);
				}
				const printed = sheets.flatMap(([, ...others]) => others);
				for (const { label, from, columns } of printed)
					expect(columns[0]?.code, label).toBe(from);
				expect(printed.flatMap(({ columns }) => columns)).toEqual(
					groups.flatMap(({ columns }) => columns),
				);
			},
		),
	);
});

test("an outer level that a sheet holds is not parted", () => {
	const parts = onSheets([all, group(6, 3)]).map(
		([, part]) => part?.columns.length,
	);
	expect(parts).toEqual([6, 6, 6]);
	expect(
		onSheets([all, group(5, 1), group(6, 1)]).map(({ length }) => length),
	).toEqual([2, 2]);
});
