import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	checkDesign,
	type PlannedStratum,
	plannedDf,
} from "../../../analysis/sampling/check-design.ts";

const planned = (
	name: string,
	lots: number,
	{
		cards = 51,
		perLot = 3,
		level = "province",
		sector = "party",
		units = 500,
	} = {},
): PlannedStratum => ({
	name,
	level,
	sector,
	units,
	sample: lots * perLot,
	lots: Array.from({ length: lots }, (_, at) => ({
		name: `${name}/${at + 1}`,
		cards,
	})),
});

const many = (
	name: string,
	strata: number,
	lots: number,
	more: Parameters<typeof planned>[2] = {},
) =>
	Array.from({ length: strata }, (_, at) =>
		planned(`${name}-${at + 1}`, lots, more),
	);

/** The allocation of sampling.md §2: 600 PSUs, lots of three. */
const central = [
	...many("central", 3, 9, { level: "central" }),
	planned("central-4", 8, { level: "central" }),
];
const province = [
	...many("province-admin", 6, 4, { sector: "admin" }),
	...many("province-party", 6, 3),
	...many("province-justice", 6, 3, { sector: "justice" }),
];
const commune = many("commune", 12, 5, { level: "commune" });
const service = many("service", 9, 5, { level: "service" });
const cadres = [...central, ...province, ...commune, ...service];
const domain = (name: string, strata: PlannedStratum[]) => ({
	name,
	strata: strata.map((stratum) => stratum.name),
});

describe("the design of sampling.md §2", () => {
	test("has 200 lots in 43 strata, 157 degrees of freedom (§12.5)", () => {
		expect(cadres).toHaveLength(43);
		expect(cadres.flatMap(({ lots }) => lots)).toHaveLength(200);
		expect(plannedDf(cadres)).toBe(157);
		expect([central, province, commune, service].map(plannedDf)).toEqual([
			31, 42, 48, 36,
		]);
	});

	test("opens with its four main domains and lots of 50 cards", () => {
		expect(
			checkDesign(cadres, {
				lotMinimum: 50,
				mainDomains: [
					domain("central", central),
					domain("province", province),
					domain("commune", commune),
					domain("service", service),
				],
			}),
		).toEqual([]);
	});

	test("a survey of state enterprises with 30 PSUs is refused, and opens with 93", () => {
		const enterprises = (lots: number) => [planned("enterprises", lots)];
		expect(checkDesign(enterprises(10), { lotMinimum: 50 })).toEqual([
			{
				code: "too-few-degrees-of-freedom",
				where: { kind: "survey" },
				values: { df: 9, minimum: 30 },
				remedy: { action: "add-lots", count: 21 },
			},
		]);
		expect(checkDesign(enterprises(31), { lotMinimum: 50 })).toEqual([]);
	});

	test("citizens: regions are main domains with lots of two communes, not of four", () => {
		const plan = (lots: number, cards: number) =>
			["urban", "rural"].flatMap((level) =>
				Array.from({ length: 6 }, (_, region) =>
					planned(`${region}-${level}`, lots, { level, cards }),
				),
			);
		const regions = Array.from({ length: 6 }, (_, region) => ({
			name: `region ${region}`,
			strata: [`${region}-urban`, `${region}-rural`],
		}));
		expect(plannedDf(plan(8, 88))).toBe(84);
		expect(checkDesign(plan(8, 88), { lotMinimum: 50 })).toEqual([]);
		const problems = checkDesign(plan(8, 88), {
			lotMinimum: 50,
			mainDomains: regions,
		});
		expect(problems.map(({ values }) => values)).toEqual(
			regions.map(() => ({ df: 14, minimum: 30 })),
		);
		expect(
			checkDesign(plan(16, 44), { lotMinimum: 40, mainDomains: regions }),
		).toEqual([]);
	});
});

/** A sound design to break in one place. */
const sound = [
	...many("admin", 4, 8, { sector: "admin" }),
	...many("justice", 4, 8, { sector: "justice" }),
];
const broken = (at: number, change: Partial<PlannedStratum>) =>
	sound.map((stratum, place) =>
		place === at ? { ...stratum, ...change } : stratum,
	);

test("each fault is named with its place, its numbers and the merge that mends it", () => {
	expect(checkDesign(sound, { lotMinimum: 50 })).toEqual([]);
	// justice-1 stands next to admin-4, but justice-2 is of its sector.
	expect(
		checkDesign(broken(4, { lots: sound[4]!.lots.slice(0, 1) }), {
			lotMinimum: 50,
		}),
	).toEqual([
		{
			code: "too-few-variance-units",
			where: { kind: "stratum", stratum: "justice-1" },
			values: { varianceUnits: 1, minimum: 2 },
			remedy: {
				action: "merge-strata",
				merges: [["justice-1", "justice-2"]],
			},
		},
	]);
	expect(
		checkDesign(broken(3, { units: 0 }), { lotMinimum: 50 }),
	).toMatchObject([
		{
			code: "empty-stratum",
			remedy: { merges: [["admin-4", "admin-3"]] },
		},
	]);
	expect(
		checkDesign(broken(1, { units: 20 }), { lotMinimum: 50 }),
	).toMatchObject([
		{
			code: "stratum-smaller-than-sample",
			values: { units: 20, sample: 24 },
			remedy: { merges: [["admin-2", "admin-1"]] },
		},
	]);
	const lots = sound[0]!.lots.map((lot, at) => ({
		...lot,
		cards: at === 2 ? 12 : 50 + at,
	}));
	expect(checkDesign(broken(0, { lots }), { lotMinimum: 50 })).toEqual([
		{
			code: "lot-under-minimum",
			where: { kind: "lot", stratum: "admin-1", lot: "admin-1/3" },
			values: { cards: 12, minimum: 50 },
			remedy: { action: "merge-lots", lots: ["admin-1/3", "admin-1/1"] },
		},
	]);
	expect(checkDesign(sound, { lotMinimum: 19 })).toMatchObject([
		{ code: "lot-minimum-too-low", remedy: { to: 20 } },
	]);
});

test("a small lot of a stratum with two asks for a larger stratum", () => {
	const lots = [
		{ name: "x", cards: 12 },
		{ name: "y", cards: 60 },
	];
	expect(checkDesign(broken(2, { lots }), { lotMinimum: 50 })).toMatchObject([
		{
			code: "lot-under-minimum",
			remedy: { action: "merge-strata", merges: [["admin-3", "admin-2"]] },
		},
	]);
});

test("the merges proposed for degrees of freedom give them, within a sector first", () => {
	const thin = [
		...many("admin", 8, 3, { sector: "admin" }),
		...many("justice", 8, 3, { sector: "justice" }),
	];
	// 48 lots in 16 strata: 32; 24 in 8: 16.
	const [problem] = checkDesign(thin, {
		lotMinimum: 50,
		minimumDf: 36,
	});
	expect(problem?.values).toEqual({ df: 32, minimum: 36 });
	expect(problem?.remedy).toEqual({
		action: "merge-strata",
		merges: [
			["admin-1", "admin-2"],
			["admin-3", "admin-4"],
			["admin-5", "admin-6"],
			["admin-7", "admin-8"],
		],
	});

	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					lots: fc.integer({ min: 2, max: 5 }),
					level: fc.constantFrom("a", "b", "c"),
					sector: fc.constantFrom("x", "y"),
				}),
				{ minLength: 2, maxLength: 25 },
			),
			(list) => {
				const strata = list.map(({ lots, ...more }, at) =>
					planned(`h${at}`, lots, more),
				);
				const total = strata.flatMap(({ lots }) => lots).length;
				const [found] = checkDesign(strata, { lotMinimum: 50 });
				if (!found) {
					expect(total - strata.length).toBeGreaterThanOrEqual(30);
				} else if (found.remedy.action === "merge-strata") {
					const { merges } = found.remedy;
					const left = strata.length - merges.flat().length + merges.length;
					expect(total - left).toBe(30);
					expect(new Set(merges.flat()).size).toBe(merges.flat().length);
				} else {
					expect(total - 1).toBeLessThan(30);
					expect(found.remedy).toEqual({
						action: "add-lots",
						count: 30 - (total - strata.length),
					});
				}
			},
		),
	);
});

test("no merge crosses the border of a main domain", () => {
	const short = broken(3, { lots: sound[3]!.lots.slice(0, 1) });
	const mainDomains = [
		{ name: "pair", strata: ["admin-1", "admin-4"] },
		{ name: "alone", strata: ["justice-1"] },
	];
	expect(
		checkDesign(short, { lotMinimum: 50, minimumDf: 7, mainDomains }),
	).toMatchObject([
		{
			code: "too-few-variance-units",
			where: { stratum: "admin-4" },
			remedy: { merges: [["admin-4", "admin-1"]] },
		},
	]);
	// justice-1 stands as near to justice-2 as justice-3 does, and is a domain of its own.
	expect(
		checkDesign(broken(5, { units: 0 }), {
			lotMinimum: 50,
			minimumDf: 7,
			mainDomains,
		}),
	).toMatchObject([{ remedy: { merges: [["justice-2", "justice-3"]] } }]);
	expect(
		checkDesign(sound, { lotMinimum: 50, minimumDf: 16, mainDomains }),
	).toMatchObject([
		{ where: { domain: "pair" }, remedy: { action: "add-lots", count: 2 } },
		{ where: { domain: "alone" }, remedy: { action: "add-lots", count: 9 } },
	]);
	expect(
		checkDesign(sound, {
			lotMinimum: 50,
			minimumDf: 15,
			mainDomains: mainDomains.slice(0, 1),
		}),
	).toMatchObject([
		{ where: { domain: "pair" }, remedy: { merges: [["admin-1", "admin-4"]] } },
	]);
});

test("a main domain of strata that do not exist is a mistake of the caller", () => {
	expect(() =>
		checkDesign(sound, {
			lotMinimum: 50,
			mainDomains: [{ name: "d", strata: ["z"] }],
		}),
	).toThrow("no stratum z");
});
