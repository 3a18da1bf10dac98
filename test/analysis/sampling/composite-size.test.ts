import fc from "fast-check";
import { expect, test } from "vitest";
import {
	classCounts,
	classRates,
	compositeSize,
} from "../../../analysis/sampling/composite-size.ts";
import {
	randomFrom,
	roundRandomly,
} from "../../../analysis/sampling/random.ts";

const agencies = fc.array(
	fc.record({
		leaders: fc.integer({ min: 20, max: 60 }),
		others: fc.integer({ min: 40, max: 300 }),
	}),
	{ minLength: 12, maxLength: 60 },
);

test("roundRandomly has the right expectation", () => {
	const random = randomFrom(1);
	let sum = 0;
	for (let at = 0; at < 100_000; at++) sum += roundRandomly(4.3, random());
	expect(sum / 100_000).toBeCloseTo(4.3, 2);
});

test("every PSU of a stratum gets the same number of cards, in two classes", () => {
	fc.assert(
		fc.property(agencies, fc.integer(), (frame, seed) => {
			const { people, cards, n } = stratum(frame);
			const rates = classRates(people, cards, 2);
			const random = randomFrom(seed);
			expect(rates.leaders).toBeCloseTo(2 * rates.others, 12);
			for (const sizes of frame) {
				const probability = (n * compositeSize(sizes, rates)) / cards;
				const counts = classCounts(
					sizes,
					rates,
					probability,
					cards / n,
					random(),
				);
				expect(counts.leaders + counts.others).toBe(17);
			}
		}),
	);
});

test("the expected cards of a class are its rate times its people, whatever the agency", () => {
	const frame = Array.from({ length: 30 }, (_, at) => ({
		leaders: 20 + at,
		others: 40 + 7 * at,
	}));
	const { people, cards, n } = stratum(frame);
	const rates = classRates(people, cards, 2);
	const random = randomFrom(2);
	const draws = 20_000;
	for (const sizes of frame) {
		const probability = (n * compositeSize(sizes, rates)) / cards;
		let leaders = 0;
		for (let at = 0; at < draws; at++)
			leaders += classCounts(sizes, rates, probability, 17, random()).leaders;
		// P(agency) × E(cards | agency) = f · M: the base weight is 1 / f for every leader of the stratum.
		expect((probability * leaders) / draws / sizes.leaders).toBeCloseTo(
			rates.leaders,
			3,
		);
	}
});

test("an agency with too few people in a class is refused in one sentence", () => {
	expect(() =>
		classCounts(
			{ leaders: 1, others: 40 },
			{ leaders: 0.4, others: 0.02 },
			0.07,
			17,
			0,
		),
	).toThrow("join it with another");
});

function stratum(frame: { leaders: number; others: number }[]) {
	const n = 6;
	return {
		n,
		cards: 17 * n,
		people: {
			leaders: frame.reduce((sum, { leaders }) => sum + leaders, 0),
			others: frame.reduce((sum, { others }) => sum + others, 0),
		},
	};
}
