import fc from "fast-check";
import { expect, test } from "vitest";
import {
	formatNumber,
	longDate,
	shortDate,
} from "../../../analysis/report/vi-format.ts";
import {
	causalWords,
	differ,
	differApart,
	majority,
	scanErrors,
} from "../../../analysis/report/wording.ts";

const cell = (
	value: number,
	lower: number,
	upper = value + (value - lower),
) => ({
	value,
	lower,
	upper,
	se: (value - lower) / 2,
});

test.each([
	[0.9, 0.85, "tuyệt đại đa số"],
	[0.9, 0.849, "phần lớn"],
	[0.7, 0.667, "phần lớn"],
	[0.7, 0.666, "đa số"],
	[0.55, 0.5, "đa số"],
	[0.55, 0.499, "khoảng một nửa"],
	[0.499, 0.47, "gần một nửa"],
	[0.33, 0.31, "khoảng một phần ba"],
	[0.4, 0.38, null],
])("%d with lower bound %d is “%s”", (value, lower, word) => {
	expect(majority(cell(value, lower))).toBe(word);
});

test("a word never claims more than the lower bound, whatever the share", () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.01, max: 0.99, noNaN: true }),
			fc.double({ min: 0, max: 0.3, noNaN: true }),
			(value, half) => {
				const word = majority(cell(value, value - half));
				if (word === "đa số") expect(value - half).toBeGreaterThanOrEqual(0.5);
				if (word === "phần lớn")
					expect(value - half).toBeGreaterThanOrEqual(0.667);
			},
		),
	);
	expect(majority({ value: 0.9 })).toBeNull();
});

test("shares differ where their intervals do not meet; two samples by the variance of the difference", () => {
	expect(differ(cell(0.4, 0.38), cell(0.45, 0.43))).toBe(true);
	expect(differ(cell(0.4, 0.38), cell(0.43, 0.4))).toBe(false);
	// 3 points, se √(0,01² + 0,01²) = 1,41: z = 2,12.
	expect(differApart({ value: 0.4, se: 0.01 }, { value: 0.43, se: 0.01 })).toBe(
		true,
	);
	expect(
		differApart({ value: 0.4, se: 0.012 }, { value: 0.43, se: 0.012 }),
	).toBe(false);
});

test.each([
	[0.384, "share", "38,4%"],
	[0.3594, "bound", "35,9"],
	[4812, "count", "4.812"],
	[1_234_567, "count", "1.234.567"],
	[2.836, "mean", "2,84"],
	[-0.023, "points", "\u22122,3"],
	[0.034, "points", "+3,4"],
	[-0.0123, "signed", "\u22121,2"],
	[0.0004, "p", "<0,001"],
] as const)("%d as %s is %s", (value, form, written) => {
	expect(formatNumber(value, form)).toBe(written);
});

test("days and the first two months take a zero", () => {
	expect(shortDate("2023-09-08")).toBe("08/9/2023");
	expect(shortDate("2025-02-05")).toBe("05/02/2025");
	expect(shortDate("2023-09-30")).toBe("30/9/2023");
	expect(longDate("2023-09-08")).toBe("ngày 08 tháng 9 năm 2023");
});

test("the words that are looked for are found, and their neighbours are not", () => {
	for (const wrong of [
		"dùn đẩy",
		"dùn đầy",
		"sơ trách nhiệm",
		"Câm chừng",
		"những nhiễu",
	])
		expect(wrong).toMatch(scanErrors);
	for (const right of ["đùn đẩy", "sợ trách nhiệm", "cầm chừng", "nhũng nhiễu"])
		expect(right).not.toMatch(scanErrors);
	expect("điều này dẫn đến").toMatch(causalWords);
});
