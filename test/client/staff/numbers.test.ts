import { describe, expect, test } from "vitest";
import {
	factor,
	interval,
	points,
	readNumber,
	share,
	whole,
	written,
} from "../../../client/staff/numbers.ts";

describe("numbers as report-outline §5 asks", () => {
	test("a share has one decimal behind a comma, and the sign close to it", () => {
		expect(share(0.384, "vi")).toBe("38,4%");
		expect(share(0.384, "en")).toBe("38.4%");
		expect(share(0, "vi")).toBe("0,0%");
		expect(share(1, "vi")).toBe("100,0%");
	});

	test("an interval has an en dash and no sign of its own", () => {
		expect(interval({ lower: 0.359, upper: 0.409 }, "vi")).toBe("35,9–40,9");
	});

	test("n is whole and grouped by points, from four digits on", () => {
		expect(whole(4812, "vi")).toBe("4.812");
		expect(whole(1191.4, "vi")).toBe("1.191");
		expect(whole(4812, "en")).toBe("4,812");
	});

	test("a standard error is in percentage points, a design effect has two decimals", () => {
		expect(points(0.0128, "vi")).toBe("1,3");
		expect(factor(1.834, "vi")).toBe("1,83");
	});

	test("a negative number has a true minus", () => {
		expect(points(-0.023, "vi")).toBe("−2,3");
	});

	test("what could not be estimated is a dash: NaN here, null out of JSON", () => {
		expect(share(Number.NaN, "vi")).toBe("–");
		expect(factor(null, "vi")).toBe("–");
		expect(interval({ lower: null, upper: 0.4 }, "en")).toBe("–");
		expect(interval({ lower: Number.NaN, upper: 0.4 }, "en")).toBe("–");
	});

	test.each([
		["0,5", 0.5],
		["0.5", 0.5],
		["0.005", 0.005],
		[" 1,15 ", 1.15],
		["500.000", 500_000],
		["1.234,5", 1234.5],
		["500000", 500_000],
		["-1", -1],
		["−1", -1],
		["1,234.5", undefined],
		["1,", undefined],
		["1e3", undefined],
		["", undefined],
		["abc", undefined],
	])("%o typed on a Vietnamese page is %o", (typed, number) => {
		expect(readNumber(typed, "vi")).toBe(number);
	});

	test("on an English page groups of thousands have commas, and decimals may", () => {
		expect(readNumber("500,000", "en")).toBe(500_000);
		expect(readNumber("1,234.5", "en")).toBe(1234.5);
		expect(readNumber("0,5", "en")).toBe(0.5);
	});

	test("what a field shows is read again as the same number", () => {
		for (const language of ["vi", "en"] as const)
			for (const value of [0, 0.05, 2.3, 468, 500_000, -1, 1.125, 12345.678])
				expect(readNumber(written(value, language), language)).toBe(value);
	});
});
