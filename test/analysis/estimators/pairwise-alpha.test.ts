import fc from "fast-check";
import { expect, test } from "vitest";
import { cronbachAlpha } from "../../../analysis/estimators/cronbach-alpha.ts";
import { pairwiseAlpha } from "../../../analysis/estimators/pairwise-alpha.ts";
import { expectClose } from "../close.ts";

const row = fc.record({
	items: fc.array(fc.integer({ min: 1, max: 5 }), {
		minLength: 4,
		maxLength: 4,
	}),
	weight: fc.double({ min: 0.5, max: 9, noNaN: true }),
});

test("with complete rows it is Cronbach's alpha by the other route", () => {
	fc.assert(
		fc.property(fc.array(row, { minLength: 8, maxLength: 60 }), (rows) => {
			const weights = Float64Array.from(rows, ({ weight }) => weight);
			const items = [0, 1, 2, 3].map((at) =>
				Float64Array.from(rows, (one) => one.items[at] ?? 0),
			);
			const { alpha, pairs } = pairwiseAlpha({
				items,
				weightOf: (at) => weights[at] ?? 0,
			});
			const other = cronbachAlpha(
				items.map((values, at) => ({ name: String(at), values })),
				weights,
			);
			expect(pairs).toBe(rows.length);
			if (Number.isFinite(other) && Math.abs(other) < 1e6)
				expectClose(alpha, other, { relative: 1e-6, absolute: 1e-9 });
		}),
	);
});

test("items that a random half was not shown give the alpha of all, within chance", () => {
	let state = 7;
	const random = () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 2_147_483_648;
	};
	const rows = 20_000;
	const complete = [0, 1, 2, 3].map(() => new Float64Array(rows));
	const drawn = [0, 1, 2, 3].map(() => new Float64Array(rows));
	for (let at = 0; at < rows; at++) {
		const trait = random() + random();
		for (let item = 0; item < 4; item++) {
			const value = Math.round(1 + trait + 2 * random());
			complete[item]![at] = value;
			drawn[item]![at] = random() < 0.5 ? value : Number.NaN;
		}
	}
	const alphaOf = (items: Float64Array[]) =>
		pairwiseAlpha({ items, weightOf: () => 1 }).alpha;
	// The standard error of alpha with some 5,000 pairs is under 0.01.
	expect(Math.abs(alphaOf(drawn) - alphaOf(complete))).toBeLessThan(0.04);
});
