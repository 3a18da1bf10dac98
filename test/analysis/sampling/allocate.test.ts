import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type AllocationRule,
	allocate,
	allocateBudget,
	type StratumToAllocate,
} from "../../../analysis/sampling/allocate.ts";
import { allocationDeff } from "../../../analysis/sampling/design-effects.ts";
import { shareOut } from "../../../analysis/sampling/share-out.ts";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const stratum = fc.record({
	size: fc.integer({ min: 1, max: 5000 }),
	sd: fc.double({ min: 0.1, max: 50, noNaN: true }),
	mean: fc.double({ min: 1, max: 100, noNaN: true }),
	cost: fc.double({ min: 1, max: 20, noNaN: true }),
	least: fc.double({ min: 0, max: 0.3, noNaN: true }),
	most: fc.double({ min: 0.5, max: 1, noNaN: true }),
});

/** Strata with minima and maxima, and a sample size that the bounds allow. */
const plans = fc
	.array(stratum, { minLength: 1, maxLength: 20 })
	.map((list) =>
		list.map(
			({ least, most, ...rest }, at): Required<StratumToAllocate> => ({
				...rest,
				name: `h${at}`,
				importance: rest.size * rest.mean,
				minimum: Math.floor(rest.size * least),
				maximum: Math.ceil(rest.size * most),
			}),
		),
	)
	.chain((strata) =>
		fc.record({
			strata: fc.constant(strata),
			n: fc.integer({
				min: sum(strata.map(({ minimum }) => minimum)),
				max: sum(strata.map(({ maximum }) => maximum)),
			}),
		}),
	);

const rules: AllocationRule[] = [
	{ rule: "proportional" },
	{ rule: "equal" },
	{ rule: "neyman" },
	{ rule: "power", exponent: 0.5 },
	{ rule: "optimum" },
];

describe.each(rules)("$rule allocation", (rule) => {
	test("is of whole numbers that add up to n, within every minimum and maximum", () => {
		fc.assert(
			fc.property(plans, ({ strata, n }) => {
				const counts = allocate(strata, n, rule);
				expect(sum(counts)).toBe(n);
				for (const [h, count] of counts.entries()) {
					expect(Number.isInteger(count)).toBe(true);
					expect(count).toBeGreaterThanOrEqual(strata[h]!.minimum);
					expect(count).toBeLessThanOrEqual(strata[h]!.maximum);
				}
			}),
		);
	});
});

test("rules by hand", () => {
	const strata = [
		{ name: "a", size: 300, sd: 10, mean: 100, cost: 4 },
		{ name: "b", size: 100, sd: 30, mean: 100, cost: 1 },
	];
	expect(allocate(strata, 100, { rule: "proportional" })).toEqual([75, 25]);
	expect(allocate(strata, 100, { rule: "equal" })).toEqual([50, 50]);
	expect(allocate(strata, 100, { rule: "neyman" })).toEqual([50, 50]);
	// 0.1 · 300^q to 0.3 · 100^q: the size of a stratum counts for nothing at q = 0, and as 1 to 1 at q = 1.
	expect(allocate(strata, 100, { rule: "power", exponent: 0 })).toEqual([
		25, 75,
	]);
	expect(allocate(strata, 100, { rule: "power", exponent: 1 })).toEqual([
		50, 50,
	]);
	// 3000 / 2 to 3000 / 1.
	expect(allocate(strata, 90, { rule: "optimum" })).toEqual([30, 60]);
	// Money 4 · 30 + 1 · 60 = 180.
	expect(allocateBudget(strata, 180)).toEqual([30, 60]);
});

test("power allocation at exponent 1 with totals as importance is Neyman's", () => {
	fc.assert(
		fc.property(plans, ({ strata, n }) => {
			expect(allocate(strata, n, { rule: "power", exponent: 1 })).toEqual(
				allocate(strata, n, { rule: "neyman" }),
			);
		}),
		{ numRuns: 30 },
	);
});

test("largest remainders: 7 over 10, 10 and 10 gives the first the odd one", () => {
	const strata = ["a", "b", "c"].map((name) => ({ name, size: 10 }));
	expect(allocate(strata, 7, { rule: "proportional" })).toEqual([3, 2, 2]);
});

test("no other shares within the bounds have a smaller variance than Neyman's", () => {
	fc.assert(
		fc.property(
			plans,
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
				minLength: 20,
				maxLength: 20,
			}),
			({ strata, n }, chances) => {
				const measures = strata.map(({ size, sd }) => size * sd);
				const shares = shareOut(measures, n, strata, []);
				const other = shareOut(
					chances.slice(0, strata.length).map((c) => c + 0.01),
					n,
					strata,
					[],
				);
				const variance = (of: number[]) =>
					sum(of.map((share, h) => measures[h]! ** 2 / share));
				expect(variance(shares)).toBeLessThanOrEqual(
					variance(other) * (1 + 1e-9),
				);
			},
		),
	);
});

test("a budget is kept, and what is left pays no unit that is owed", () => {
	fc.assert(
		fc.property(
			plans,
			fc.double({ min: 0, max: 1.2, noNaN: true }),
			({ strata }, share) => {
				const least = sum(strata.map(({ minimum, cost }) => minimum * cost));
				const most = sum(strata.map(({ maximum, cost }) => maximum * cost));
				const budget = least + share * (most - least);
				const counts = allocateBudget(strata, budget);
				expect(
					sum(counts.map((count, h) => count * strata[h]!.cost)),
				).toBeLessThanOrEqual(budget * (1 + 1e-9));
				for (const [h, count] of counts.entries()) {
					expect(count).toBeGreaterThanOrEqual(strata[h]!.minimum);
					expect(count).toBeLessThanOrEqual(strata[h]!.maximum);
				}
				if (share >= 1)
					expect(counts).toEqual(strata.map(({ maximum }) => maximum));
			},
		),
	);
});

describe("domains", () => {
	const strata = ["a", "b", "c", "d"].map((name, at) => ({
		name,
		size: [100, 300, 1600, 2000][at]!,
	}));

	test("a domain under its minimum is raised in proportion, the others rescaled", () => {
		expect(allocate(strata, 400, { rule: "proportional" })).toEqual([
			10, 30, 160, 200,
		]);
		expect(
			allocate(
				strata,
				400,
				{ rule: "proportional" },
				{
					domains: [{ name: "small", strata: ["a", "b"], minimum: 100 }],
				},
			),
		).toEqual([25, 75, 133, 167]);
	});

	test("a domain above its minimum changes nothing", () => {
		expect(
			allocate(
				strata,
				400,
				{ rule: "proportional" },
				{
					domains: [{ name: "large", strata: ["c", "d"], minimum: 300 }],
				},
			),
		).toEqual([10, 30, 160, 200]);
	});

	test("minima of domains that cross are all met, with the total and the bounds", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 200, max: 5000 }), {
					minLength: 12,
					maxLength: 12,
				}),
				fc.array(fc.integer({ min: 0, max: 130 }), {
					minLength: 7,
					maxLength: 7,
				}),
				(sizes, minima) => {
					const grid = sizes.map((size, at) => ({
						name: `h${at}`,
						size,
						minimum: 2,
					}));
					// Four rows of three and three columns of four.
					const domains = minima.map((minimum, d) => ({
						name: `d${d}`,
						minimum,
						strata: grid
							.filter((_, at) =>
								d < 4 ? Math.floor(at / 3) === d : at % 3 === d - 4,
							)
							.map(({ name }) => name),
					}));
					const counts = allocate(
						grid,
						600,
						{ rule: "proportional" },
						{ domains },
					);
					expect(sum(counts)).toBe(600);
					for (const { strata: names, minimum } of domains)
						expect(
							sum(names.map((name) => counts[Number(name.slice(1))]!)),
						).toBeGreaterThanOrEqual(minimum);
					expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
				},
			),
		);
	});

	test("minima that cannot be met are refused", () => {
		const plan = (minimum: number, names: string[]) => () =>
			allocate(
				strata,
				400,
				{ rule: "proportional" },
				{
					domains: [{ name: "small", strata: names, minimum }],
				},
			);
		expect(plan(401, ["a", "b", "c"])).toThrow("lower its minimum");
		expect(plan(101, ["a"])).toThrow("hold 100");
		expect(plan(10, ["z"])).toThrow("no stratum z");
	});
});

test("every sample can be a multiple of the PSUs of a lot", () => {
	const strata = [
		{ name: "a", size: 120, minimum: 6 },
		{ name: "b", size: 40, minimum: 6 },
		{ name: "c", size: 8, minimum: 6 },
	];
	expect(
		allocate(strata, 60, { rule: "proportional" }, { multipleOf: 3 }),
	).toEqual([42, 12, 6]);
	expect(() =>
		allocate(strata, 61, { rule: "proportional" }, { multipleOf: 3 }),
	).toThrow("plan 63");
});

test("what cannot be allocated is refused with the stratum and the remedy", () => {
	const rule = { rule: "proportional" } as const;
	expect(() => allocate([{ name: "x", size: 0 }], 0, rule)).toThrow(
		"stratum x is empty: merge it",
	);
	expect(() => allocate([{ name: "x", size: 5, minimum: 6 }], 6, rule)).toThrow(
		"fewer than the 6",
	);
	expect(() => allocate([{ name: "x", size: 5 }], 6, rule)).toThrow(
		"maxima to 5",
	);
	expect(() =>
		allocate([{ name: "x", size: 5 }], 2, { rule: "neyman" }),
	).toThrow("stratum x: this allocation needs a sd above zero");
	expect(() =>
		allocateBudget([{ name: "x", size: 5, sd: 1, cost: 2, minimum: 3 }], 5),
	).toThrow("which cost 6");
});

describe("allocationDeff agrees with sampling.md", () => {
	// §6.3: public employees, civil servants, communes; the document prints their shares to six decimals.
	const population = [1_680_677, 336_328, 205_571];

	test.each([
		["§10.6", [0.35, 0.38, 0.27], 1.725701],
		["§12.4", [0.225, 0.475, 0.3], 2.618122],
		["proportional", population, 1],
	])("%s", (_, sample, expected) => {
		expect(allocationDeff(population, sample)).toBeCloseTo(expected, 6);
	});

	test("counts serve as well as shares; nobody sampled costs all", () => {
		expect(allocationDeff([500, 500], [90, 10])).toBeCloseTo(2.7778, 4);
		expect(allocationDeff([500, 500], [90, 0])).toBe(Infinity);
	});
});
