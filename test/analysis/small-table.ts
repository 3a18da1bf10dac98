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

/** A table with one column for each base. */
export const smallTable = (...bases: number[]): Table => ({
	survey: "small",
	sampling: "probability",
	weights: { version: 2, isFinal: true },
	population: "cadres",
	variable: { name: "A", question: { vi: "Câu A", en: "Question A" } },
	multiple: false,
	by: { name: "L4", label: { vi: "Lớp", en: "Class" } },
	rows: [
		{ code: 1, label: { vi: "Có", en: "Yes" } },
		{ code: 2, label: { vi: "Không", en: "No" } },
	],
	columns: bases.map((base, index) => ({
		code: index + 1,
		label: { vi: `Nhóm ${index + 1}`, en: `Group ${index + 1}` },
		base,
		df: 6,
		cells: [cell(0.4), cell(0.6)],
	})),
});
