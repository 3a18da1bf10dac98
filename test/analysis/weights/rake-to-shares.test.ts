import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rake } from "../../../analysis/weights/rake.ts";
import { rakeToShares } from "../../../analysis/weights/rake-to-shares.ts";
import { trimRatios } from "../../../analysis/weights/trim-ratios.ts";
import { expectClose } from "../close.ts";

/** Rows in every crossing of two margins, so that any totals can be met. */
const rows = fc
	.array(
		fc.record({
			a: fc.integer({ min: 0, max: 1 }),
			b: fc.integer({ min: 0, max: 2 }),
			weight: fc.integer({ min: 1, max: 50 }),
		}),
		{ maxLength: 40 },
	)
	.map((more) => [
		...[0, 1].flatMap((a) => [0, 1, 2].map((b) => ({ a, b, weight: 3 }))),
		...more,
	]);
const totals = (count: number) =>
	fc.array(fc.integer({ min: 5, max: 60 }), {
		minLength: count,
		maxLength: count,
	});
const sum = (values: ArrayLike<number>) =>
	Array.from(values).reduce((total, value) => total + value, 0);
const sharesOf = (counts: number[]) =>
	Float64Array.from(counts, (count) => count / sum(counts));

/** A margin of a question: every row is of one group. */
const question = (name: string, cells: Int32Array, shares: Float64Array) => ({
	name,
	cells,
	shares,
	groups: new Int32Array(cells.length),
	groupOf: Array.from(shares, () => 0),
});

describe("rakeToShares", () => {
	it("gives the weights of rake where everybody answers", () => {
		fc.assert(
			fc.property(rows, totals(2), totals(3), (people, a, b) => {
				const weights = Float64Array.from(people, ({ weight }) => weight);
				const cells = [
					Int32Array.from(people, (one) => one.a),
					Int32Array.from(people, (one) => one.b),
				] as const;
				const shares = [sharesOf(a), sharesOf(b)] as const;
				const found = rakeToShares(weights, [
					question("a", cells[0], shares[0]),
					question("b", cells[1], shares[1]),
				]);
				const names = ["x", "y", "z"];
				const population = sum(weights);
				const expected = rake(
					weights,
					cells.map((of, at) => ({
						cells: of,
						totals: (shares[at] as Float64Array).map(
							(share) => share * population,
						),
						names,
					})),
					{ maxIterations: 1000, epsilon: 1e-13 },
				).weights;
				expect(found.settled).toBe(true);
				for (const [row, weight] of expected.entries())
					expectClose(found.weights[row] ?? 0, weight, { relative: 1e-7 });
			}),
			{ numRuns: 60 },
		);
	});

	it("settles and keeps the sum where some answer neither margin, one, or both", () => {
		const some = fc.tuple(rows, fc.array(fc.integer({ min: 0, max: 2 })));
		fc.assert(
			fc.property(some, totals(2), totals(3), ([people, blanks], a, b) => {
				const weights = Float64Array.from([...people, ...blanks], (one) =>
					typeof one === "number" ? 7 : one.weight,
				);
				const target = (name: "a" | "b", counts: number[]) =>
					question(
						name,
						Int32Array.from([
							...people.map((one) => one[name]),
							...blanks.map((blank) =>
								blank === (name === "a" ? 0 : 1) ? 1 : -1,
							),
						]),
						sharesOf(counts),
					);
				const found = rakeToShares(weights, [target("a", a), target("b", b)]);
				expect(found.settled).toBe(true);
				expectClose(sum(found.weights), sum(weights));
			}),
			{ numRuns: 100 },
		);
	});

	it("settles where two margins share a dimension of the strata and one is crossed with a question that some leave blank", () => {
		const people = fc.tuple(
			fc.array(fc.integer({ min: 1, max: 50 }), {
				minLength: 18,
				maxLength: 18,
			}),
			totals(6),
			totals(4),
		);
		fc.assert(
			fc.property(people, ([given, byArea, bySex]) => {
				// Two regions × three areas × man, woman, blank.
				const at = Array.from(given, (_, row) => row);
				const region = at.map((row) => Math.floor(row / 9));
				const area = at.map((row) => Math.floor(row / 3) % 3);
				const sex = at.map((row) => (row % 3 === 2 ? -1 : row % 3));
				const weights = Float64Array.from(given);
				const shares = sharesOf(byArea);
				const ofRegion = [0, 3].map((from) =>
					sum(shares.slice(from, from + 3)),
				);
				const places = at.map((row) => region[row]! * 3 + area[row]!);
				const groupOf = [0, 0, 1, 1];
				const sexShares = Float64Array.from(
					bySex,
					(count, cell) =>
						(count / (bySex[cell ^ 1]! + count)) * ofRegion[groupOf[cell]!]!,
				);
				const found = rakeToShares(weights, [
					{
						name: "region × area",
						cells: Int32Array.from(places),
						shares,
						groups: Int32Array.from(places),
						groupOf: [0, 1, 2, 3, 4, 5],
					},
					{
						name: "region × sex",
						cells: Int32Array.from(at, (row) =>
							sex[row]! < 0 ? -1 : region[row]! * 2 + sex[row]!,
						),
						shares: sexShares,
						groups: Int32Array.from(region),
						groupOf,
					},
				]);
				expect(found.settled).toBe(true);
				const of = (is: (row: number) => boolean) =>
					sum(found.weights.filter((_, row) => is(row)));
				const all = sum(weights);
				for (const [place, share] of shares.entries())
					expectClose(of((row) => places[row] === place) / all, share, {
						relative: 1e-5,
					});
				for (const [cell, share] of sexShares.entries()) {
					const inRegion = (row: number) => region[row] === groupOf[cell];
					const men = of((row) => inRegion(row) && sex[row] === cell % 2);
					const answered = of((row) => inRegion(row) && sex[row]! >= 0);
					expectClose(men / answered, share / ofRegion[groupOf[cell]!]!, {
						relative: 1e-5,
					});
				}
			}),
			{ numRuns: 60 },
		);
	});
});

describe("trimRatios", () => {
	it("leaves no ratio outside the bounds where the margins allow it, and cuts no base weight that differs by design", () => {
		const base = Float64Array.from([1, 1, 1, 1, 10, 10, 10, 10]);
		const groups = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
		const raked = {
			weights: Float64Array.from([1, 1, 1, 9, 10, 10, 10, 10]),
			rounds: 1,
			margins: [],
			settled: true,
		};
		const found = trimRatios(base, raked, [], groups, {
			lower: 0.3,
			upper: 3,
			rounds: 50,
		});
		expect(found.trimmed).toBe(1 / 8);
		expectClose(sum(found.weights), sum(raked.weights));
		expect((found.weights[3] ?? 0) / (found.weights[0] ?? 1)).toBeLessThan(3.2);
		expectClose((found.weights[4] ?? 0) / (found.weights[0] ?? 1), 10, {
			relative: 1e-9,
		});
	});
});
