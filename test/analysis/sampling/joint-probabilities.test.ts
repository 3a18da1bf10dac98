import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	hartleyRaoJoint,
	type Joint,
	nestedJoint,
	pairwiseDelta,
	simpleRandomJoint,
	systematicJoint,
} from "../../../analysis/sampling/joint-probabilities.ts";
import {
	inclusionProbabilities,
	systematicPps,
} from "../../../analysis/sampling/pps.ts";
import { randomFrom, shuffled } from "../../../analysis/sampling/random.ts";
import {
	drawSampford,
	sampfordJoint,
} from "../../../analysis/sampling/sampford.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const places = (list: readonly unknown[]) => [...list.keys()];

/** Largest |Σ_j≠i π_ij − (n − 1) π_i|, which a design of fixed size makes zero. */
function fixedSizeMiss(joint: Joint, probabilities: readonly number[]): number {
	const n = sum(probabilities);
	return Math.max(
		...probabilities.map((p, i) =>
			Math.abs(
				sum(places(probabilities).map((j) => (i === j ? 0 : joint(i, j)))) -
					(n - 1) * p,
			),
		),
	);
}

/** Probabilities of a frame of `sizes`, with certainty units where some are large. */
const frames = fc
	.array(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 40 })
	.chain((sizes) =>
		fc
			.integer({ min: 2, max: sizes.length })
			.map((n) => inclusionProbabilities(sizes, n)),
	);

function subsets(size: number, n: number): number[][] {
	if (n === 0) return [[]];
	if (size < n) return [];
	return [
		...subsets(size - 1, n),
		...subsets(size - 1, n - 1).map((set) => [...set, size - 1]),
	];
}

/** Every sample of n with Sampford's probability, by his formula. */
function sampfordSamples(probabilities: readonly number[], n: number) {
	const samples = subsets(probabilities.length, n).map((set) => ({
		set,
		weight:
			set.reduce(
				(w, i) => (w * probabilities[i]!) / (1 - probabilities[i]!),
				1,
			) * sum(set.map((i) => 1 - probabilities[i]!)),
	}));
	const all = sum(samples.map(({ weight }) => weight));
	return samples.map(({ set, weight }) => ({ set, p: weight / all }));
}

describe("systematic selection", () => {
	test("agrees with Tillé 2006, §7.1, whose example has n = 3", () => {
		const joint = systematicJoint([0.2, 0.7, 0.8, 0.5, 0.4, 0.4]);
		const matrix = [
			[0.2, 0, 0.2, 0.2, 0, 0],
			[0, 0.7, 0.5, 0.2, 0.4, 0.3],
			[0.2, 0.5, 0.8, 0.3, 0.4, 0.2],
			[0.2, 0.2, 0.3, 0.5, 0, 0.3],
			[0, 0.4, 0.4, 0, 0.4, 0],
			[0, 0.3, 0.2, 0.3, 0, 0.4],
		];
		for (const [i, row] of matrix.entries())
			for (const [j, expected] of row.entries())
				expect(joint(i, j)).toBeCloseTo(expected, 12);
	});

	test("is the share of starts that draw both, at every start of a fine grid", () => {
		fc.assert(
			fc.property(frames, (probabilities) => {
				const joint = systematicJoint(probabilities);
				const starts = 2000;
				const both = new Map<string, number>();
				for (let at = 0; at < starts; at++) {
					const drawn = systematicPps(probabilities, (at + 0.5) / starts);
					for (const i of drawn)
						for (const j of drawn)
							both.set(`${i} ${j}`, (both.get(`${i} ${j}`) ?? 0) + 1 / starts);
				}
				// An arc begins and ends between two starts of the grid: at most two intervals off, in two pieces.
				for (const i of places(probabilities))
					for (const j of places(probabilities))
						expect(
							Math.abs(joint(i, j) - (both.get(`${i} ${j}`) ?? 0)),
						).toBeLessThan(4.1 / starts);
			}),
			{ numRuns: 15 },
		);
	});

	test("is symmetric, has the unit's own on the diagonal, and a fixed size", () => {
		fc.assert(
			fc.property(frames, (probabilities) => {
				const joint = systematicJoint(probabilities);
				expect(fixedSizeMiss(joint, probabilities)).toBeLessThan(1e-9);
				for (const [i, p] of probabilities.entries()) {
					expect(joint(i, i)).toBeCloseTo(p, 12);
					expect(joint(0, i)).toBeCloseTo(joint(i, 0), 12);
				}
			}),
		);
	});
});

describe("Hartley–Rao", () => {
	test("is within 5 % of the mean over every order, even of a list of seven", () => {
		const probabilities = inclusionProbabilities([9, 10, 11, 12, 8, 10, 10], 2);
		const orders = permutations(places(probabilities));
		const exact = (i: number, j: number) =>
			sum(
				orders.map((order) =>
					systematicJoint(order.map((unit) => probabilities[unit]!))(
						order.indexOf(i),
						order.indexOf(j),
					),
				),
			) / orders.length;
		const joint = hartleyRaoJoint(probabilities);
		for (const [i, j] of [
			[0, 1],
			[2, 3],
			[3, 4],
			[5, 6],
		] as const)
			expect(Math.abs(joint(i, j) / exact(i, j) - 1)).toBeLessThan(0.05);
	});

	test("agrees with 2,000 draws in random order within 4 standard errors", () => {
		const sizes = Array.from({ length: 40 }, (_, at) => 10 + (at % 8) * 3);
		const probabilities = inclusionProbabilities(sizes, 8);
		const random = randomFrom(11);
		const draws = 2000;
		const together = new Float64Array(40 * 40);
		for (let draw = 0; draw < draws; draw++) {
			const order = shuffled(places(probabilities), random);
			const drawn = systematicPps(
				order.map((unit) => probabilities[unit]!),
				random(),
			).map((place) => order[place]!);
			for (const i of drawn) for (const j of drawn) together[i * 40 + j]! += 1;
		}
		const joint = hartleyRaoJoint(probabilities);
		for (let i = 0; i < 40; i++)
			for (let j = 0; j < i; j++) {
				const p = joint(i, j);
				const se = Math.sqrt((p * (1 - p)) / draws);
				// 780 pairs: the largest of so many normal deviates is near 3.2.
				expect(Math.abs(together[i * 40 + j]! / draws - p)).toBeLessThan(
					4.5 * se,
				);
			}
		expect(fixedSizeMiss(joint, probabilities)).toBeLessThan(0.001);
	});

	test("misses a fixed size by O(N⁻³) of the whole: an eighth at twice the list", () => {
		const miss = (times: number) => {
			const sizes = Array.from({ length: 7 * times }, (_, at) => 8 + (at % 7));
			const probabilities = inclusionProbabilities(sizes, 8);
			return (
				fixedSizeMiss(hartleyRaoJoint(probabilities), probabilities) * times
			);
		};
		expect(miss(6) / miss(12)).toBeCloseTo(8, 1);
		expect(miss(12) / miss(24)).toBeCloseTo(8, 1);
	});

	test("equal probabilities come near n(n − 1) / (N(N − 1))", () => {
		const joint = hartleyRaoJoint(new Array<number>(100).fill(0.1));
		expect(joint(0, 1) / simpleRandomJoint(10, 100)(0, 1)).toBeCloseTo(1, 5);
	});

	test("certainty units leave the others' joint probabilities alone", () => {
		const joint = hartleyRaoJoint([1, ...new Array<number>(100).fill(0.1)]);
		expect(joint(0, 5)).toBe(0.1);
		expect(joint(1, 2) / simpleRandomJoint(10, 100)(0, 1)).toBeCloseTo(1, 5);
	});
});

describe("Sampford", () => {
	test("agrees with his formula over every sample of a small frame", () => {
		const probabilities = [0.2, 0.7, 0.8, 0.5, 0.4, 0.4];
		const samples = sampfordSamples(probabilities, 3);
		const joint = sampfordJoint(probabilities);
		for (const i of places(probabilities))
			for (const j of places(probabilities))
				expect(joint(i, j)).toBeCloseTo(
					sum(
						samples
							.filter(({ set }) => set.includes(i) && set.includes(j))
							.map(({ p }) => p),
					),
					12,
				);
	});

	test("has the inclusion probabilities asked: Σ_j π_ij = (n − 1) π_i, all in order", () => {
		fc.assert(
			fc.property(frames, (probabilities) => {
				const joint = sampfordJoint(probabilities);
				expect(fixedSizeMiss(joint, probabilities)).toBeLessThan(1e-8);
				const placesLeft = Math.round(sum(probabilities.filter((p) => p < 1)));
				for (const [j, q] of probabilities.entries()) {
					if (j === 0) continue;
					const p = probabilities[0]!;
					expect(joint(0, j)).toBeCloseTo(joint(j, 0), 10);
					// Units that compete for one place are never drawn together.
					if (placesLeft > 1 || p === 1 || q === 1)
						expect(joint(0, j)).toBeGreaterThan(0);
					// Yates–Grundy's estimate is never negative.
					expect(joint(0, j)).toBeLessThanOrEqual(p * q + 1e-9);
				}
			}),
		);
	});

	test("holds in a frame of 600 of which 200 are drawn", () => {
		const probabilities = inclusionProbabilities(
			Array.from({ length: 600 }, (_, at) => 5 + ((at * 37) % 100)),
			200,
		);
		const joint = sampfordJoint(probabilities);
		for (const i of [0, 299, 599])
			expect(
				sum(places(probabilities).map((j) => (i === j ? 0 : joint(i, j)))),
			).toBeCloseTo(199 * probabilities[i]!, 7);
	});

	test("draws n distinct units, certainty units among them", () => {
		fc.assert(
			fc.property(frames, fc.integer(), (probabilities, seed) => {
				const drawn = drawSampford(probabilities, randomFrom(seed));
				expect(drawn).toHaveLength(Math.round(sum(probabilities)));
				expect(new Set(drawn).size).toBe(drawn.length);
				for (const [unit, p] of probabilities.entries())
					if (p === 1) expect(drawn).toContain(unit);
			}),
		);
	});

	test("draws every sample as often as its probability, 2,000 draws within 4 standard errors", () => {
		const probabilities = [0.2, 0.7, 0.8, 0.5, 0.4, 0.4];
		const random = randomFrom(3);
		const draws = 2000;
		const seen = new Map<string, number>();
		for (let draw = 0; draw < draws; draw++) {
			const key = drawSampford(probabilities, random).join();
			seen.set(key, (seen.get(key) ?? 0) + 1);
		}
		for (const { set, p } of sampfordSamples(probabilities, 3)) {
			const share = (seen.get(set.join()) ?? 0) / draws;
			expect(Math.abs(share - p)).toBeLessThan(
				4 * Math.sqrt((p * (1 - p)) / draws),
			);
		}
	});

	test("refuses probabilities that do not add up to a sample size", () => {
		expect(() => drawSampford([0.5, 0.7], randomFrom(1))).toThrow("add up");
		expect(() => sampfordJoint([1.2, 0.8])).toThrow("between 0 and 1");
	});
});

test("Yates–Grundy's variance with Sampford's pairs is unbiased, over every sample", () => {
	const probabilities = [0.2, 0.7, 0.8, 0.5, 0.4, 0.4];
	const values = [3, 8, 7, 9, 2, 6];
	const joint = sampfordJoint(probabilities);
	const samples = sampfordSamples(probabilities, 3);
	const z = values.map((y, i) => y / probabilities[i]!);
	const total = (set: number[]) => sum(set.map((i) => z[i]!));
	const estimate = (set: number[]) => {
		const delta = pairwiseDelta(joint, set);
		return -sum(
			subsets(3, 2).map(
				([a, b]) => delta(a!, b!) * (z[set[a!]!]! - z[set[b!]!]!) ** 2,
			),
		);
	};
	const mean = sum(samples.map(({ set, p }) => p * total(set)));
	const variance = sum(
		samples.map(({ set, p }) => p * (total(set) - mean) ** 2),
	);
	expect(mean).toBeCloseTo(sum(values), 10);
	expect(sum(samples.map(({ set, p }) => p * estimate(set)))).toBeCloseTo(
		variance,
		9,
	);
});

test("stages and strata multiply: pairs of one PSU share its draw, pairs of two are drawn apart", () => {
	const joint = nestedJoint(simpleRandomJoint(2, 4), () =>
		simpleRandomJoint(3, 5),
	);
	expect(joint({ part: 0, unit: 1 }, { part: 0, unit: 1 })).toBeCloseTo(
		0.3,
		12,
	);
	expect(joint({ part: 0, unit: 1 }, { part: 0, unit: 2 })).toBeCloseTo(
		0.5 * 0.3,
		12,
	);
	expect(joint({ part: 0, unit: 1 }, { part: 3, unit: 1 })).toBeCloseTo(
		(1 / 6) * 0.36,
		12,
	);
	const strata = nestedJoint(
		() => 1,
		() => simpleRandomJoint(3, 5),
	);
	expect(strata({ part: 0, unit: 1 }, { part: 1, unit: 1 })).toBeCloseTo(
		0.36,
		12,
	);
});

function permutations(list: number[]): number[][] {
	if (list.length < 2) return [list];
	return list.flatMap((first) =>
		permutations(list.filter((other) => other !== first)).map((rest) => [
			first,
			...rest,
		]),
	);
}
