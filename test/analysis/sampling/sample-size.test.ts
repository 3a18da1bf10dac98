import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	clusteringDeff,
	weightingDeff,
} from "../../../analysis/sampling/design-effects.ts";
import {
	correctedCrosswiseUnitVariance,
	crosswiseUnitVariance,
	doubleListUnitVariance,
	singleListUnitVariance,
} from "../../../analysis/sampling/indirect-precision.ts";
import {
	issuedFor,
	marginOfError,
	plannedStandardError,
	sampleSize,
} from "../../../analysis/sampling/sample-size.ts";

/** Percentage points to so many decimals, as printed. */
const points = (share: number, decimals = 1) =>
	Number((share * 100).toFixed(decimals));

describe("agrees with the tables of sampling.md §4", () => {
	test.each([
		[0.01, [9604, 14406, 19208, 24010]],
		[0.02, [2401, 3602, 4802, 6003]],
		[0.03, [1068, 1601, 2135, 2668]],
		[0.05, [385, 577, 769, 961]],
	])("n for ±%d at deff 1, 1.5, 2, 2.5", (margin, expected) => {
		expect(
			[1, 1.5, 2, 2.5].map((deff) => sampleSize(margin, { deff })),
		).toEqual(expected);
	});

	test.each([
		[8, [1.14, 1.35, 1.56, 1.7]],
		[10, [1.18, 1.45, 1.72, 1.9]],
		[16, [1.3, 1.75, 2.2, 2.5]],
		[20, [1.38, 1.95, 2.52, 2.9]],
	])("deff of clusters of %d", (size, expected) => {
		expect(
			[0.02, 0.05, 0.08, 0.1].map((rho) =>
				Number(clusteringDeff(size, rho).toFixed(2)),
			),
		).toEqual(expected);
	});

	test.each([
		["single list", singleListUnitVariance(), [6.5, 5.7, 4.0, 3.3]],
		["double list", doubleListUnitVariance(), [4.6, 4.0, 2.8, 2.3]],
		["crosswise", crosswiseUnitVariance(0.23, 0.2), [2.9, 2.5, 1.8, 1.4]],
		[
			"crosswise corrected",
			correctedCrosswiseUnitVariance(0.23, 0.2, { attentive: 0.85 }),
			[3.9, 3.4, 2.4, 2.0],
		],
	])("standard errors of %s", (_, unitVariance, expected) => {
		expect(
			[1500, 2000, 4000, 6000].map((n) =>
				points(plannedStandardError(n, { unitVariance, deff: 1.6 })),
			),
		).toEqual(expected);
	});
});

test("agrees with sampling.md §10 and §12", () => {
	const double = { unitVariance: doubleListUnitVariance(), deff: 1.6 };
	expect(points(plannedStandardError(1500, double), 2)).toBe(4.62);
	expect(points(plannedStandardError(6000, double), 2)).toBe(2.31);
	expect(sampleSize(0.06, double)).toBe(3415);

	const corrected = {
		unitVariance: correctedCrosswiseUnitVariance(0.23, 0.2, {
			attentive: 0.85,
		}),
		deff: 1.6,
	};
	expect(
		[2000, 4000, 6000].map((n) =>
			points(plannedStandardError(n, corrected), 2),
		),
	).toEqual([3.39, 2.39, 1.96]);
	// §4: "about 2,450".
	expect(Math.round(sampleSize(0.06, corrected) / 50) * 50).toBe(2450);

	// §10.4: λ = 0.66 is a prevalence of 0.11 / 0.54 = 0.203704.
	const crosswise = plannedStandardError(2000, {
		unitVariance: crosswiseUnitVariance(0.23, 0.11 / 0.54),
		deff: 1.6,
	});
	expect(crosswise ** 2).toBeCloseTo(0.00061564, 8);

	// §10.1: cells of 30, 50, 60 and 60 people after raking.
	const raked = [
		...Array<number>(30).fill(0.951361),
		...Array<number>(50).fill(1.421183),
		...Array<number>(60).fill(0.670986),
		...Array<number>(60).fill(1.002347),
	];
	expect(weightingDeff(raked)).toBeCloseTo(1.07718, 6);
	expect(200 / weightingDeff(raked)).toBeCloseTo(185.67, 3);
});

test.each([
	[1050, 1.8, 4.1],
	[1800, 1.8, 3.1],
	[1350, 1.8, 3.6],
	[1500, 1.8, 3.4],
	[6000, 1.8, 1.7],
	[6000, 4.7, 2.7],
	[930, 1.8, 4.3],
	[1024, 1.8, 4.1],
	[6144, 1.8, 1.7],
	[400, 1.8, 6.6],
])(
	"%d answers at deff %d: ±%d points (sampling.md §§2, 3)",
	(n, deff, expected) => {
		expect(points(marginOfError(n, { deff }))).toBe(expected);
	},
);

test("sampleSize is the smallest n whose margin of error keeps within the one asked", () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.005, max: 0.2, noNaN: true }),
			fc.double({ min: 1, max: 5, noNaN: true }),
			fc.integer({ min: 200, max: 10_000_000 }),
			(margin, deff, population) => {
				const options = { deff, population };
				const n = sampleSize(margin, options);
				expect(n).toBeLessThanOrEqual(population);
				expect(marginOfError(n, options)).toBeLessThanOrEqual(
					margin * 1.000001,
				);
				if (n > 1)
					expect(marginOfError(n - 1, options)).toBeGreaterThan(
						margin * 0.999999,
					);
			},
		),
	);
});

test("a census has no sampling error, and few degrees of freedom widen the margin", () => {
	expect(marginOfError(500, { population: 500 })).toBe(0);
	// t(14; 0.975) = 2.144787 against 1.959964.
	expect(marginOfError(1024, { df: 14 }) / marginOfError(1024)).toBeCloseTo(
		2.144787 / 1.959964,
		6,
	);
});

test("issuedFor rounds up, and takes whole numbers as they are", () => {
	expect(issuedFor(6000, 0.6)).toBe(10_000);
	expect(issuedFor(6000, 10 / 17)).toBe(10_200);
	expect(issuedFor(6001, 0.6)).toBe(10_002);
});

test("plans that mean nothing are refused", () => {
	expect(() => sampleSize(0)).toThrow("above zero");
	expect(() => sampleSize(0.03, { deff: 0 })).toThrow("design effect");
	expect(() => marginOfError(600, { population: 500 })).toThrow("500");
	expect(() => issuedFor(100, 0)).toThrow("response rate");
	expect(() => clusteringDeff(0, 0.1)).toThrow("one or more");
	expect(() => crosswiseUnitVariance(0.5, 0.2)).toThrow("one half");
	expect(() =>
		correctedCrosswiseUnitVariance(0.23, 0.2, { attentive: 0 }),
	).toThrow("attentive");
});
