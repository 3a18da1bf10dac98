import type { SamplePart } from "./design-sample.ts";
import type { HandOver } from "./draw-plan.ts";
import { shuffled } from "./random.ts";

/**
 * Lots of agencies that are taken with certainty: their people are divided at random into groups, group g of all of them
 * is lot g (random groups; Wolter 2007, *Introduction to Variance Estimation*, ch. 2). An agency's cards of a class are
 * its people times the rate, rounded at random with sums kept (systematic rounding, so that every expectation is exact
 * and the class's total moves by one at most), and are dealt to the lots in turn, so that lots are of one size.
 */
export function certainLots(
	{ psus, rates, lots }: SamplePart,
	random: () => number,
): HandOver[][] {
	const dealt = psus.map(() =>
		Array.from({ length: lots }, (): Record<string, number> => ({})),
	);
	const order = shuffled([...Array(lots).keys()], random);
	let next = 0;
	for (const pile of ["1", "2"]) {
		let before = random();
		for (const [at, { unit }] of psus.entries()) {
			const leaders = unit.leaders ?? 0;
			const people = pile === "1" ? leaders : (unit.people ?? 0) - leaders;
			const after = before + people * rates[pile]!;
			const cards = Math.min(people, Math.floor(after) - Math.floor(before));
			before = after;
			for (let card = 0; card < cards; card++, next++) {
				const of = dealt[at]![order[next % lots]!]!;
				const name = unit.leaders === null ? "all" : pile;
				of[name] = (of[name] ?? 0) + 1;
			}
		}
	}
	return Array.from({ length: lots }, (_, lot) =>
		psus.flatMap(({ unit }, at) => {
			const cards = dealt[at]![lot]!;
			return Object.keys(cards).length === 0
				? []
				: [{ row: unit.row, cards, step: null, start: null }];
		}),
	);
}
