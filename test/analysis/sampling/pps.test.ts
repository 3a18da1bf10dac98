import fc from "fast-check";
import { expect, test } from "vitest";
import {
	inclusionProbabilities,
	systematicPps,
} from "../../../analysis/sampling/pps.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";

const frames = fc
	.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 })
	.chain((sizes) =>
		fc.record({
			sizes: fc.constant(sizes),
			n: fc.integer({ min: 1, max: sizes.length }),
			seed: fc.integer(),
		}),
	);

test("inclusionProbabilities add up to n, none above 1, in proportion to size below 1", () => {
	fc.assert(
		fc.property(frames, ({ sizes, n }) => {
			const probabilities = inclusionProbabilities(sizes, n);
			expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(n, 9);
			const ratios = probabilities.flatMap((probability, unit) =>
				probability < 1 ? [probability / (sizes[unit] as number)] : [],
			);
			for (const probability of probabilities) {
				expect(probability).toBeGreaterThan(0);
				expect(probability).toBeLessThanOrEqual(1);
			}
			if (ratios.length > 0)
				expect(Math.max(...ratios)).toBeCloseTo(Math.min(...ratios), 12);
		}),
	);
});

test("a unit too large for its share is taken with certainty", () => {
	expect(inclusionProbabilities([10, 10, 20, 160], 2)).toEqual([
		0.25, 0.25, 0.5, 1,
	]);
});

test("certainty units can make others certain in turn", () => {
	expect(inclusionProbabilities([1, 1, 8, 100], 3)).toEqual([0.5, 0.5, 1, 1]);
});

test("systematicPps draws n distinct units in the order of the frame, certainty units always", () => {
	fc.assert(
		fc.property(frames, ({ sizes, n, seed }) => {
			const probabilities = inclusionProbabilities(sizes, n);
			const drawn = systematicPps(probabilities, randomFrom(seed)());
			expect(drawn).toHaveLength(n);
			expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn);
			for (const [unit, probability] of probabilities.entries())
				if (probability === 1) expect(drawn).toContain(unit);
		}),
	);
});

test("systematicPps draws each unit as often as its inclusion probability says", () => {
	const probabilities = inclusionProbabilities([5, 9, 14, 2, 30, 7], 3);
	const starts = 20_000;
	const hits = probabilities.map(() => 0);
	for (let at = 0; at < starts; at++)
		for (const unit of systematicPps(probabilities, (at + 0.5) / starts))
			(hits[unit] as number)++;
	for (const [unit, probability] of probabilities.entries())
		expect((hits[unit] as number) / starts).toBeCloseTo(probability, 3);
});

test("the same seed draws the same sample", () => {
	const draw = (seed: number) =>
		systematicPps(
			inclusionProbabilities([3, 1, 4, 1, 5, 9, 2, 6], 4),
			randomFrom(seed)(),
		);
	expect(draw(7)).toEqual(draw(7));
});
