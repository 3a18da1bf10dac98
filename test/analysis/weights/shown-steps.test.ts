import { describe, expect, it } from "vitest";
import { shownSteps } from "../../../analysis/weights/shown-steps.ts";
import { weightsSummary } from "../../../analysis/weights/summary.ts";
import type { WeightStep } from "../../../analysis/weights/weight-recipe.ts";

const weights = Float64Array.from({ length: 200 }, (_, row) => 1 + (row % 3));

const stepsWith = (forms: number): WeightStep[] => [
	{ step: "base", summary: weightsSummary(weights), missing: 0, piles: [] },
	{
		step: "outside",
		summary: weightsSummary(weights.slice(forms)),
		forms,
	},
];

const outsideOf = (
	forms: number,
	sampling: "probability" | "non-probability" = "probability",
) => shownSteps(stepsWith(forms), sampling, 10)[1];

describe("shownSteps", () => {
	it("tells nothing from which a few people outside the population could be counted", () => {
		const step = outsideOf(4);
		expect(step).toMatchObject({
			forms: null,
			summary: { n: null, sum: null, mean: null },
		});
		const { kish_deff = 0, kish_neff = 0 } = step?.summary ?? {};
		// n = deff × effective n, were it not for the tens.
		expect(Math.abs(kish_deff * kish_neff - 196)).toBeGreaterThan(1);
		expect(kish_neff % 10).toBe(0);
	});

	it("tells that there are none, and how many where they are enough", () => {
		expect(outsideOf(0)).toMatchObject({ forms: 0, summary: { n: 200 } });
		expect(outsideOf(12)).toMatchObject({ forms: 12, summary: { n: 188 } });
	});

	it("has no deff or effective n where there is no probability sample", () => {
		for (const forms of [0, 4, 12])
			expect(
				Object.keys(outsideOf(forms, "non-probability")?.summary ?? {}),
			).toEqual(expect.not.arrayContaining(["kish_deff", "kish_neff"]));
	});
});
