import fc from "fast-check";
import { expect, test } from "vitest";
import { differences, type Group } from "./differences.ts";

const groups = fc
	.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 2, max: 7 }))
	.chain(([people, many]) =>
		fc.array(
			fc
				.array(fc.constantFrom(0, 1), { minLength: people, maxLength: people })
				.map((list): Group => Uint8Array.from(list)),
			{ minLength: many, maxLength: many },
		),
	);

test("differences are those found by trying every pair and every triple", () => {
	fc.assert(
		fc.property(groups, fc.integer({ min: 2, max: 40 }), (some, minimum) => {
			const isNarrow = (of: (one: number) => number) => {
				const people = [...some[0]!.keys()].filter((one) => of(one) !== 0);
				return people.length > 0 && people.length < minimum;
			};
			let tried = 0;
			for (const [at, a] of some.entries())
				for (const [place, b] of some.entries()) {
					if (place > at && isNarrow((one) => a[one]! - b[one]!)) tried++;
					for (const [last, c] of some.entries())
						if (place !== at && last !== at && last > place)
							tried += Number(isNarrow((one) => a[one]! - b[one]! - c[one]!));
				}
			expect(differences(some, minimum)).toBe(tried);
		}),
	);
});

test("a group of all but nine tells of the nine, of all but ten of nobody", () => {
	const first = (many: number): Group =>
		Uint8Array.from({ length: 200 }, (_, at) => Number(at < many));
	const from = (many: number): Group => first(many).map((is) => 1 - is);
	expect(differences([first(200), first(191)], 10)).toBe(1);
	expect(differences([first(200), first(190)], 10)).toBe(0);
	expect(differences([first(200), first(100), from(109)], 10)).toBe(1);
	expect(differences([first(200), first(100), from(110)], 10)).toBe(0);
	expect(differences([first(100), from(91), first(200)], 10)).toBe(1);
});
