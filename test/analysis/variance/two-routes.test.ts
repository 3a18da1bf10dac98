import fc from "fast-check";
import { describe, it } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { domain } from "../../../analysis/domain.ts";
import { categoryTotals } from "../../../analysis/estimators/category-totals.ts";
import { cellEstimates } from "../../../analysis/estimators/cell-estimates.ts";
import { mean } from "../../../analysis/estimators/mean.ts";
import { proportions } from "../../../analysis/estimators/proportions.ts";
import { ratio } from "../../../analysis/estimators/ratio.ts";
import { total } from "../../../analysis/estimators/total.ts";
import { families, links } from "../../../analysis/models/family.ts";
import { glm } from "../../../analysis/models/glm.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { evaluate, joined, within } from "../../../analysis/statistic.ts";
import {
	bootstrapErrors,
	bootstrapMultipliers,
} from "../../../analysis/variance/bootstrap.ts";
import { jackknife } from "../../../analysis/weights/jackknife.ts";
import { expectClose } from "../close.ts";

const runs = { numRuns: 50 };

describe("linearisation and the jackknife", () => {
	it("agree exactly on totals", () => {
		fc.assert(
			fc.property(survey(), ({ design, y, x }) => {
				const statistic = total([y, x]);
				const a = evaluate(design, statistic);
				const b = evaluate(jackknife(design, "JKn"), statistic);
				for (const [k, l] of [
					[0, 0],
					[0, 1],
					[1, 1],
				] as const)
					expectClose(b.covariance.get(k, l), a.covariance.get(k, l), {
						relative: 1e-8,
						absolute: 1e-6,
					});
			}),
			runs,
		);
	});

	it("agree to a few per cent on a ratio in a sample of many PSUs", () => {
		const { design, y, x } = largeSurvey();
		const statistic = ratio([y], [x]);
		const a = evaluate(design, statistic).covariance.get(0, 0);
		const b = evaluate(jackknife(design, "JKn"), statistic).covariance.get(
			0,
			0,
		);
		expectClose(b, a, { relative: 0.02 });
	});

	it("agree with the bootstrap within its own error", () => {
		const { design, codes } = largeSurvey();
		const [stage] = design.stages;
		const [totals] = categoryTotals(design, [{ codes, categories: 3 }]);
		if (!stage || !totals) throw new Error("one stage");
		const errors = bootstrapErrors(
			totals,
			bootstrapMultipliers(stage, 2000, randomFrom(7)),
		);
		const [all] = proportions(design, { codes, categories: 3 });
		all?.estimates.forEach(({ se }, k) => {
			expectClose(errors[k] ?? 0, se, { relative: 0.06 });
		});
	});
});

describe("PSU totals and rows", () => {
	it("give the same covariance of the shares and totals of a table", () => {
		fc.assert(
			fc.property(survey(), ({ design, codes }) => {
				const inBase = Uint8Array.from(codes, (code) => (code < 0 ? 0 : 1));
				const base = domain(design, inBase);
				const terms = [0, 1, 2].map((k) => ({
					name: String(k),
					values: Float64Array.from(codes, (code) => (code === k ? 1 : 0)),
				}));
				for (const of of ["shares", "totals"] as const) {
					const fast = cellEstimates(of, base, codes, 3);
					const slow = evaluate(
						base,
						of === "shares" ? mean(terms) : total(terms),
					);
					for (let k = 0; k < 3; k++) {
						expectClose(fast.estimate[k] ?? 0, slow.estimate[k] ?? 0);
						for (let l = 0; l < 3; l++)
							expectClose(
								fast.covariance.get(k, l),
								slow.covariance.get(k, l),
								{
									relative: 1e-9,
									absolute: 1e-9 * (of === "totals" ? 1e4 : 1),
								},
							);
					}
				}
			}),
			runs,
		);
	});
});

describe("a domain", () => {
	it("by its mask is the same as among all groups at once", () => {
		fc.assert(
			fc.property(survey(), ({ design, y, groups }) => {
				const masks = [0, 1].map((g) =>
					Uint8Array.from(groups, (of) => (of === g ? 1 : 0)),
				);
				const together = evaluate(
					design,
					joined(masks.map((mask) => within(mean([y]), mask))),
				);
				masks.forEach((mask, g) => {
					const alone = evaluate(domain(design, mask), mean([y]));
					expectClose(together.estimate[g] ?? 0, alone.estimate[0] ?? 0);
					expectClose(
						together.covariance.get(g, g),
						alone.covariance.get(0, 0),
						{
							relative: 1e-9,
						},
					);
				});
			}),
			runs,
		);
	});

	it("is a regression on a constant", () => {
		fc.assert(
			fc.property(survey(), ({ design, y, groups }) => {
				const part = domain(
					design,
					Uint8Array.from(groups, (of) => (of === 0 ? 1 : 0)),
				);
				const one = new Float64Array(y.values.length).fill(1);
				const fit = evaluate(
					part,
					glm(
						{
							response: y.values,
							columns: [{ name: "1", values: one }],
							family: families.gaussian,
							link: links.identity,
						},
						1,
					),
				);
				const plain = evaluate(part, mean([y]));
				expectClose(fit.estimate[0] ?? 0, plain.estimate[0] ?? 0);
				expectClose(fit.covariance.get(0, 0), plain.covariance.get(0, 0), {
					relative: 1e-8,
				});
			}),
			runs,
		);
	});
});

function surveyOf(
	rows: {
		psu: number;
		weight: number;
		y: number;
		x: number;
		code: number;
		group: number;
	}[],
	psusInStratum: number,
) {
	const values = (pick: (row: (typeof rows)[0]) => number) =>
		Float64Array.from(rows, pick);
	return {
		design: stratifiedClusters({
			stratum: Int32Array.from(rows, ({ psu }) =>
				Math.floor(psu / psusInStratum),
			),
			psu: Int32Array.from(rows, ({ psu }) => psu),
			weights: values(({ weight }) => weight),
			lonelyPsu: "fail",
		}),
		y: { name: "y", values: values(({ y }) => y) },
		x: { name: "x", values: values(({ x }) => x) },
		codes: Int32Array.from(rows, ({ code }) => code),
		groups: Int32Array.from(rows, ({ group }) => group),
	};
}

/** Three strata of three PSUs; every PSU has rows of both groups. */
function survey() {
	const row = fc.record({
		psu: fc.integer({ min: 0, max: 8 }),
		weight: fc.integer({ min: 1, max: 30 }),
		y: fc.integer({ min: -20, max: 20 }),
		x: fc.integer({ min: 1, max: 20 }),
		code: fc.integer({ min: -1, max: 2 }),
		group: fc.integer({ min: 0, max: 1 }),
	});
	return fc.array(row, { minLength: 10, maxLength: 50 }).map((more) => {
		const every = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((psu) =>
			[0, 1].map((group) => ({
				psu,
				weight: 2 + psu,
				y: psu - group,
				x: 3 + group,
				code: psu % 3,
				group,
			})),
		);
		return surveyOf([...every, ...more], 3);
	});
}

function largeSurvey() {
	const random = randomFrom(11);
	const rows = Array.from({ length: 6000 }, (_, k) => {
		const psu = k % 300;
		const x = 1 + 9 * random();
		return {
			psu,
			weight: 1 + random(),
			x,
			y: 2 * x + random() + (psu % 7) / 7,
			code: Math.floor(3 * random() ** (1 + (psu % 5) / 5)),
			group: 0,
		};
	});
	return surveyOf(rows, 15);
}
