import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedUnit } from "../../../analysis/frame/check-frame.ts";
import { designSample } from "../../../analysis/sampling/design-sample.ts";
import {
	type DrawnPlan,
	drawPlan,
	openReserveLots,
	openReserveUnits,
} from "../../../analysis/sampling/draw-plan.ts";
import type { SampleFrame } from "../../../analysis/sampling/plan-strata.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import {
	type FirstStageMethod,
	firstStageMethods,
	type SamplePlan,
} from "../../../analysis/sampling/sample-plan.ts";
import {
	agencyFrame,
	agencyPlan,
	communeFrame,
	communePlan,
	frameUnit,
} from "./sample-frames.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const psus = {
	"1.1": 6,
	"1.4": 9,
	"2.4": 6,
	"2.6": 12,
	"4.4": 6,
	"4.6": 6,
};

/** Frames and plans of agencies that can be drawn, some with agencies of certainty. */
const drawable = fc.record({
	agencies: fc.integer({ min: 240, max: 400 }),
	large: fc.integer({ min: 0, max: 2 }),
	method: fc.constantFrom<FirstStageMethod>(...firstStageMethods),
	ratio: fc.constantFrom(1, 1.5, 2),
	reserve: fc.integer({ min: 0, max: 2 }),
	serpentine: fc.boolean(),
	seed: fc.integer(),
});

describe("agencies", () => {
	test("every PSU once, cards of lots add up, rates are constant, certain agencies in every lot of theirs", () => {
		fc.assert(
			fc.property(
				drawable,
				({ agencies, large, method, ratio, reserve, serpentine, seed }) => {
					const frame = agencyFrame(agencies, {
						unitOf: (at) =>
							at % 6 === 3 &&
							at < 6 * large &&
							(method === "systematic-pps" || method === "sampford")
								? { people: 9000, leaders: 900 }
								: {},
					});
					const plan = agencyPlan({
						psus,
						method,
						serpentine,
						lotMinimum: 20,
						reserveLots: { "2.6": reserve, "4.4": 1 },
						within: { kind: "classes", cardsPerPsu: 17, leaderRatio: ratio },
					});
					const { parts } = designSample(frame, plan);
					const { strata, units, lots } = drawPlan(
						frame,
						plan,
						randomFrom(seed),
					);
					expect(strata.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
					expect(sum(strata.map(({ population }) => population))).toBe(
						sum(frame.rows.map(({ people }) => people!)),
					);
					expect(new Set(units.map(({ row }) => row)).size).toBe(units.length);
					for (const lot of lots) {
						const dealt = lot.handOver.map(({ cards }) =>
							sum(Object.values(cards)),
						);
						expect(sum(dealt)).toBe(lot.invited);
						expect(lot.invited).toBeGreaterThanOrEqual(plan.lotMinimum);
						const part = parts[lot.stratumId - 1]!;
						expect(lot.rates).toEqual(part.rates);
						expect(lot.rates[1]! / lot.rates[2]!).toBeCloseTo(ratio, 12);
						if (part.certain) continue;
						expect(lot.handOver).toHaveLength(plan.psusPerLot);
						if (method === "systematic-pps" || method === "sampford")
							expect(new Set(dealt)).toEqual(new Set([17]));
					}
					for (const part of parts) {
						const own = lots.filter(({ stratumId }) => stratumId === part.id);
						expect(own.filter((lot) => !lot.reserve)).toHaveLength(part.lots);
						expect(own.filter((lot) => lot.reserve)).toHaveLength(
							part.reserveLots,
						);
						const handed = own.flatMap(({ handOver }) =>
							handOver.map(({ row }) => row),
						);
						expect(new Set(handed)).toEqual(
							new Set(
								units
									.filter(({ stratumId }) => stratumId === part.id)
									.map(({ row }) => row),
							),
						);
						if (!part.certain) expect(new Set(handed).size).toBe(handed.length);
					}
					for (const unit of units) {
						expect(unit.inclusionProbability).toBeGreaterThan(0);
						expect(unit.inclusionProbability).toBeLessThanOrEqual(1);
						expect(unit.certain).toBe(
							strata[unit.stratumId - 1]!.label.en.includes("certainty"),
						);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	test("no pile is larger than the class it is for", () => {
		const frame = agencyFrame(240);
		for (let seed = 0; seed < 50; seed++)
			for (const { handOver } of drawPlan(
				frame,
				agencyPlan({ psus }),
				randomFrom(seed),
			).lots)
				for (const { row, cards } of handOver) {
					const { people, leaders } = frame.rows[row - 2]!;
					expect(cards[1]).toBeLessThanOrEqual(leaders!);
					expect(cards[2]).toBeLessThanOrEqual(people! - leaders!);
				}
	});

	test("lots of certain agencies are of one size, and each spans them all", () => {
		const frame = agencyFrame(60, {
			strata: [[2, 4]],
			unitOf: (at) => (at < 2 ? { people: 6000, leaders: 900 } : {}),
		});
		const { strata, lots } = drawPlan(
			frame,
			agencyPlan({ psus: { "2.4": 12 } }),
			randomFrom(1),
		);
		expect(strata.map(({ label }) => label.vi)).toEqual([
			"Tỉnh, thành phố · Hành chính nhà nước",
			"Tỉnh, thành phố · Hành chính nhà nước · cơ quan chắc chắn",
		]);
		const certain = lots.filter(({ stratumId }) => stratumId === 2);
		expect(certain.length).toBeGreaterThanOrEqual(2);
		const sizes = certain.map(({ invited }) => invited);
		expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
		for (const lot of certain)
			expect(lot.handOver.map(({ row }) => row)).toEqual([2, 3]);
	});

	test("without leaders in the frame there is one pile, at the rate of both classes", () => {
		const frame = agencyFrame(60, {
			strata: [[2, 4]],
			unitOf: () => ({ leaders: null }),
		});
		const [lot] = drawPlan(
			frame,
			agencyPlan({
				psus: { "2.4": 12 },
				within: { kind: "classes", cardsPerPsu: 17, leaderRatio: 1 },
			}),
			randomFrom(1),
		).lots;
		expect(lot!.handOver.map(({ cards }) => cards)).toEqual([
			{ all: 17 },
			{ all: 17 },
			{ all: 17 },
		]);
		expect(lot!.rates[1]).toBe(lot!.rates[2]);
	});

	test("merges make one stratum of many, a category of its own in every dimension that differs", () => {
		const { strata } = drawPlan(
			agencyFrame(240),
			agencyPlan({
				psus,
				merges: [
					["1.1", "1.4"],
					["2.6", "4.6"],
				],
			}),
			randomFrom(1),
		);
		expect(strata.map(({ label }) => label.en)).toEqual([
			"Central · Party; State administration",
			"Province · State administration",
			"Province; Commune, ward, special zone · Education",
			"Commune, ward, special zone · State administration",
		]);
		expect(strata.map(({ domains }) => domains.level!.code)).toEqual([
			1,
			2,
			expect.any(Number),
			4,
		]);
		expect(new Set(strata.map(({ domains }) => domains.level!.code)).size).toBe(
			4,
		);
	});
});

describe("communes", () => {
	const frame = communeFrame(240, { withoutVillages: (at) => at % 10 === 3 });
	const keys = ["TDMNPB", "DBSH", "BTB", "DHNTB_TN", "DNB", "DBSCL"].flatMap(
		(region) => [`${region}.urban`, `${region}.rural`],
	);
	const plan = communePlan({
		psusPerLot: 2,
		lotMinimum: 35,
		psus: Object.fromEntries(keys.map((key) => [key, 4])),
		reserveLots: { "DBSH.rural": 1 },
	});

	test("communes × villages × households is one rate in a stratum (sampling.md §3)", () => {
		const byRow = new Map(frame.rows.map((row) => [row.row, row]));
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const { units, lots } = drawPlan(frame, plan, randomFrom(seed));
				const unitOf = new Map(units.map((unit) => [unit.row, unit]));
				expect(unitOf.size).toBe(units.length);
				for (const { rates, handOver, invited } of lots) {
					expect(sum(handOver.map(({ cards }) => cards.all!))).toBe(invited);
					expect(invited).toBeGreaterThanOrEqual(plan.lotMinimum);
					for (const { row, cards, step, start } of handOver) {
						const unit = unitOf.get(row)!;
						expect(unit.inclusionProbability / step!).toBeCloseTo(
							rates.all!,
							12,
						);
						expect(start).toBeLessThan(step!);
						const households = byRow.get(row)!.households!;
						expect(start! + (cards.all! - 1) * step!).toBeLessThan(households);
						expect(start! + cards.all! * step!).toBeGreaterThanOrEqual(
							households,
						);
						if (unit.parentRow === null) expect(unit.stages).toHaveLength(1);
						else {
							expect(unit.stages).toHaveLength(2);
							expect(byRow.get(row)!.parent).toBe(
								byRow.get(unit.parentRow)!.unit,
							);
						}
					}
				}
			}),
			{ numRuns: 30 },
		);
	});
});

test("lots carry the level that the questionnaire asks by", () => {
	const levels = (frame: SampleFrame, plan: SamplePlan) => [
		...new Set(
			drawPlan(frame, plan, randomFrom(1)).lots.map(({ level }) => level),
		),
	];
	expect(levels(agencyFrame(240), agencyPlan({ psus }))).toEqual([1, 2, 4]);
	expect(
		levels(
			communeFrame(60),
			communePlan({ stratifyBy: [], psus: { all: 8 }, lotMinimum: 40 }),
		),
	).toEqual([4]);
});

describe("a seed", () => {
	const fingerprint = (seed: number, frame: SampleFrame, plan: SamplePlan) =>
		createHash("sha256")
			.update(JSON.stringify(drawPlan(frame, plan, randomFrom(seed))))
			.digest("hex")
			.slice(0, 16);

	test("draws the same sample on every machine, in whatever order the rows come, and another seed another", () => {
		const frame = agencyFrame(240);
		const plan = agencyPlan({ psus, reserveLots: { "2.6": 1 } });
		const first = fingerprint(1, frame, plan);
		expect(first).toBe("fadb08c15cd5f47c");
		expect(
			fingerprint(1, { ...frame, rows: frame.rows.toReversed() }, plan),
		).toBe(first);
		expect(fingerprint(2, frame, plan)).not.toBe(first);
	});
});

test("which units share a lot is chance of its own: units and cards follow from the seed alone", () => {
	for (const method of ["systematic-pps", "systematic", "sampford"] as const) {
		const frame = agencyFrame(240, {
			strata: [[2, 4]],
			unitOf: (at) =>
				at % 31 === 11 && method === "systematic-pps"
					? { people: 2500 + at, leaders: 400 }
					: {},
		});
		const plan = agencyPlan({
			...{ psus: { "2.4": 30 }, method, lotMinimum: 20 },
			reserveLots: { "2.4": 2 },
		});
		const sampled = (lots: number) =>
			drawPlan(frame, plan, randomFrom(1), randomFrom(lots));
		const cardsOf = ({ lots }: DrawnPlan) => {
			const byRow = new Map<string, number>();
			for (const { row, cards } of lots.flatMap((lot) => lot.handOver))
				for (const [pile, count] of Object.entries(cards)) {
					const key = `${row}:${pile}`;
					byRow.set(key, (byRow.get(key) ?? 0) + count);
				}
			return [...byRow].sort(([a], [b]) => (a < b ? -1 : 1));
		};
		const pilesOf = ({ lots }: DrawnPlan) =>
			lots
				.map(({ handOver }) => handOver.map(({ row }) => row))
				// Lots of agencies that are certain have all of them.
				.filter((rows) => rows.length === plan.psusPerLot)
				.map((rows) => rows.sort((a, b) => a - b).join());
		const [one, other] = [sampled(2), sampled(3)];
		expect(other.units).toEqual(one.units);
		expect(other.strata).toEqual(one.strata);
		expect(cardsOf(other)).toEqual(cardsOf(one));
		const known = new Set(pilesOf(one));
		const again = pilesOf(other).filter((pile) => known.has(pile));
		expect(again.length).toBeLessThan(0.1 * known.size);
	}
});

describe("a quota sample", () => {
	const plan = agencyPlan({
		sampling: "quota",
		quotas: {
			"1.1": 100,
			"1.4": 120,
			"2.4": 51,
			"2.6": 300,
			"4.4": 60,
			"4.6": 60,
		},
	});

	test("has lots of its cards and rates, and nobody drawn", () => {
		const frame = agencyFrame(240);
		const { units, lots, strata } = drawPlan(frame, plan, randomFrom(1));
		expect(units).toEqual([]);
		expect(sum(lots.map(({ invited }) => invited))).toBe(691);
		for (const { id, population } of strata) {
			const own = lots.filter(({ stratumId }) => stratumId === id);
			expect(own[0]!.rates[1]).toBeCloseTo(
				sum(own.map(({ invited }) => invited)) / population,
				12,
			);
			for (const { invited, handOver } of own) {
				expect(invited).toBeGreaterThanOrEqual(50);
				expect(handOver).toEqual([]);
			}
		}
	});

	test("is refused where a stratum has none, or more than its people", () => {
		const codes = (quotas: SamplePlan["quotas"]) =>
			designSample(agencyFrame(240), { ...plan, quotas }).problems.map(
				({ code, stratum }) => [code, stratum],
			);
		expect(codes({ ...plan.quotas, "2.4": 0, "4.4": 1_000_000 })).toEqual([
			["no-quota", "2.4"],
			["quota-over-people", "4.4"],
		]);
	});
});

describe("a reserve", () => {
	const frame = agencyFrame(240);
	const plan = agencyPlan({ psus, reserveLots: { "2.6": 2 } });
	const { strata, lots } = drawPlan(frame, plan, randomFrom(1));
	const own = lots.filter(
		({ stratumId }) =>
			strata[stratumId - 1]!.label.en === "Province · Education",
	);

	test("is opened in whole lots, and every rate of the stratum grows with it", () => {
		expect(own.map(({ reserve }) => reserve)).toEqual([
			false,
			false,
			false,
			false,
			true,
			true,
		]);
		const opened = openReserveLots(own, 1);
		expect(opened.map(({ reserve }) => reserve)).toEqual([
			false,
			false,
			false,
			false,
			false,
			true,
		]);
		for (const [at, { rates }] of opened.entries())
			expect(rates[1]).toBeCloseTo((own[at]!.rates[1]! * 5) / 4, 12);
		expect(openReserveLots(opened, 1)).toEqual(
			openReserveLots(own, 2).map((lot) => ({
				...lot,
				rates: {
					1: expect.closeTo(lot.rates[1]!, 12),
					2: expect.closeTo(lot.rates[2]!, 12),
				},
			})),
		);
		expect(() => openReserveLots(own, 3)).toThrow("reserve of 2");
	});

	test("makes communes as likely as a sample that had been larger from the start, villages inside them as before", () => {
		const frame = communeFrame(400);
		const plan = communePlan({
			stratifyBy: [],
			psus: { all: 16 },
			reserveLots: { all: 1 },
		});
		const { units, lots } = drawPlan(frame, plan, randomFrom(2));
		const larger = designSample(frame, { ...plan, psus: { all: 20 } });
		const { design } = larger.parts[0]!;
		const probability = new Map(
			design!.open.map(({ unit }, at) => [
				unit.row,
				design!.probabilities[at]!,
			]),
		);
		const opened = openReserveUnits(units, lots);
		for (const [at, { row, parentRow, ...unit }] of opened.entries()) {
			const [first, ...below] = unit.stages;
			expect(first).toBeCloseTo(probability.get(parentRow ?? row)!, 12);
			expect(below).toEqual(units[at]!.stages.slice(1));
			expect(unit.inclusionProbability).toBeCloseTo(
				first! * (below[0] ?? 1),
				12,
			);
			expect(unit.reserve).toBe(false);
		}
		expect(units.filter(({ reserve }) => reserve)).toHaveLength(4 + 8);
	});
});

describe("refuses, with row and remedy", () => {
	const stratum = { strata: [[2, 4]] as [number, number][] };
	const problemsOf = (
		plan: Partial<SamplePlan>,
		unitOf: (at: number) => Partial<CheckedUnit> = () => ({}),
	) =>
		designSample(
			agencyFrame(40, { ...stratum, unitOf }),
			agencyPlan({ psus: { "2.4": 6 }, ...plan }),
		).problems;
	const at =
		(place: number, unit: Partial<CheckedUnit>) =>
		(other: number): Partial<CheckedUnit> =>
			other === place ? unit : {};

	test.each([0, -3, null])("a size of %s", (people) => {
		const [problem] = problemsOf({}, at(4, { people, leaders: 0 }));
		expect(problem).toMatchObject({
			code: "size-not-positive",
			row: 6,
			unit: "A4",
		});
		expect(problem!.remedy.en).toContain("give a number above zero");
		expect(problem!.remedy.vi).toContain("lớn hơn 0");
	});

	test("a probability above 1 where certainty is refused", () => {
		const large = at(7, { people: 7000, leaders: 1000 });
		expect(problemsOf({ certainty: "refuse" }, large)).toMatchObject([
			{ code: "probability-above-one", row: 9, unit: "A7" },
		]);
		expect(problemsOf({}, large)).toEqual([]);
	});

	test("agencies of certainty that do not make two lots, with the sample at which none is certain", () => {
		const large = at(7, { people: 1100, leaders: 160 });
		const [problem] = problemsOf({ psus: { "2.4": 9 } }, large);
		expect(problem).toMatchObject({
			code: "certainty-too-small",
			row: 9,
			values: { units: 1 },
		});
		const { most } = problem!.values;
		expect(problemsOf({ psus: { "2.4": most as number } }, large)).toEqual([]);
	});

	test("an agency whose classes cannot take their cards", () => {
		expect(problemsOf({}, at(3, { people: 33, leaders: 1 }))).toEqual([]);
		expect(problemsOf({}, at(3, { people: 30, leaders: 1 }))).toMatchObject([
			{ code: "agency-too-small", values: { leaders: 1, leaderCards: 2 } },
		]);
		expect(problemsOf({}, at(3, { people: 20, leaders: 8 }))).toMatchObject([
			{
				code: "agency-too-small",
				row: 5,
				unit: "A3",
				values: { leaders: 8, others: 12 },
			},
		]);
	});

	test("a stratum smaller than its sample and reserve, and one without a sample", () => {
		expect(problemsOf({ psus: { "2.4": 42 } })).toMatchObject([
			{
				code: "stratum-smaller-than-sample",
				stratum: "2.4",
				values: { units: 40, sample: 42 },
			},
		]);
		expect(
			problemsOf({ psus: { "2.4": 39 }, reserveLots: { "2.4": 1 } }),
		).toMatchObject([{ code: "stratum-smaller-than-sample" }]);
		expect(problemsOf({ psus: { "2.4": 39 } })).toMatchObject([
			{ code: "every-unit-certain", values: { units: 40, sample: 39 } },
		]);
		expect(problemsOf({ psus: {} })).toMatchObject([
			{ code: "no-sample", stratum: "2.4" },
		]);
	});

	test("an empty stratum, and an empty frame", () => {
		expect(problemsOf({ psus: { "2.4": 6, "2.9": 6 } })).toMatchObject([
			{ code: "stratum-unknown", stratum: "2.9" },
		]);
		expect(
			designSample({ ...agencyFrame(0) }, agencyPlan()).problems,
		).toMatchObject([{ code: "empty-frame" }]);
	});

	test("a PSU that stands twice", () => {
		expect(problemsOf({}, at(5, { unit: "A2" }))).toMatchObject([
			{ code: "duplicate-unit", row: 7, values: { firstRow: 4 } },
		]);
	});

	test("PSUs that are no multiple of a lot's, with the nearest numbers", () => {
		const [problem] = problemsOf({ psus: { "2.4": 10 } });
		expect(problem).toMatchObject({
			code: "not-whole-lots",
			values: { below: 9, above: 12 },
		});
		expect(problem!.remedy.vi).toContain("hãy chọn 9 hoặc 12");
	});

	test("one lot, small lots, lot minima under 20", () => {
		expect(problemsOf({ psus: { "2.4": 3 } })).toMatchObject([
			{ code: "too-few-variance-units" },
		]);
		expect(problemsOf({ lotMinimum: 52 })).toMatchObject([
			{ code: "lot-under-minimum", values: { cards: 51, minimum: 52 } },
		]);
		expect(problemsOf({ lotMinimum: 19 })).toMatchObject([
			{ code: "lot-minimum-too-low", values: { lowest: 20 } },
		]);
	});

	test("a class ratio without leaders in the frame", () => {
		expect(problemsOf({}, at(5, { leaders: null }))).toMatchObject([
			{ code: "leaders-not-counted", row: 7 },
		]);
	});

	test("central agencies with others in one stratum", () => {
		expect(
			problemsOf(
				{ stratifyBy: ["sector"], psus: { "4": 6 } },
				at(0, { level: 1 }),
			),
		).toMatchObject([{ code: "level-mixed", stratum: "4" }]);
	});

	test("villages too small for their households, communes that are certain, villages without a commune", () => {
		const frame = communeFrame(40);
		const problems = (change: (row: CheckedUnit) => CheckedUnit) =>
			designSample(
				{ ...frame, rows: frame.rows.map(change) },
				communePlan({
					stratifyBy: [],
					psus: { all: 8 },
					psusPerLot: 2,
					lotMinimum: 20,
				}),
			).problems;
		expect(problems((row) => row)).toEqual([]);
		const village = frame.rows[2]!;
		expect(
			problems((row) => (row === village ? { ...row, households: 8 } : row)),
		).toMatchObject([
			{ code: "households-above-one", row: village.row, unit: village.unit },
		]);
		const commune = frame.rows[0]!;
		expect(
			problems((row) => (row === commune ? { ...row, adults: 9000 } : row))[0],
		).toMatchObject({ code: "commune-above-one", row: 2, unit: "X0" });
		expect(
			problems((row) => (row === village ? { ...row, parent: "X999" } : row)),
		).toMatchObject([{ code: "parent-not-in-frame", row: village.row }]);
	});

	test("and the draw throws the first of them", () => {
		expect(() =>
			drawPlan(
				{
					...agencyFrame(3, stratum),
					rows: [frameUnit({ row: 2, unit: "A" })],
				},
				agencyPlan({ psus: { "-.-": 6 } }),
				randomFrom(1),
			),
		).toThrow(
			"row 2, unit A, stratum -.-: số người (people) is 0: give a number above zero",
		);
	});
});
