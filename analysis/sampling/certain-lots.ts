import type { SamplePart } from "./design-sample.ts";
import type { HandOver } from "./draw-plan.ts";
import { shuffled } from "./random.ts";

/**
 * Lots of agencies that are taken with certainty: their people are divided at random into groups, group g of all of them
 * is lot g (random groups; Wolter 2007, *Introduction to Variance Estimation*, ch. 2). An agency's cards of a class are
 * its people times the rate, rounded at random with sums kept (systematic rounding, so that every expectation is exact
 * and the class's total moves by one at most), and are dealt to the lots in rounds, so that lots are of one size. Within
 * a round chance of its own deals, `ofLots`: rates and frame then tell how many cards an agency has, and not in which lots.
 */
export function certainLots(
	{ psus, rates, lots }: SamplePart,
	random: () => number,
	ofLots: () => number,
): HandOver[][] {
	const dealt = psus.map(() =>
		Array.from({ length: lots }, (): Record<string, number> => ({})),
	);
	let order = [...Array(lots).keys()];
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
				if (next % lots === 0) order = shuffled(order, ofLots);
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
