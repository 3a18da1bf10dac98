import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate } from "../../../analysis/weights/calibrate.ts";
import { nonresponseClasses } from "../../../analysis/weights/nonresponse.ts";
import {
	itemWeight,
	pairWeight,
} from "../../../analysis/weights/planned-missingness.ts";
import {
	cellSums,
	postStratify,
} from "../../../analysis/weights/post-stratify.ts";
import { rake } from "../../../analysis/weights/rake.ts";
import { weightsSummary } from "../../../analysis/weights/summary.ts";
import { trim } from "../../../analysis/weights/trim.ts";
import { expectClose } from "../close.ts";

const sexes = (n: number[]) =>
	Int32Array.from(n.flatMap((k, i) => new Array(k).fill(i < 2 ? 0 : 1)));
const places = (n: number[]) =>
	Int32Array.from(n.flatMap((k, i) => new Array(k).fill(i % 2)));

describe("rake", () => {
	it("gives the published weights, Kish deff and n (sampling.md §10.1)", () => {
		const n = [30, 50, 60, 60];
		const { weights } = rake(
			new Float64Array(200).fill(1),
			[
				{ cells: sexes(n), totals: [99.6, 100.4], names: ["nam", "nữ"] },
				{ cells: places(n), totals: [68.8, 131.2], names: ["TT", "NT"] },
			],
			{ epsilon: 1e-12 },
		);
		const firstOfCell = [0, 30, 80, 140];
		for (const [k, expected] of [
			0.951361, 1.421183, 0.670986, 1.002347,
		].entries())
			expectClose(weights[firstOfCell[k] ?? 0] ?? 0, expected, {
				relative: 0,
				absolute: 5e-7,
			});
		const { kish_deff, kish_neff } = weightsSummary(weights);
		expectClose(kish_deff, 1.07718, { relative: 0, absolute: 5e-7 });
		expectClose(kish_neff, 185.67, { relative: 0, absolute: 5e-4 });
	});

	it("hits every margin, as calibration by the raking distance does with the same weights", () => {
		fc.assert(
			fc.property(sample(), ({ weights, a, b }) => {
				const margins = [a, b].map((cells) => {
					const totals = cellSums(weights, cells, 3).map(
						(t, k) => t * (1 + 0.1 * k),
					);
					const sum = totals.reduce((x, y) => x + y, 0);
					return {
						cells,
						totals: totals.map((t) => (t / sum) * 1000),
						names: ["0", "1", "2"],
					};
				});
				const raked = rake(weights, margins, {
					epsilon: 1e-13,
					maxIterations: 5000,
				}).weights;
				for (const { cells, totals } of margins)
					cellSums(raked, cells, 3).forEach((sum, k) => {
						expectClose(sum, totals[k] ?? 0, { relative: 1e-9 });
					});
				const [first, second] = margins;
				if (!first || !second) throw new Error("two margins");
				const indicator = (cells: Int32Array, level: number) =>
					Float64Array.from(cells, (cell) => (cell === level ? 1 : 0));
				const calibrated = calibrate(
					weights,
					[
						new Float64Array(weights.length).fill(1),
						indicator(a, 1),
						indicator(a, 2),
						indicator(b, 1),
						indicator(b, 2),
					],
					[
						1000,
						first.totals[1] ?? 0,
						first.totals[2] ?? 0,
						second.totals[1] ?? 0,
						second.totals[2] ?? 0,
					],
					{ distance: "raking", epsilon: 1e-12 },
				).weights;
				calibrated.forEach((weight, row) => {
					expectClose(weight, raked[row] ?? 0, { relative: 1e-7 });
				});
			}),
			{ numRuns: 40 },
		);
	});

	it("refuses a cell with a total and no sample, and a row in no cell", () => {
		const weights = Float64Array.of(1, 1);
		const cells = Int32Array.of(0, 0);
		expect(() =>
			rake(weights, [{ cells, totals: [1, 1], names: ["a", "b"] }]),
		).toThrow(/cell b .*no row with weight/);
		expect(() =>
			rake(weights, [
				{ cells: Int32Array.of(0, -1), totals: [1], names: ["a"] },
			]),
		).toThrow(/row 2 falls in no cell/);
	});
});

describe("calibrate", () => {
	it("meets its totals under every distance, inside its bounds", () => {
		fc.assert(
			fc.property(
				sample(),
				fc.constantFrom("linear" as const, "raking" as const, "logit" as const),
				({ weights, a, x }, distance) => {
					const auxiliaries = [
						new Float64Array(weights.length).fill(1),
						x,
						Float64Array.from(a, (cell) => (cell === 1 ? 1 : 0)),
					];
					const totals = auxiliaries.map(
						(column, k) =>
							(1 + 0.02 * k) *
							column.reduce(
								(sum, value, row) => sum + value * (weights[row] ?? 0),
								0,
							),
					);
					const after = calibrate(weights, auxiliaries, totals, {
						distance,
						bounds: [0.3, 3],
						epsilon: 1e-9,
					}).weights;
					auxiliaries.forEach((column, k) => {
						const met = column.reduce(
							(sum, value, row) => sum + value * (after[row] ?? 0),
							0,
						);
						expectClose(met, totals[k] ?? 0, { relative: 1e-8 });
					});
					after.forEach((weight, row) => {
						const ratio = weight / (weights[row] ?? 1);
						expect(ratio).toBeGreaterThanOrEqual(0.3 - 1e-12);
						expect(ratio).toBeLessThanOrEqual(3 + 1e-12);
					});
				},
			),
			{ numRuns: 40 },
		);
	});

	it("by one factor is post-stratification", () => {
		fc.assert(
			fc.property(sample(), ({ weights, a }) => {
				const totals = [100, 200, 300];
				const cells = postStratify(weights, {
					cells: a,
					totals,
					names: ["0", "1", "2"],
				}).weights;
				const linear = calibrate(
					weights,
					[0, 1, 2].map((level) =>
						Float64Array.from(a, (cell) => (cell === level ? 1 : 0)),
					),
					totals,
				).weights;
				linear.forEach((weight, row) => {
					expectClose(weight, cells[row] ?? 0);
				});
			}),
		);
	});
});

describe("trim", () => {
	it("keeps the sum and, strictly, the limits", () => {
		const weights = Float64Array.of(1, 2, 3, 4, 30);
		const trimmed = trim(weights, { upper: 12, lower: 2, strict: true });
		expectClose(
			trimmed.reduce((a, b) => a + b, 0),
			40,
		);
		expect(Math.max(...trimmed)).toBeLessThanOrEqual(12);
		expect(Math.min(...trimmed)).toBeGreaterThanOrEqual(2);
	});
});

describe("nonresponseClasses", () => {
	it("merges a thin class with its neighbour and keeps Σ issued", () => {
		const classes = nonresponseClasses(
			[100, 200, 50],
			[60, 100, 10],
			[60, 100, 10],
		);
		expect(classes.map(({ members }) => members)).toEqual([[0], [1, 2]]);
		const total = classes.reduce(
			(sum, { returned, factor }) => sum + returned * factor,
			0,
		);
		expectClose(total, 350);
	});

	it("merges a class whose factor is far above the survey's", () => {
		const classes = nonresponseClasses([100, 1000], [90, 90], [90, 90], {
			greatest: 1.5,
		});
		expect(classes).toHaveLength(1);
	});
});

describe("planned missingness", () => {
	it("has the published probabilities of pairs (sampling.md §12.3)", () => {
		expectClose(1 / pairWeight({ items: 13, drawn: 7 }), 0.269231, {
			relative: 0,
			absolute: 5e-7,
		});
		expectClose(1 / pairWeight({ items: 18, drawn: 8 }), 0.183007, {
			relative: 0,
			absolute: 5e-7,
		});
		expectClose(1 / pairWeight({ items: 7, drawn: 4 }), 0.285714, {
			relative: 0,
			absolute: 5e-7,
		});
		expectClose(itemWeight({ items: 13, drawn: 7 }), 13 / 7);
	});
});

function sample() {
	const person = fc.record({
		weight: fc.integer({ min: 10, max: 40 }),
		a: fc.integer({ min: 0, max: 2 }),
		b: fc.integer({ min: 0, max: 2 }),
		x: fc.integer({ min: 1, max: 9 }),
	});
	return fc.array(person, { minLength: 5, maxLength: 40 }).map((people) => {
		// Every joint cell is there, so that the margins can be met.
		const cells = [0, 1, 2].flatMap((a) =>
			[0, 1, 2].map((b) => ({ weight: 20, a, b, x: 1 + ((2 * a + b) % 5) })),
		);
		const rows = [
			...cells,
			...cells.map((c) => ({ ...c, x: c.x + 2 })),
			...people,
		];
		return {
			weights: Float64Array.from(rows, ({ weight }) => weight),
			a: Int32Array.from(rows, ({ a }) => a),
			b: Int32Array.from(rows, ({ b }) => b),
			x: Float64Array.from(rows, ({ x }) => x),
		};
	});
}
