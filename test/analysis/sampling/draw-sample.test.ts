import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type DrawnUnit,
	drawSample,
	drawWithin,
	openReserve,
} from "../../../analysis/sampling/draw-sample.ts";
import { drawStratum } from "../../../analysis/sampling/draw-stratum.ts";
import { frameProblems } from "../../../analysis/sampling/frame-problems.ts";
import { systematicJoint } from "../../../analysis/sampling/joint-probabilities.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import type {
	FrameUnit,
	Selection,
} from "../../../analysis/sampling/selection.ts";
import { chiSquareBound, frequencies, moments, zBound } from "./monte-carlo.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Twenty-four agencies, two of them so large that they are certain. */
const agencies: FrameUnit[] = Array.from({ length: 24 }, (_, at) => ({
	id: `agency ${at}`,
	stratum: "province",
	size: at === 5 || at === 17 ? 400 : 20 + ((at * 7) % 31),
	keys: [`region ${at % 3}`, at % 4],
}));

/** Something to estimate that goes with size, but not in proportion. */
const answerOf = (id: string) => {
	const at = Number(id.split(" ")[1]);
	return (agencies[at]!.size ?? 0) * (0.3 + 0.02 * (at % 9)) + 5;
};
const truth = sum(agencies.map(({ id }) => answerOf(id)));

const selections: Selection[] = [
	{ method: "simple-random", n: 8 },
	{ method: "simple-random", n: 8, reserve: 4 },
	{ method: "systematic", n: 7, order: "serpentine" },
	{ method: "systematic", n: 7, reserve: 3, order: "keys" },
	{ method: "fixed-step", probability: 0.3 },
	{ method: "systematic-pps", n: 9, certainty: "take", order: "keys" },
	{ method: "systematic-pps", n: 9, certainty: "take", order: "random" },
	{ method: "systematic-pps", n: 9, reserve: 5, certainty: "take" },
	{ method: "sampford", n: 9, certainty: "take" },
	{ method: "sampford", n: 9, reserve: 5, certainty: "take" },
];

const titled = selections.map((selection): [string, Selection] => [
	Object.values(selection).join(" "),
	selection,
]);

describe.each(titled)("%s", (_, selection) => {
	test("draws so many distinct units, the certain ones in the main sample", () => {
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const { main, reserve, probabilities } = drawStratum(
					agencies,
					selection,
					randomFrom(seed),
				);
				const all = [...main, ...reserve];
				expect(new Set(all).size).toBe(all.length);
				for (const [at, p] of probabilities.entries()) {
					expect(p).toBeGreaterThan(0);
					expect(p).toBeLessThanOrEqual(1);
					if (p === 1) expect(main).toContain(at);
				}
				if (selection.method === "fixed-step") return;
				expect(main).toHaveLength(selection.n);
				expect(reserve).toHaveLength(selection.reserve ?? 0);
				expect(sum(probabilities)).toBeCloseTo(selection.n, 9);
			}),
			{ numRuns: 40 },
		);
	});

	test("draws each unit as often as stated, and totals without bias, in 10,000 draws", () => {
		const random = randomFrom(1);
		const draws = 10_000;
		const hits = agencies.map(() => 0);
		const probabilities = drawStratum(
			agencies,
			selection,
			randomFrom(1),
		).probabilities;
		const estimates = { main: moments(), opened: moments() };
		const reserved = selection.method === "fixed-step" ? 0 : selection.reserve;
		for (let draw = 0; draw < draws; draw++) {
			const { main, reserve } = drawStratum(agencies, selection, random);
			for (const at of main) hits[at]! += 1;
			const unit = (at: number): DrawnUnit => ({
				id: agencies[at]!.id,
				row: at + 1,
				stratum: "province",
				inclusionProbability: probabilities[at]!,
				stages: [probabilities[at]!],
				certain: probabilities[at] === 1,
			});
			const drawn = {
				stratum: "province",
				main: main.map(unit),
				reserve: reserve.map(unit),
			};
			estimates.main.add(horvitzThompson(drawn.main));
			// With the whole reserve opened the estimate must be unbiased too.
			if (reserved)
				estimates.opened.add(
					horvitzThompson(openReserve(drawn, reserve.length)),
				);
		}
		const { largest, meanSquare, astray, units } = frequencies(
			hits,
			probabilities,
			draws,
		);
		expect(astray).toBe(0);
		expect(largest).toBeLessThan(zBound(units * selections.length));
		expect(meanSquare).toBeLessThan(chiSquareBound(3) / 3);
		const bound = zBound(2 * selections.length);
		expect(Math.abs(estimates.main.z(truth))).toBeLessThan(bound);
		if (reserved)
			expect(Math.abs(estimates.opened.z(truth))).toBeLessThan(bound);
	});
});

const horvitzThompson = (drawn: readonly DrawnUnit[]) =>
	sum(
		drawn.map(
			({ id, inclusionProbability }) => answerOf(id) / inclusionProbability,
		),
	);

test("the first k of a reserve make a probability sample with the main one", () => {
	const random = randomFrom(5);
	const plan = [
		{
			stratum: "province",
			selection: {
				method: "systematic-pps",
				n: 6,
				reserve: 6,
				certainty: "take",
			} as const,
		},
	];
	const draws = 2000;
	const hits = new Map<string, number>();
	const stated = new Map<string, number>();
	for (let draw = 0; draw < draws; draw++)
		for (const unit of openReserve(drawSample(agencies, plan, random)[0]!, 2)) {
			hits.set(unit.id, (hits.get(unit.id) ?? 0) + 1);
			stated.set(unit.id, unit.inclusionProbability);
		}
	expect(sum([...stated.values()])).toBeCloseTo(8, 9);
	for (const [id, p] of stated)
		expect(Math.abs(hits.get(id)! / draws - p)).toBeLessThanOrEqual(
			4 * Math.sqrt((p * (1 - p)) / draws) + 1e-12,
		);
});

test("a systematic sample with equal probabilities has the circle's joint probabilities", () => {
	// Four of ten, an interval of 2.5: neighbours never meet, places 0 and 2 meet in a fifth of the starts.
	const joint = systematicJoint(new Array<number>(10).fill(0.4));
	const starts = 1000;
	const both = Array.from(
		{ length: starts },
		(_, at) =>
			drawStratum(
				agencies.slice(0, 10),
				{ method: "systematic", n: 4 },
				() => (at + 0.5) / starts,
			).main,
	);
	expect(joint(0, 1)).toBe(0);
	expect(joint(0, 2)).toBeCloseTo(0.2, 12);
	for (let j = 1; j < 10; j++)
		expect(
			both.filter((main) => main.includes(0) && main.includes(j)).length /
				starts,
		).toBeCloseTo(joint(0, j), 2);
});

describe("a seed", () => {
	const frame = Array.from(
		{ length: 500 },
		(_, at): FrameUnit => ({
			id: `u${at}`,
			stratum: `h${at % 5}`,
			size: 25 + ((at * 131) % 400),
			keys: [at % 34, (at * 17) % 7],
		}),
	);
	const plan = [
		{
			stratum: "h0",
			selection: { method: "simple-random", n: 12, reserve: 6 },
		},
		{
			stratum: "h1",
			selection: { method: "systematic", n: 12, order: "keys" },
		},
		{ stratum: "h2", selection: { method: "fixed-step", probability: 0.11 } },
		{
			stratum: "h3",
			selection: {
				method: "systematic-pps",
				n: 12,
				certainty: "take",
				order: "serpentine",
			},
		},
		{
			stratum: "h4",
			selection: { method: "sampford", n: 12, reserve: 3, certainty: "take" },
		},
	] satisfies { stratum: string; selection: Selection }[];
	const fingerprint = (seed: number) =>
		createHash("sha256")
			.update(
				drawSample(frame, plan, randomFrom(seed))
					.flatMap(({ main, reserve }) => [...main, ...reserve])
					.map(({ id }) => id)
					.join(),
			)
			.digest("hex")
			.slice(0, 16);

	test("draws the same sample on every machine, and another seed another", () => {
		expect(fingerprint(2026)).toBe("cebf458404921474");
		expect(fingerprint(2027)).not.toBe(fingerprint(2026));
	});
});

describe("stages", () => {
	/** Communes with villages whose households add up to the commune's size. */
	const communes = Array.from({ length: 30 }, (_, at) => ({
		id: `c${at}`,
		stratum: "rural",
		villages: Array.from(
			{ length: 3 + (at % 3) },
			(_, v) => 60 + ((at * 13 + v * 29) % 90),
		),
	}));
	const frame: FrameUnit[] = communes.map(({ villages, ...commune }) => ({
		...commune,
		size: sum(villages),
	}));
	const villagesOf = (id: string): FrameUnit[] =>
		communes[Number(id.slice(1))]!.villages.map((size, v) => ({
			id: `${id}/${v}`,
			stratum: id,
			size,
		}));
	const households = (village: string) => {
		const [commune, v] = village.split("/");
		return communes[Number(commune!.slice(1))]!.villages[Number(v)]!;
	};
	const rate = 0.02;

	const draw = (random: () => number) => {
		const first = drawSample(
			frame,
			[
				{
					stratum: "rural",
					selection: { method: "systematic-pps", n: 6, certainty: "refuse" },
				},
			],
			random,
		)[0]!.main;
		const second = drawWithin(
			first,
			({ id }) => villagesOf(id),
			() => ({ method: "systematic-pps", n: 2, certainty: "refuse" }),
			random,
		).flatMap(({ strata }) => strata.flatMap(({ main }) => main));
		return drawWithin(
			second,
			({ id }) =>
				Array.from({ length: households(id) }, (_, at) => ({
					id: `${id}/${at}`,
					stratum: id,
				})),
			(village) => ({
				method: "fixed-step",
				probability: rate / village.inclusionProbability,
			}),
			random,
		).flatMap(({ strata }) => strata.flatMap(({ main }) => main));
	};

	test("a fixed step makes communes × villages × households one rate (sampling.md §3)", () => {
		for (const unit of draw(randomFrom(4))) {
			expect(unit.inclusionProbability).toBeCloseTo(rate, 12);
			expect(unit.stages).toHaveLength(3);
			expect(unit.stages.reduce((a, b) => a * b, 1)).toBeCloseTo(rate, 12);
		}
	});

	test("the number of households is estimated without bias, 500 draws within 4 standard errors", () => {
		const random = randomFrom(9);
		const totals = Array.from({ length: 500 }, () =>
			sum(draw(random).map((unit) => 1 / unit.inclusionProbability)),
		);
		const mean = sum(totals) / totals.length;
		const se = Math.sqrt(
			sum(totals.map((t) => (t - mean) ** 2)) / 499 / totals.length,
		);
		const all = sum(communes.flatMap(({ villages }) => villages));
		expect(Math.abs(mean - all)).toBeLessThan(4 * se);
	});

	test("a fault in a frame below is named with the unit that holds it", () => {
		const first = drawSample(
			frame,
			[{ stratum: "rural", selection: { method: "simple-random", n: 1 } }],
			randomFrom(1),
		)[0]!.main;
		expect(() =>
			drawWithin(
				first,
				({ id }) => villagesOf(id).slice(0, 1),
				() => ({ method: "simple-random", n: 2 }),
				randomFrom(1),
			),
		).toThrow(`in ${first[0]!.id}: row 1`);
	});
});

describe("refuses, with row and remedy", () => {
	const pps = { method: "systematic-pps", n: 2, certainty: "refuse" } as const;
	const units = (sizes: (number | undefined)[]) =>
		sizes.map(
			(size, at): FrameUnit => ({
				id: `u${at}`,
				stratum: "a",
				row: at + 2,
				...(size === undefined ? {} : { size }),
			}),
		);
	const draw = (frame: FrameUnit[], selection: Selection) => () =>
		drawSample(frame, [{ stratum: "a", selection }], randomFrom(1));

	test.each([0, -3, Number.NaN, undefined])("a size of %s", (size) => {
		expect(draw(units([4, 5, size, 6]), pps)).toThrow(
			/^row 4, unit u2, stratum a: a size of .* give a size above zero/,
		);
	});

	test("a probability above 1 that is not taken as certainty", () => {
		const frame = units([1, 1, 1, 9]);
		expect(draw(frame, pps)).toThrow(
			"row 5, unit u3, stratum a: an inclusion probability of 1.500 is above 1: take such units with certainty",
		);
		expect(draw(frame, { ...pps, certainty: "take" })).not.toThrow();
		expect(draw(frame, { method: "fixed-step", probability: 1.2 })).toThrow(
			"above 1",
		);
	});

	test("a stratum smaller than its sample and reserve", () => {
		expect(
			draw(units([1, 1, 1]), { method: "simple-random", n: 3, reserve: 1 }),
		).toThrow(
			"row 2, stratum a: 3 units, fewer than the sample of 3 and its reserve of 1: draw fewer, or merge",
		);
	});

	test("a unit that stands twice", () => {
		const frame = [...units([1, 1]), { id: "u0", stratum: "a", row: 9 }];
		expect(draw(frame, { method: "simple-random", n: 1 })).toThrow(
			"row 9, unit u0, stratum a: the unit stands in row 2 already",
		);
	});

	test("an empty stratum, one without a plan, and no sample size", () => {
		expect(() =>
			drawSample(
				[],
				[{ stratum: "a", selection: { method: "simple-random", n: 1 } }],
				randomFrom(1),
			),
		).toThrow("stratum a: no unit of the frame: merge");
		expect(() => drawSample(units([1]), [], randomFrom(1))).toThrow(
			"row 2, unit u0, stratum a: the plan has no sample",
		);
		expect(draw(units([1]), { method: "simple-random", n: 0 })).toThrow(
			"whole number",
		);
	});

	test("all problems at once for whoever mends the file", () => {
		const frame = [...units([0, 1, -1]), { id: "u1", stratum: "b", row: 7 }];
		expect(
			frameProblems(frame, [{ stratum: "a", selection: { ...pps, n: 5 } }]).map(
				({ code, row }) => [code, row],
			),
		).toEqual([
			["size-not-positive", 2],
			["size-not-positive", 4],
			["duplicate-unit", 7],
			["stratum-not-planned", 7],
			["stratum-smaller-than-sample", 2],
		]);
	});

	test("more of a reserve than there is", () => {
		const [drawn] = draw(units([1, 1, 1]), {
			method: "simple-random",
			n: 1,
			reserve: 1,
		})();
		expect(() => openReserve(drawn!, 2)).toThrow("reserve of 1");
	});
});
