import type { Behind } from "../../analysis/disclosure/behind-cells.ts";
import type { CellEstimate } from "../../analysis/estimators/ratio-estimates.ts";
import type { Table } from "../../analysis/tables/table.ts";

export const cell = (
	value: number,
	changes: Partial<CellEstimate> = {},
): CellEstimate => ({
	value,
	se: 0.05,
	df: 6,
	ci: { level: 0.95, lower: value / 2, upper: (1 + value) / 2 },
	deff: 1.25,
	effectiveN: 80,
	n: 100,
	count: 40,
	weight: 1000,
	notes: [],
	...changes,
});

/** People of equal weight in many lots. */
export const behind = (n: number, changes: Partial<Behind> = {}): Behind => ({
	n,
	units: Math.min(n, 8),
	weight: n,
	largestWeight: Math.min(n, 1),
	twoLargestWeights: Math.min(n, 2),
	...changes,
});

/** A table with one column for each base, two fifths of which say yes. */
export const smallTable = (...bases: number[]): Table => ({
	...crossedTable([
		bases.map((base) => Math.round(0.4 * base)),
		bases.map((base) => base - Math.round(0.4 * base)),
	]),
	columns: bases.map((base, index) => ({
		code: index + 1,
		label: { vi: `Nhóm ${index + 1}`, en: `Group ${index + 1}` },
		base,
		df: 6,
		cells: [cell(0.4), cell(0.6)],
		behind: behind(base),
		behindCells: [
			behind(Math.round(0.4 * base)),
			behind(base - Math.round(0.4 * base)),
		],
	})),
});

const rowLabels = [
	{ code: 1, label: { vi: "Có", en: "Yes" } },
	{ code: 2, label: { vi: "Không", en: "No" } },
];

/** A single choice by row and column. */
export function crossedTable(counts: number[][]): Table {
	const columns = counts[0]?.length ?? 0;
	return {
		survey: "small",
		sampling: "probability",
		weights: { version: 2, isFinal: true },
		population: "cadres",
		variable: { name: "A", question: { vi: "Câu A", en: "Question A" } },
		multiple: false,
		by: { name: "L4", label: { vi: "Lớp", en: "Class" } },
		rows: counts.map(
			(_, row) =>
				rowLabels[row] ?? {
					code: row + 1,
					label: { vi: `mã ${row + 1}`, en: `code ${row + 1}` },
				},
		),
		statistics: [],
		columns: Array.from({ length: columns }, (_, column) => {
			const chosen = counts.map((row) => row[column] ?? 0);
			const base = chosen.reduce((sum, count) => sum + count, 0);
			return {
				code: column + 1,
				label: { vi: `Nhóm ${column + 1}`, en: `Group ${column + 1}` },
				base,
				df: 6,
				cells: chosen.map((count) =>
					cell(count / base, { count, n: base, weight: base }),
				),
				behind: behind(base),
				behindCells: chosen.map((count) => behind(count)),
			};
		}),
	};
}

/** The table of everybody: those of its columns, and by row those in none. */
export function wholeOf(table: Table, inNone: number[] = []): Table {
	const counts = table.rows.map((_, row) => [
		table.columns.reduce(
			(sum, { behindCells }) => sum + (behindCells[row]?.n ?? 0),
			inNone[row] ?? 0,
		),
	]);
	const { by: _, ...whole } = crossedTable(counts);
	return { ...whole, multiple: table.multiple };
}
