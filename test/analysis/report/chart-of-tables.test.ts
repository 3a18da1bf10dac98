import { describe, expect, test } from "vitest";
import {
	chartKinds,
	chartOfTables,
	markOf,
} from "../../../analysis/report/chart-of-tables.ts";
import { differencesFinding } from "../../../analysis/report/finding.ts";
import { causalWords } from "../../../analysis/report/wording.ts";
import type { ReleasedTable } from "../../../analysis/tables/table.ts";

type Cell = ReleasedTable["columns"][number]["cells"][number];

const shown = (value: number, half = 0.02): Cell => ({
	value,
	se: half / 2,
	df: 40,
	ci: { level: 0.95, lower: value - half, upper: value + half },
	deff: 1.5,
	n: 100,
	effectiveN: 67,
	notes: [],
});
const small: Cell = { withheld: "protected" };
const text = (vi: string) => ({ vi, en: `${vi} (en)` });

const table = (
	columns: Cell[][],
	more: Partial<ReleasedTable> = {},
): ReleasedTable => ({
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
		base: 1100,
		df: 40,
		cells,
	})),
	...more,
});

const by = { name: "stratum:level", label: text("Cấp") };
const chart = (one: ReleasedTable, whole = one, isScale = false) =>
	chartOfTables({ tables: [one], wholes: [whole], isScale, language: "vi" });

describe("rows", () => {
	test("are the answers in the order of the questionnaire", () => {
		const { rows } = chart(table([[shown(0.2), shown(0.7), shown(0.1)]]));
		expect(rows.map(({ label }) => label)).toEqual(["mã 1", "mã 2", "mã 98"]);
		expect(rows.map(({ isQuiet }) => isQuiet)).toEqual([false, false, true]);
	});

	test("of a multiple choice go from the most to the least, with 96 to 99 last", () => {
		const { rows } = chart(
			table([[shown(0.2), shown(0.7), shown(0.9)]], { multiple: true }),
		);
		expect(rows.map(({ label }) => label)).toEqual(["mã 2", "mã 1", "mã 98"]);
	});

	test("by a domain are a heading for each answer and a dot for each level", () => {
		const { rows, kind } = chart(
			table(
				[
					[shown(0.2), shown(0.7), shown(0.1)],
					[small, small, small],
				],
				{ by },
			),
		);
		expect(kind).toBe("dots");
		expect(
			rows.slice(0, 3).map(({ label, isHeading }) => [label, isHeading]),
		).toEqual([
			["mã 1", true],
			["nhóm 0", undefined],
			["nhóm 1", undefined],
		]);
		expect(rows[2]?.marks).toEqual([null]);
	});

	test("have no interval where JSON brought none", () => {
		const cell = JSON.parse(
			JSON.stringify({
				...shown(0.5),
				ci: { level: 0.95, lower: Number.NaN, upper: Number.NaN },
			}),
		) as Cell;
		expect(markOf(cell, "vi")).toEqual({ value: 0.5, text: "50,0%" });
	});

	test("of a scale hold its points alone, and beside them who had no opinion", () => {
		const one = table([[shown(0.3), shown(0.6), shown(0.1)]], {
			rows: [1, 2, 3, 98].map((code) => ({ code, label: text(`${code}`) })),
		});
		one.columns[0]!.cells = [shown(0.2), shown(0.3), shown(0.4), shown(0.1)];
		const of = {
			tables: [one, one],
			wholes: [one, one],
			isScale: true,
			language: "vi" as const,
		};
		expect(chartKinds(of)).toEqual(["likert", "bars"]);
		const { rows, series } = chartOfTables(of);
		expect(series.map(({ label }) => label)).toEqual(["1", "2", "3"]);
		expect(rows[0]?.marks.map((mark) => mark?.value)).toEqual([0.2, 0.3, 0.4]);
		expect(rows[0]?.note).toBe("10,0%");
		// Told, those without an opinion would give the point that is withheld.
		one.columns[0]!.cells = [small, shown(0.3), shown(0.4), small];
		expect(chartOfTables(of).rows[0]).not.toHaveProperty("note");
	});
});

describe("words", () => {
	test("tell every figure, and never what is withheld", () => {
		expect(chart(table([[shown(0.384), small, small]])).alt).toBe(
			"Biểu đồ. 38,4% cán bộ chọn “mã 1” (36,4–40,4). mã 1: 38,4% (36,4–40,4); mã 2: không công bố; mã 98: không công bố.",
		);
	});

	test("name a majority by the lower bound of the interval", () => {
		const titleOf = (value: number, half: number) =>
			chart(table([[shown(value, half), shown(1 - value, half), shown(0)]]))
				.title;
		expect(titleOf(0.55, 0.04)).toBe(
			"Đa số cán bộ chọn “mã 1”: 55,0% (51,0–59,0)",
		);
		expect(titleOf(0.55, 0.06)).toMatch(/^Khoảng một nửa cán bộ/);
		expect(titleOf(0.9, 0.02)).toMatch(/^Tuyệt đại đa số cán bộ/);
	});

	test("name what was chosen most only where nothing else may be above it", () => {
		const of = (cells: Cell[]) => chart(table([cells])).title;
		expect(of([shown(0.4), shown(0.2), shown(0.1)])).toMatch(/nhiều nhất/);
		expect(of([shown(0.4), shown(0.39), shown(0.1)])).not.toMatch(/nhiều nhất/);
		expect(of([shown(0.4), small, shown(0.1)])).not.toMatch(/nhiều nhất/);
	});

	test("say that evidence is not enough where intervals meet, and rank no places", () => {
		const of = (a: number, b: number, name = by.name) => {
			const crossed = table(
				[
					[shown(a), shown(1 - a), shown(0)],
					[shown(b), shown(1 - b), shown(0)],
				],
				{ by: { name, label: text("Nhóm") } },
			);
			return chart(crossed, table([[shown(0.6), shown(0.3), shown(0.1)]]))
				.title;
		};
		expect(of(0.6, 0.61)).toContain("chưa đủ bằng chứng khác nhau");
		expect(of(0.4, 0.6)).toBe(
			"Chọn “mã 1”: 60,0% ở nhóm “nhóm 1”, 40,0% ở nhóm “nhóm 0”",
		);
		expect(of(0.4, 0.6, "stratum:province")).toBe("Câu hỏi? – theo Nhóm");
		for (const title of [of(0.4, 0.6), of(0.6, 0.61)])
			expect(title).not.toMatch(causalWords);
	});

	test("count the items in which two populations differ", () => {
		const of = (values: [number | null, boolean][]) =>
			differencesFinding(
				values.map(([value, isSignificant]) => ({
					label: "",
					value,
					isSignificant,
				})),
				{ first: "Cán bộ", second: "Người dân" },
				"vi",
			);
		expect(
			of([
				[0.1, true],
				[-0.1, true],
				[0.01, false],
				[null, false],
			]),
		).toBe(
			"Người dân so với cán bộ: cao hơn ở 1 mục, thấp hơn ở 1 mục; 1 mục chưa đủ bằng chứng khác nhau",
		);
		expect(of([[0.1, false]])).toBe(
			"Người dân và cán bộ: chưa đủ bằng chứng khác nhau",
		);
	});

	test("say that a sample which is no probability sample has no error", () => {
		const { value, n, notes } = shown(0.4) as Extract<Cell, { value: number }>;
		const quota = table([[{ value, n, notes }, small, small]], {
			sampling: "non-probability",
		});
		const drawn = chart(quota);
		expect(drawn.foot.method).toBe("Mẫu không xác suất: không có sai số mẫu");
		expect(drawn.title).toBe("40,0% cán bộ chọn “mã 1”");
	});
});
