import { describe, expect, test } from "vitest";
import { openReserveLots } from "../../../analysis/sampling/draw-plan.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import {
	chiSquareBound,
	drawAgain,
	type Repeated,
	shares,
	zBound,
} from "./monte-carlo.ts";
import {
	agencyFrame,
	agencyPlan,
	communeFrame,
	communePlan,
} from "./sample-frames.ts";

const draws = 10_000;
const seed = 1;

const agencies = agencyFrame(48, { strata: [[2, 4]] });
const psus = { "2.4": 12 };
/** Two agencies of 48 so large that they are certain. */
const withLarge = agencyFrame(48, {
	strata: [[2, 4]],
	unitOf: (at) =>
		at === 11 || at === 30 ? { people: 2500 + at, leaders: 400 } : {},
});

const plans: [string, typeof agencies, SamplePlan][] = [
	["systematic PPS, two classes", agencies, agencyPlan({ psus })],
	[
		"systematic PPS with agencies of certainty",
		withLarge,
		agencyPlan({ psus }),
	],
	["Sampford", agencies, agencyPlan({ psus, method: "sampford" })],
	[
		"systematic, equal probabilities",
		agencies,
		agencyPlan({ psus, method: "systematic", lotMinimum: 20 }),
	],
	[
		"simple random",
		agencies,
		agencyPlan({ psus, method: "simple-random", lotMinimum: 20 }),
	],
	[
		"a reserve kept back",
		agencies,
		agencyPlan({ psus, reserveLots: { "2.4": 2 } }),
	],
	[
		"communes, villages, households at a fixed step",
		communeFrame(36, { withoutVillages: (at) => at % 9 === 4 }),
		communePlan({
			stratifyBy: ["urban"],
			psus: { urban: 4, rural: 8 },
			psusPerLot: 2,
			lotMinimum: 35,
		}),
	],
];

describe.each(plans)("10,000 draws: %s", (_, frame, plan) => {
	let drawn: Repeated;

	test("units come as often as stated", () => {
		drawn = drawAgain(frame, plan, draws, { seed, sharesOf: shares(frame) });
		const { frequencies } = drawn;
		expect(frequencies.astray).toBe(0);
		expect(frequencies.largest).toBeLessThan(zBound(frequencies.units));
		// A systematic draw takes whole rows of units together, so that few of the deviations are independent.
		expect(frequencies.meanSquare).toBeLessThan(chiSquareBound(3) / 3);
	});

	test("cards of every unit and pile are rate × people on average", () => {
		expect(drawn.cards.largest).toBeLessThan(zBound(drawn.cards.comparisons));
	});

	test("Horvitz–Thompson totals are unbiased", () => {
		for (const z of drawn.totals)
			expect(Math.abs(z)).toBeLessThan(zBound(drawn.totals.length));
	});
});

test("a reserve opened whole leaves totals unbiased, at rates that grew with it", () => {
	const drawn = drawAgain(
		agencies,
		agencyPlan({ psus, reserveLots: { "2.4": 2 } }),
		draws,
		{
			seed,
			sharesOf: shares(agencies),
			open: (lots) => openReserveLots(lots, 2),
		},
	);
	for (const z of drawn.totals)
		expect(Math.abs(z)).toBeLessThan(zBound(drawn.totals.length));
	expect(drawn.cards.largest).toBeLessThan(zBound(drawn.cards.comparisons));
});

test.each([
	"systematic-pps",
	"systematic",
	"simple-random",
	"sampford",
] as const)(
	"%s: lots give the variance of the draw, of 20 items together",
	(method) => {
		const frame = agencyFrame(240, { strata: [[2, 4]] });
		const { ratio } = drawAgain(
			frame,
			agencyPlan({ psus: { "2.4": 30 }, method, lotMinimum: 20 }),
			1000,
			{ seed, sharesOf: shares(frame, 20) },
		);
		expect(ratio.spread).toBeGreaterThan(0.85);
		expect(ratio.spread).toBeLessThan(1.3);
		if (method.startsWith("systematic"))
			expect(ratio.neighbours).toBeGreaterThan(1.2 * ratio.spread);
	},
);
