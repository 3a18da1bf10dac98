import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import { policyFor } from "../../../analysis/disclosure/policy.ts";
import { release } from "../../../analysis/disclosure/release.ts";
import { tableCsv } from "../../../analysis/export/csv.ts";
import { cell, smallTable, wholeOf } from "../small-table.ts";

const highs = await loadHighs();

const csvOf = (table = smallTable(100, 3, 400, 60), language?: "vi" | "en") =>
	tableCsv(
		release(table, {
			policy: policyFor("cadres"),
			highs,
			whole: wholeOf(table),
			crossesIdentifiers: false,
		}),
		language,
	);

describe("tableCsv", () => {
	it("starts with a byte order mark and a Vietnamese header", () => {
		const csv = csvOf();
		expect(csv.startsWith("\uFEFFCuộc điều tra,Biến,Câu hỏi,Mục,")).toBe(true);
		expect(csvOf(undefined, "en").startsWith("\uFEFFSurvey,Variable,")).toBe(
			true,
		);
	});

	it("has a line for each column and category, shares in percent with a decimal point", () => {
		const lines = csvOf().trimEnd().split("\n");
		expect(lines).toHaveLength(1 + 4 * 2);
		expect(lines[1]).toBe(
			"small,A,Câu A,,L4,Lớp,1,Nhóm 1,1,Có,40,5,20,70,1.25,80,100,,,xác suất,2,có",
		);
		expect(lines[3]).toBe(
			"small,A,Câu A,,L4,Lớp,2,Nhóm 2,1,Có,,,,,,,,bảo vệ người trả lời,,xác suất,2,có",
		);
	});

	it("says doubts in words and leaves empty what is no number", () => {
		const table = smallTable(20);
		table.columns[0]?.cells.splice(
			0,
			1,
			cell(0, {
				se: 0,
				deff: Number.NaN,
				ci: { level: 0.95, lower: 0, upper: 0.123456789 },
				notes: ["base-under-30", "interval-without-clusters"],
			}),
		);
		expect(csvOf(table, "en").split("\n")[1]).toBe(
			'small,A,Question A,,L4,Class,1,Group 1,1,Yes,0,0,0,12.345679,,80,20,,"fewer than 30 responses, read with caution; no variation between lots, the interval rests on the effective n of the weights",probability,2,yes',
		);
	});

	it("has no column for errors that a quota sample does not have", () => {
		const table = { ...smallTable(100), sampling: "non-probability" as const };
		const csv = csvOf(table, "en");
		expect(csv.split("\n")[0]).not.toMatch(/error|CI|effect/i);
		expect(csv.split("\n")[1]).toBe(
			"small,A,Question A,,L4,Class,1,Group 1,1,Yes,40,100,,,non-probability: no sampling error,2,yes",
		);
	});

	it("keeps a spreadsheet from running text as a formula", () => {
		for (const start of ["=", "+", "-", "@", "\t"]) {
			const table = smallTable(100);
			const [row] = table.rows;
			if (row) row.label = { vi: `${start}1+1`, en: `${start}1+1` };
			expect(csvOf(table)).toContain(`'${start}1+1`);
		}
	});

	it("quotes separators, quotes and line ends", () => {
		const table = smallTable(100);
		table.variable.question = { vi: 'Một, "hai"\nba', en: "x" };
		expect(csvOf(table)).toContain('"Một, ""hai""\nba"');
	});
});
