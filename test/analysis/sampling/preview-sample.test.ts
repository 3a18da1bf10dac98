import { describe, expect, test } from "vitest";
import { psusByStratum } from "../../../analysis/sampling/allocate-psus.ts";
import { defaultPlan } from "../../../analysis/sampling/default-plan.ts";
import {
	designSample,
	settledPlan,
} from "../../../analysis/sampling/design-sample.ts";
import { drawPlan } from "../../../analysis/sampling/draw-plan.ts";
import {
	planStrata,
	type SampleFrame,
	withMerges,
} from "../../../analysis/sampling/plan-strata.ts";
import { previewSample } from "../../../analysis/sampling/preview-sample.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { marginOfError } from "../../../analysis/sampling/sample-size.ts";
import { citizenPopulation } from "../../support/simulate/citizen-population.ts";
import { readList } from "../../support/simulate/frame-list.ts";
import {
	agencyFrame,
	agencyPlan,
	communeFrame,
	communePlan,
	frameUnit,
	provinces,
} from "./sample-frames.ts";

/** Domain, strata, PSUs of each: the allocation of sampling.md §2. */
const groups: [string, number, number[]][] = [
	["TW", 4, [27, 27, 27, 24]],
	["tỉnh", 18, [...Array<number>(6).fill(12), ...Array<number>(12).fill(9)]],
	["xã", 12, Array<number>(12).fill(15)],
	["sự nghiệp", 9, Array<number>(9).fill(15)],
];

test("the design of sampling.md §2: 200 lots of 51 cards, 157 degrees of freedom, 31, 42, 48 and 36 by domain", () => {
	const strata = groups.flatMap(([name, count, psus]) =>
		Array.from({ length: count }, (_, at) => ({
			stratum: `${name} ${at + 1}`,
			psus: psus[at]!,
			domain: name,
		})),
	);
	const frame: SampleFrame = {
		kind: "agencies",
		provinces,
		rows: strata.flatMap(({ stratum }, h) =>
			Array.from({ length: 60 }, (_, at) =>
				frameUnit({
					row: 2 + 60 * h + at,
					unit: `${h}-${at}`,
					stratum,
					people: 80 + ((at * 7) % 50),
					leaders: 15 + (at % 5),
				}),
			),
		),
	};
	const plan = agencyPlan({
		stratifyBy: ["stratum"],
		minimumDf: 30,
		psus: Object.fromEntries(
			strata.map(({ stratum, psus }) => [stratum, psus]),
		),
		mainDomains: groups.map(([name]) => ({
			name: { vi: name, en: name },
			where: {
				stratum: strata
					.filter(({ domain }) => domain === name)
					.map(({ stratum }) => stratum),
			},
		})),
		assumptions: {
			...agencyPlan().assumptions,
			responseRate: { all: 10 / 17, strata: {} },
		},
	});
	const preview = previewSample(frame, plan);
	expect(preview.problems).toEqual([]);
	expect(preview).toMatchObject({ psus: 600, cards: 10_200, lots: 200 });
	expect(preview.expectedResponses).toBeCloseTo(6000, 6);
	expect(preview.strata).toHaveLength(43);
	expect(
		preview.strata.every(({ leastLotCards }) => leastLotCards === 51),
	).toBe(true);
	const [whole, ...rest] = preview.precision;
	expect(whole!.df).toBe(157);
	expect(rest.slice(0, 4).map(({ df }) => df)).toEqual([31, 42, 48, 36]);
	expect(
		rest.slice(0, 4).map(({ responses }) => Math.round(responses)),
	).toEqual([1050, 1800, 1800, 1350]);
	// Ten answers a PSU and ρ = 0.05: the table of §4.
	expect(whole!.clusteringDeff).toBeCloseTo(1.45, 10);
	expect(whole!.marginOfError).toBeCloseTo(
		marginOfError(6000, {
			deff: whole!.deff,
			df: 157,
			population: whole!.people,
		}),
		10,
	);
});

test("regions × urban with 32 communes a stratum: 96 lots, 84 degrees of freedom, 14 a region (sampling.md §3)", () => {
	const frame = communeFrame(1800);
	const regions = ["TDMNPB", "DBSH", "BTB", "DHNTB_TN", "DNB", "DBSCL"];
	const plan = communePlan({
		psus: Object.fromEntries(
			regions.flatMap((region) => [
				[`${region}.urban`, 32],
				[`${region}.rural`, 32],
			]),
		),
		minimumDf: 30,
		mainDomains: regions.map((region) => ({
			name: { vi: region, en: region },
			where: { region: [region] },
		})),
		assumptions: {
			...agencyPlan().assumptions,
			responseRate: { all: 16 / 22, strata: {} },
		},
	});
	const preview = previewSample(frame, plan);
	expect(preview.lots).toBe(96);
	expect(preview.cards).toBeCloseTo(96 * 88, 6);
	expect(preview.expectedResponses).toBeCloseTo(6144, 6);
	expect(preview.precision.map(({ df }) => df)).toEqual([
		84,
		...Array<number>(6).fill(14),
	]);
	expect(preview.problems.map(({ code, domain }) => [code, domain])).toEqual(
		regions.map((_, at) => ["too-few-degrees-of-freedom", at]),
	);
	const smallerLots = previewSample(frame, {
		...plan,
		psusPerLot: 2,
		lotMinimum: 38,
	});
	expect(smallerLots.problems).toEqual([]);
	expect(smallerLots.precision.map(({ df }) => df)).toEqual([
		180,
		...Array<number>(6).fill(30),
	]);
});

test("the deff of weights is that of the allocation and the class rates (sampling.md §§2, 10.6)", () => {
	const frame: SampleFrame = {
		kind: "agencies",
		provinces,
		rows: ["a", "b", "c"].flatMap((stratum, h) =>
			Array.from({ length: 100 }, (_, at) =>
				frameUnit({
					row: 2 + 100 * h + at,
					unit: `${stratum}${at}`,
					stratum,
					people: [1_680_677, 336_328, 205_571][h]! / 100,
					leaders: 0,
				}),
			),
		),
	};
	const { precision } = previewSample(
		frame,
		agencyPlan({
			stratifyBy: ["stratum"],
			psus: { a: 21, b: 24, c: 15 },
			within: { kind: "classes", cardsPerPsu: 20, leaderRatio: 1 },
		}),
	);
	const W = [0.756184, 0.151324, 0.092492];
	const a = [21 / 60, 24 / 60, 15 / 60];
	expect(precision[0]!.weightingDeff).toBeCloseTo(
		W.reduce((sum, w, h) => sum + (w * w) / a[h]!, 0),
		4,
	);
});

describe("a merge that mends", () => {
	const frame = agencyFrame(200, {
		strata: [
			...Array<[number, number]>(20).fill([2, 4]),
			...Array<[number, number]>(19).fill([2, 6]),
			[2, 5],
		],
	});
	const plan = agencyPlan({ psus: { "2.4": 30, "2.6": 30, "2.5": 6 } });

	test("is proposed for a stratum too small, and mends it", () => {
		const { problems } = previewSample(frame, plan);
		expect(problems).toMatchObject([
			{
				code: "stratum-smaller-than-sample",
				stratum: "2.5",
				merges: [["2.5", "2.4"]],
			},
		]);
		const mended = withMerges(plan, problems[0]!.merges!);
		const preview = previewSample(frame, mended);
		expect(preview.problems).toEqual([]);
		expect(preview.strata.map(({ key, psus }) => [key, psus])).toEqual([
			["2.4+2.5", 36],
			["2.6", 30],
		]);
	});

	test("is proposed for degrees of freedom, not across the border of a main domain", () => {
		const { problems } = previewSample(agencyFrame(480), {
			...agencyPlan({
				psus: {
					"1.1": 30,
					"1.4": 30,
					"2.4": 15,
					"2.6": 15,
					"4.4": 30,
					"4.6": 30,
				},
			}),
			minimumDf: 9,
			mainDomains: [
				{ name: { vi: "Tỉnh", en: "Province" }, where: { level: ["2"] } },
			],
		});
		expect(problems).toMatchObject([
			{
				code: "too-few-degrees-of-freedom",
				domain: 0,
				values: { df: 8, missing: 1 },
				merges: [["2.4", "2.6"]],
			},
		]);
	});

	test("across a main domain is a problem, and so is a domain without strata", () => {
		const { problems } = previewSample(frame, {
			...withMerges(plan, [["2.5", "2.4"]]),
			mainDomains: [
				{ name: { vi: "Tư pháp", en: "Justice" }, where: { sector: ["5"] } },
				{ name: { vi: "Đảng", en: "Party" }, where: { sector: ["1"] } },
			],
		});
		expect(problems.map(({ code, domain }) => [code, domain])).toEqual([
			["domain-divided", 0],
			["domain-empty", 1],
		]);
	});
});

describe("an allocation", () => {
	const allocation = {
		rule: "proportional",
		total: 90,
		exponent: 1,
		minimum: 6,
		domainMinima: {},
	} as const;

	test("is shared out in whole lots; settled it says the same without it", () => {
		const frame = agencyFrame(600);
		for (const rule of [
			"proportional",
			"equal",
			"neyman",
			"power",
			"optimum",
		] as const) {
			const plan = agencyPlan({
				allocation: { ...allocation, rule, exponent: 0.5 },
			});
			const preview = previewSample(frame, plan);
			expect(preview.psus).toBe(90);
			expect(preview.strata.every(({ psus }) => psus % 3 === 0)).toBe(true);
			const settled = settledPlan(frame, plan);
			expect(settled.allocation).toBeNull();
			expect(previewSample(frame, settled)).toEqual(preview);
			expect(drawPlan(frame, settled, randomFrom(1))).toEqual(
				drawPlan(frame, plan, randomFrom(1)),
			);
		}
	});

	test("keeps the minimum of a main domain", () => {
		const preview = previewSample(agencyFrame(600), {
			...agencyPlan({ allocation: { ...allocation, domainMinima: { 0: 60 } } }),
			mainDomains: [
				{ name: { vi: "Tỉnh", en: "Province" }, where: { level: ["2"] } },
			],
		});
		expect(
			preview.strata
				.filter(({ key }) => key.startsWith("2."))
				.reduce((sum, { psus }) => sum + psus, 0),
		).toBeGreaterThanOrEqual(60);
	});

	test.each([
		[91, "not-whole-lots"],
		[30, "allocation-impossible"],
		[30_000, "allocation-impossible"],
	])("of %d PSUs is refused: %s", (total, code) => {
		const { problems } = previewSample(
			agencyFrame(600),
			agencyPlan({ allocation: { ...allocation, total } }),
		);
		expect(problems).toMatchObject([{ code }, ...problems.slice(1)]);
	});
});

test("an allocation that fails of a bug is not told as one that cannot be met", () => {
	const frame = agencyFrame(600);
	const plan = agencyPlan({
		allocation: {
			...{ rule: "proportional", total: 90, exponent: 0.5, minimum: 6 },
			domainMinima: {},
		},
	});
	expect(psusByStratum(planStrata(frame, plan), plan).problems).toEqual([]);
	const broken = { ...plan, mainDomains: null as never };
	expect(() => psusByStratum(planStrata(frame, plan), broken)).toThrow(
		TypeError,
	);
});

test("cost is PSUs and cards, those of a stratum at its own price", () => {
	const plan = agencyPlan({ psus: { "2.4": 6 } });
	const preview = previewSample(agencyFrame(40, { strata: [[2, 4]] }), {
		...plan,
		assumptions: {
			...plan.assumptions,
			costPerPsu: { all: 1000, strata: { "2.4": 300 } },
			costPerCard: 2,
		},
	});
	expect(preview.cost).toBe(6 * 300 + 6 * 17 * 2);
});

test("a quota sample has no precision, and needs no degrees of freedom", () => {
	const preview = previewSample(
		agencyFrame(40, { strata: [[2, 4]] }),
		agencyPlan({ sampling: "quota", quotas: { "2.4": 200 }, minimumDf: 30 }),
	);
	expect(preview.problems).toEqual([]);
	expect(preview.precision).toEqual([]);
	expect(preview.cards).toBe(200);
});

describe("the plan to start from", () => {
	test.each([
		["12,000 agencies", agencyFrame(12_000)],
		["900 agencies", agencyFrame(900)],
		["11,000 communes", communeFrame(11_000)],
		[
			"communes without villages or adults",
			{
				...communeFrame(1200, { withoutVillages: () => true }),
				rows: communeFrame(1200, { withoutVillages: () => true }).rows.map(
					(row) => ({ ...row, adults: null }),
				),
			},
		],
		[
			"strata of three agencies among large ones",
			agencyFrame(1500, {
				unitOf: (at) => (at % 500 === 0 ? { sector: 9 } : {}),
			}),
		],
	])("can be drawn as it is from %s", (_, frame) => {
		const plan = defaultPlan(frame);
		expect(previewSample(frame, plan).problems).toEqual([]);
		expect(
			drawPlan(frame, settledPlan(frame, plan), randomFrom(1)).lots.length,
		).toBeGreaterThan(10);
	});

	test("plans fewer cards an agency and more agencies a lot where agencies are small", () => {
		const frame = agencyFrame(3000, {
			unitOf: (at) => ({ people: 22 + (at % 9), leaders: 3 + (at % 2) }),
		});
		const plan = defaultPlan(frame);
		expect(plan.within).toMatchObject({ cardsPerPsu: 12 });
		expect(plan.psusPerLot).toBe(5);
		expect(previewSample(frame, plan).problems).toEqual([]);
	});

	test.each([1, 2])(
		"invites as many households as the smallest villages of simulated citizens have, list %s",
		(seed) => {
			const frame = readList(citizenPopulation(seed).frame);
			const plan = defaultPlan(frame);
			expect(previewSample(frame, plan).problems).toEqual([]);
			const { within } = plan;
			if (within.kind !== "households") throw new Error("areas are expected");
			const more = {
				...within,
				invitedPerVillage: within.invitedPerVillage + 1,
			};
			expect(
				previewSample(frame, { ...plan, within: more }).problems[0]?.code,
			).toBe("households-above-one");
		},
	);

	test("leaves villages that are too small for any to be joined, in lots that stay large enough", () => {
		const { rows, ...frame } = communeFrame(1500);
		const tiny = rows.map((row) =>
			row.unit === "X7.0" ? { ...row, households: 3 } : row,
		);
		const plan = defaultPlan({ ...frame, rows: tiny });
		expect(plan.within).toMatchObject({ invitedPerVillage: 6 });
		const { problems } = previewSample({ ...frame, rows: tiny }, plan);
		expect(problems).toMatchObject([
			{ code: "households-above-one", unit: "X7.0" },
		]);
	});

	test("names what is wrong where a frame is too small for any", () => {
		const frame = agencyFrame(7);
		expect(
			previewSample(frame, defaultPlan(frame)).problems.length,
		).toBeGreaterThan(0);
		expect(
			designSample({ ...frame, rows: [] }, defaultPlan({ ...frame, rows: [] }))
				.problems,
		).toMatchObject([{ code: "empty-frame" }]);
	});
});
