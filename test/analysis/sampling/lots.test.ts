import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLots } from "../../../analysis/sampling/lots.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import {
	placesAtStep,
	systematicPlaces,
} from "../../../analysis/sampling/systematic.ts";

test("spreadLots keeps lots of one size, every PSU in one, each lot with one of every zone of the order", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 2, max: 12 }),
			fc.integer({ min: 2, max: 20 }),
			fc.integer(),
			(perLot, count, seed) => {
				const psus = Array.from({ length: perLot * count }, (_, at) => at);
				const lots = spreadLots(psus, perLot, randomFrom(seed));
				expect(lots).toHaveLength(count);
				expect(lots.flat().sort((a, b) => a - b)).toEqual(psus);
				for (const lot of lots) {
					expect(lot).toHaveLength(perLot);
					for (const [zone, psu] of lot.entries())
						expect(Math.floor(psu / count)).toBe(zone);
				}
			},
		),
	);
});

const half = () => 0.5;

test("spreadLots refuses fewer than two lots, and lots of unequal size", () => {
	expect(() => spreadLots([1, 2, 3], 3, half)).toThrow("two or more lots");
	expect(() => spreadLots([1, 2, 3, 4, 5, 6, 7], 3, half)).toThrow(
		"multiple of 3",
	);
});

test("any two PSUs of different zones share a lot as often as any others", () => {
	const random = randomFrom(1);
	const together = new Map<string, number>();
	const draws = 20_000;
	for (let draw = 0; draw < draws; draw++)
		for (const [a, b] of spreadLots([0, 1, 2, 3, 4, 5], 2, random)) {
			const pair = `${a}-${b}`;
			together.set(pair, (together.get(pair) ?? 0) + 1);
		}
	expect(together.size).toBe(9);
	const error = Math.sqrt((draws / 3) * (2 / 3));
	for (const count of together.values())
		expect(Math.abs(count - draws / 3)).toBeLessThan(4.5 * error);
});

test("systematicPlaces draws so many distinct places", () => {
	expect(systematicPlaces(100, 4, 0.5)).toEqual([12, 37, 62, 87]);
	// 1 − 2⁻⁵³ is the largest start below 1; 9 + it rounds up to 10.
	expect(systematicPlaces(10, 10, 1 - 2 ** -53).at(-1)).toBe(9);
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 200 }),
			fc.double({ min: 0, max: 0.999999, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(length, start, share) => {
				const count = Math.floor(length * share);
				const places = systematicPlaces(length, count, start);
				expect(new Set(places).size).toBe(count);
				expect(places.every((place) => place >= 0 && place < length)).toBe(
					true,
				);
			},
		),
	);
});

test("placesAtStep draws every place with the same probability", () => {
	const hits = new Array<number>(37).fill(0);
	const starts = 10_000;
	for (let at = 0; at < starts; at++)
		for (const place of placesAtStep(37, 0.27, (at + 0.5) / starts))
			(hits[place] as number)++;
	for (const count of hits) expect(count / starts).toBeCloseTo(0.27, 2);
});
