import { describe, expect, test } from "vitest";
import type { ReleasedTable } from "../../../analysis/tables/table.ts";
import { chartLines, wrapped } from "../../../client/staff/chart-lines.ts";
import { chartInWords } from "../../../client/staff/describe-table.ts";
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

const by = { name: "stratum:level", label: text("Cấp") };

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

describe("the chart", () => {
	test("has a bar for each answer in the order of the questionnaire", () => {
		const lines = chartLines(
			table([[shown(0.2), shown(0.7), shown(0.1)]]),
			"vi",
		);
		expect(lines.map(({ label }) => label)).toEqual(["mã 1", "mã 2", "mã 98"]);
		expect(lines.map(({ isQuiet }) => isQuiet)).toEqual([false, false, true]);
	});

	test("ranks a multiple choice, with 96 to 99 last", () => {
		const lines = chartLines(
			table([[shown(0.2), shown(0.7), shown(0.9)]], { multiple: true }),
			"vi",
		);
		expect(lines.map(({ label }) => label)).toEqual(["mã 2", "mã 1", "mã 98"]);
	});

	test("by a domain has a heading for each answer and a dot for each level", () => {
		const lines = chartLines(
			table(
				[
					[shown(0.2), shown(0.7), shown(0.1)],
					[small, small, small],
				],
				{ by },
			),
			"en",
		);
		expect(lines.slice(0, 3).map(({ kind, label }) => [kind, label])).toEqual([
			["heading", "mã 1 (en)"],
			["dot", "nhóm 0 (en)"],
			["dot", "nhóm 1 (en)"],
		]);
		expect(lines[2]?.figure).toBeUndefined();
	});

	test("draws a point alone where JSON brought no interval", () => {
		const cell = JSON.parse(
			JSON.stringify({
				...shown(0.5),
				ci: { level: 0.95, lower: Number.NaN, upper: Number.NaN },
			}),
		) as Cell;
		expect(chartLines(table([[cell]]), "vi")[0]?.figure).toEqual({
			value: 0.5,
			lower: 0.5,
			upper: 0.5,
		});
	});

	test("is told in words, and never what is withheld", () => {
		expect(chartInWords(table([[shown(0.384), small, small]]), "vi")).toBe(
			"Biểu đồ “Câu hỏi?”: mã 1: 38,4%, khoảng 36,4–40,4; mã 2: không công bố; mã 98: không công bố. Số đầy đủ ở bảng bên trên.",
		);
	});

	test("breaks long labels between words", () => {
		expect(wrapped("Giải quyết thủ tục cho dân", 12)).toEqual([
			"Giải quyết",
			"thủ tục cho",
			"dân",
		]);
	});
});
