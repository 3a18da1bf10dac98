import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { fUpperTail } from "../../../analysis/distributions.ts";
import { categoryTotals } from "../../../analysis/estimators/category-totals.ts";
import {
	positiveProbability,
	ratioMixture,
	saddlepointRatioTail,
} from "../../../analysis/significance/chi-squared-mixture.ts";
import { compareColumns } from "../../../analysis/significance/compare-columns.ts";
import { holm } from "../../../analysis/significance/holm.ts";
import { rankScores } from "../../../analysis/significance/rank-scores.ts";
import { expectClose } from "../close.ts";

describe("positiveProbability", () => {
	it.each([
		[3, 2.2, 12.5],
		[1, 9.1, 4],
		[4, 0.3, 760],
	])(
		"is the F tail for equal weights, %d df at %d over %d df",
		(df, f, ddf) => {
			const lambda = new Float64Array(df).fill(1.5);
			expectClose(
				positiveProbability(ratioMixture(lambda, 1.5 * df * f, ddf)),
				fUpperTail(f, df, ddf),
				{ relative: 1e-8 },
			);
		},
	);

	it("is near the saddlepoint approximation for unequal weights", () => {
		const lambda = Float64Array.of(3, 1, 0.5);
		for (const x of [8, 15, 25])
			expectClose(
				saddlepointRatioTail(lambda, x, 40),
				positiveProbability(ratioMixture(lambda, x, 40)),
				{ relative: 0.05 },
			);
	});
});

describe("holm", () => {
	it("gives Holm's own example (1979, §4) and never less than the p-value", () => {
		expect([...holm([0.01, 0.04, 0.03, 0.005])]).toEqual([
			0.03, 0.06, 0.06, 0.02,
		]);
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
				(ps) => {
					holm(ps).forEach((p, k) => {
						expect(p).toBeGreaterThanOrEqual(ps[k] ?? 0);
						expect(p).toBeLessThanOrEqual(1);
					});
				},
			),
		);
	});
});

describe("compareColumns", () => {
	it("gives the two-sided p of t, which with two degrees of freedom is 1 − t/√(2 + t²)", () => {
		// Two strata of two PSUs; in each PSU two rows of either column.
		const rows = 16;
		const psu = Int32Array.from({ length: rows }, (_, row) => row >> 2);
		const design = stratifiedClusters({
			psu,
			stratum: psu.map((unit) => unit >> 1),
			weights: Float64Array.from({ length: rows }, (_, row) => 1 + (row % 3)),
		});
		const [totals] = categoryTotals(design, [
			{
				codes: Int8Array.of(1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0),
				categories: 2,
				domain: {
					codes: Int32Array.from({ length: rows }, (_, row) => (row >> 1) & 1),
					count: 2,
				},
			},
		]);
		const [pair] = compareColumns(design, totals!, 1, [0, 1]);
		const t = pair!.difference / pair!.se;
		expect(pair!.df).toBe(2);
		expect(pair!.p).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
	});
});

describe("rankScores", () => {
	it("share the mid-rank among ties and centre at a half", () => {
		const scores = rankScores(
			Float64Array.of(1, 2, 2, 3),
			Float64Array.of(1, 1, 1, 1),
			"wilcoxon",
		);
		expect([...scores]).toEqual([0.125, 0.5, 0.5, 0.875]);
	});
});
