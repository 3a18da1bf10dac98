import { describe, expect, it } from "vitest";
import type { MarginVariable } from "../../../analysis/weights/margin-variables.ts";
import {
	readMargin,
	type TypedMargin,
} from "../../../analysis/weights/read-margin.ts";

const text = (vi: string) => ({ vi, en: vi });
const variables: MarginVariable[] = [
	{
		name: "stratum:area",
		label: text("Thành thị, nông thôn"),
		categories: [
			{ code: 1, label: text("Thành thị") },
			{ code: 2, label: text("Nông thôn") },
		],
	},
	{
		name: "HOME",
		label: text("Ông/Bà sống ở đâu?"),
		categories: [
			{ code: 1, label: text("thành thị") },
			{ code: 2, label: text("nông thôn") },
		],
	},
	{
		name: "SEX",
		label: text("Giới"),
		categories: [
			{ code: 1, label: text("Nam") },
			{ code: 2, label: text("Nữ") },
		],
	},
];

const census: TypedMargin = {
	variables: ["SEX"],
	unit: "structure",
	source: "Tổng điều tra dân số và nhà ở",
	version: "01/4/2019",
	totals: "1; 47.881.061\n2; 48.327.923",
};

const codesOf = (changes: Partial<TypedMargin>, geography?: string) => {
	const read = readMargin("m", { ...census, ...changes }, variables, geography);
	return "problems" in read ? read.problems.map(({ code }) => code) : [];
};

describe("readMargin", () => {
	it("reads what the census printed", () => {
		expect(readMargin("m", census, variables, "G4")).toMatchObject({
			cells: [
				{ codes: [1], total: 47_881_061 },
				{ codes: [2], total: 48_327_923 },
			],
		});
	});

	it.each([
		// With three digits after the sign a share looks like thousands.
		["0,125", "0,5", [0.125, 0.5]],
		["34,428", "65,57", [34.428, 65.57]],
		["0.344", "0.656", [0.344, 0.656]],
		["34,428", "65,572", [34_428, 65_572]],
		["1.250,5", "2.500", [1250.5, 2500]],
		["1.250", "250,5", [1250, 250.5]],
	])("reads %s beside %s in one way", (one, other, expected) => {
		const read = readMargin(
			"m",
			{ ...census, totals: `1; ${one}\n2; ${other}` },
			variables,
			"G4",
		);
		if ("problems" in read) throw new Error(read.problems[0]?.remedy.en);
		expect(read.cells.map(({ total }) => total)).toEqual(expected);
	});

	it("refuses urban and rural of 2019 on the geography after 1 July 2025, and not before (sampling.md §7)", () => {
		const totals = "1; 33.122.548\n2; 63.086.436";
		for (const name of ["stratum:area", "HOME"])
			for (const [geography, codes] of [
				["G1", []],
				["G2", []],
				["G3", ["census-urban-rural"]],
				["G4", ["census-urban-rural"]],
			] as const)
				expect(codesOf({ variables: [name], totals }, geography)).toEqual(
					codes,
				);
		expect(
			codesOf({ variables: ["HOME"], totals, version: "2027" }, "G4"),
		).toEqual([]);
	});

	it("refuses the registered population of resolution 202/2025, by its name and by its sum (sampling.md §6.2)", () => {
		for (const source of [
			"NQ 202/2025/QH15",
			"Nghị quyết 202",
			"nghị quyết số 202/2025",
		])
			expect(codesOf({ source })).toEqual(["registered-population"]);
		expect(codesOf({ totals: "1; 56.785.000\n2; 56.785.000" })).toEqual([
			"registered-population",
		]);
		expect(codesOf({ source: "Bảng 1202, niên giám" })).toEqual([]);
	});

	it("wants every combination of a crossing", () => {
		const crossed = { variables: ["SEX", "HOME"], unit: "people" as const };
		expect(codesOf({ ...crossed, totals: "1;1;10\n1;2;10\n2;1;10" })).toEqual([
			"missing-category",
		]);
		expect(
			codesOf({ ...crossed, totals: "1;1;10\n1;2;10\n2;1;10\n2;2;0" }),
		).toEqual([]);
	});

	it("takes percentages that were rounded, and shares", () => {
		const unit = "percent" as const;
		expect(codesOf({ unit, totals: "1; 49,8\n2; 50,1" })).toEqual([]);
		expect(codesOf({ unit, totals: "1; 0,498\n2; 0.502" })).toEqual([]);
		expect(codesOf({ unit, totals: "1; 49\n2; 50" })).toEqual([
			"percent-not-100",
		]);
	});

	it("names every line that is wrong, not the first alone", () => {
		const read = readMargin(
			"m",
			{ ...census, totals: "Mã; số người\n1; x\n\n3; 5\n2" },
			variables,
			undefined,
		);
		expect("problems" in read && read.problems).toMatchObject([
			{ code: "not-a-number", row: 2, value: "x" },
			{ code: "unknown-category", row: 4, value: "3" },
			{ code: "wrong-fields", row: 5 },
		]);
	});
});
