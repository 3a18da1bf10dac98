import { describe, expect, test } from "vitest";
import type { ReleasedTable } from "../../../analysis/tables/table.ts";
import { type Cell, footnotesOf } from "../../../client/staff/footnotes.ts";

type Note = Exclude<Cell, { withheld: unknown }>["notes"][number];

const shown = (value: number, notes: Note[] = []): Cell => ({
	value,
	se: 0.01,
	df: 40,
	ci: { level: 0.95, lower: value - 0.02, upper: value + 0.02 },
	deff: 1.5,
	n: 100,
	effectiveN: 67,
	notes,
});
const small: Cell = { withheld: "protected" };

const text = (vi: string) => ({ vi, en: `${vi} (en)` });

const table = (columns: Cell[][], more: Partial<ReleasedTable> = {}) =>
	({
		survey: "cadres",
		population: "cadres",
		sampling: "probability",
		weights: { version: 1, isFinal: false },
		variable: { name: "Q", question: text("Câu hỏi?") },
		multiple: false,
		minimumBase: 10,
		rows: [1, 2, 98].map((code) => ({ code, label: text(`mã ${code}`) })),
		columns: columns.map((cells, code) => ({
			code,
			label: text(`nhóm ${code}`),
			base: 100,
			df: 40,
			cells,
		})),
		...more,
	}) satisfies ReleasedTable;

describe("footnotes", () => {
	test("stand at the base where they hold for the whole column, else at their cell", () => {
		const notes = footnotesOf(
			table([
				[
					shown(0.5, ["base-under-30"]),
					shown(0, ["base-under-30", "interval-without-clusters"]),
					shown(0.5, ["base-under-30"]),
				],
				[small, small, small],
			]),
		);
		expect(notes.columns).toEqual([
			{
				column: ["base-under-30"],
				cells: [[], ["interval-without-clusters"], []],
			},
			{ column: ["protected"], cells: [[], [], []] },
		]);
		expect(notes.list.map(notes.letter)).toEqual(["a", "b", "c"]);
	});
});
