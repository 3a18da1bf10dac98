import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { contrast } from "../../../analysis/estimators/contrast.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { anchoredCrosswise } from "../../../analysis/sensitive/crosswise-anchor.ts";
import { listDesignEffect } from "../../../analysis/sensitive/design-effect-test.ts";
import {
	armMeans,
	doubleListAverage,
} from "../../../analysis/sensitive/item-count.ts";
import { marginalComponentEffects } from "../../../analysis/sensitive/marginal-component-effects.ts";
import {
	crosswise,
	prevalence,
	warner,
} from "../../../analysis/sensitive/randomised-response.ts";
import { evaluate } from "../../../analysis/statistic.ts";
import { expectClose } from "../close.ts";

describe("crosswise", () => {
	it("gives the published prevalence and standard error (sampling.md §10.4)", () => {
		const n = 2000;
		const observedSe = Math.sqrt((1.6 * 0.66 * 0.34) / n);
		const { estimate, se } = prevalence(0.66, observedSe, crosswise(0.23));
		expectClose(estimate, 0.203704, { relative: 0, absolute: 5e-7 });
		expectClose(se * se, 0.00061564, { relative: 0, absolute: 5e-9 });
	});

	it("agrees with Jann, Jerke & Krumpal 2012 (POQ 76:32–49)", () => {
		const observedSe = Math.sqrt((0.6385 * 0.3615) / 310);
		const { estimate, se } = prevalence(0.6385, observedSe, crosswise(0.25));
		expectClose(estimate, 0.223, { relative: 0, absolute: 5e-4 });
		expectClose(se, 0.0546, { relative: 0, absolute: 5e-5 });
	});

	it("corrected by an anchor gives the published numbers (sampling.md §10.4)", () => {
		const found = contrast(
			{
				terms: ["x", "anchor"],
				estimate: Float64Array.of(0.62, 0.73),
				covariance: Matrix.zeros(2, 2),
			},
			anchoredCrosswise({ p: 0.23, anchorP: 0.23, anchorPrevalence: 0 }),
		);
		expectClose(found.estimate[0] ?? 0, 0.851852, {
			relative: 0,
			absolute: 5e-7,
		});
		expectClose(found.estimate[1] ?? 0, 0.23913, {
			relative: 0,
			absolute: 5e-7,
		});
	});

	it.each([
		[2000, 3.39],
		[4000, 2.39],
		[6000, 1.96],
	])(
		"corrected, n = %d, has a standard error of %d points (sampling.md §12.2)",
		(n, points) => {
			const [p, attention, deff] = [0.23, 0.85, 1.6];
			const asked = 0.2 * p + 0.8 * (1 - p);
			const share = attention * asked + (1 - attention) / 2;
			const anchor = attention * (1 - p) + (1 - attention) / 2;
			const variance = (s: number) => (deff * s * (1 - s)) / n;
			const { covariance } = contrast(
				{
					terms: ["x", "anchor"],
					estimate: Float64Array.of(share, anchor),
					covariance: new Matrix([
						[variance(share), 0],
						[0, variance(anchor)],
					]),
				},
				anchoredCrosswise({ p, anchorP: p, anchorPrevalence: 0 }),
			);
			expectClose(100 * Math.sqrt(covariance.get(1, 1)), points, {
				relative: 0,
				absolute: 0.005,
			});
		},
	);
});

describe("randomised response", () => {
	it("does not clip what falls outside [0, 1]", () => {
		expect(prevalence(0.1, 0.01, warner(0.7)).estimate).toBeLessThan(0);
	});

	it("refuses probabilities that say nothing", () => {
		expect(() => prevalence(0.5, 0.01, warner(0.5))).toThrow(/says nothing/);
	});
});

describe("list experiment", () => {
	it("finds the share of a simulated trait from both lists, closer than from one", () => {
		const { design, first, second, treated } = lists(0);
		const means = evaluate(design, armMeans([first, second], treated));
		const both = contrast(means, [doubleListAverage()]);
		const se = Math.sqrt(both.covariance.get(0, 0));
		expect(Math.abs((both.estimate[0] ?? 0) - 0.3)).toBeLessThan(3 * se);
		expectClose(se, Math.sqrt(2 / 4000), { relative: 0.25 });
	});

	it("has types whose shares add to one, and no design effect where there is none", () => {
		const { design, first, treated } = lists(0);
		const test = listDesignEffect(design, first, treated, { items: 4, df: 78 });
		expectClose(
			test.types.reduce((sum, { share }) => sum + share, 0),
			1,
		);
		expect(test.p).toBeGreaterThan(0.05);
	});

	it("sees a design effect: the treated leave control items out", () => {
		const { design, first, treated } = lists(1);
		const test = listDesignEffect(design, first, treated, { items: 4, df: 78 });
		expect(test.p).toBeLessThan(0.001);
	});
});

describe("marginalComponentEffects", () => {
	it("finds the effects of two attributes of a vignette", () => {
		const random = randomFrom(5);
		const rows = 4000;
		const draw = (count: number) =>
			Int32Array.from({ length: rows }, () => Math.floor(count * random()));
		const [risk, boss] = [draw(2), draw(3)];
		const answer = Float64Array.from(
			{ length: rows },
			(_, row) =>
				3 - 0.5 * (risk[row] ?? 0) + (boss[row] === 2 ? 0.4 : 0) + random(),
		);
		const { terms, estimate, covariance } = marginalComponentEffects(
			designOf(rows),
			answer,
			[
				{ name: "risk", codes: risk, levels: ["low", "high"] },
				{ name: "boss", codes: boss, levels: ["silent", "against", "for"] },
			],
		);
		expect(terms).toEqual(["risk: high", "boss: against", "boss: for"]);
		[-0.5, 0, 0.4].forEach((truth, k) => {
			const se = Math.sqrt(covariance.get(k, k));
			expect(Math.abs((estimate[k] ?? 0) - truth)).toBeLessThan(4 * se);
		});
	});
});

function designOf(rows: number) {
	return stratifiedClusters({
		stratum: Int32Array.from({ length: rows }, (_, row) => row % 2),
		psu: Int32Array.from({ length: rows }, (_, row) => row % 80),
		weights: new Float64Array(rows).fill(1),
	});
}

/** Four control items of each list, a trait of 30 %, and how many control items the treated hide. */
function lists(hidden: number) {
	const random = randomFrom(3);
	const rows = 4000;
	const treated = new Float64Array(rows);
	const first = new Float64Array(rows);
	const second = new Float64Array(rows);
	const count = () =>
		[0, 1, 2, 3].reduce((sum) => sum + (random() < 0.5 ? 1 : 0), 0);
	for (let row = 0; row < rows; row++) {
		const trait = random() < 0.3 ? 1 : 0;
		const arm = random() < 0.5 ? 1 : 0;
		treated[row] = arm;
		first[row] = Math.max(0, count() - (arm ? hidden : 0)) + arm * trait;
		second[row] = count() + (1 - arm) * trait;
	}
	return { design: designOf(rows), first, second, treated };
}
