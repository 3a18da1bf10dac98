import fc from "fast-check";
import { expect, test } from "vitest";
import { implicitOrder } from "../../../analysis/sampling/implicit-order.ts";

const list = fc.array(
	fc.tuple(
		fc.constantFrom("An Giang", "Bến Tre", "Đồng Nai", "Hà Nội"),
		fc.integer({ min: 1, max: 3 }),
		fc.integer({ min: 1, max: 4 }),
	),
	{ maxLength: 60 },
);

test("keys order from the outermost inwards, equal ones as listed", () => {
	expect(
		implicitOrder([
			["b", 1],
			["a", 2],
			["a", 1],
			["b", 1],
		]),
	).toEqual([2, 1, 0, 3]);
});

test("texts compare by code unit: Đ comes after Z on every machine", () => {
	expect(implicitOrder([["Đồng Nai"], ["Z"], ["An Giang"]])).toEqual([2, 1, 0]);
});

test("serpentine turns round at every change of an outer key", () => {
	const keys = [1, 2, 3].flatMap((a) => [1, 2, 3].map((b) => [a, b]));
	expect(implicitOrder(keys, true).map((at) => keys[at]!.join(""))).toEqual([
		"11",
		"12",
		"13",
		"23",
		"22",
		"21",
		"31",
		"32",
		"33",
	]);
});

test("every unit comes once, and each value of the outer key in one run", () => {
	fc.assert(
		fc.property(list, fc.boolean(), (keys, serpentine) => {
			const order = implicitOrder(keys, serpentine);
			expect([...order].sort((a, b) => a - b)).toEqual([...keys.keys()]);
			const outer = order.map((at) => keys[at]![0]);
			const runs = outer.filter((key, at) => key !== outer[at - 1]);
			expect(runs).toEqual([...new Set(outer)].sort());
		}),
	);
});

test("units with fewer keys than the first are refused", () => {
	expect(() => implicitOrder([["a", 1], ["b"]])).toThrow("place 2 has 1 keys");
});
