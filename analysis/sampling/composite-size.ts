import { roundRandomly } from "./random.ts";

/** People of an agency by class: those who lead, and the others. */
export interface ClassSizes {
	leaders: number;
	others: number;
}

/** Sampling rates of a stratum by class. */
export type ClassRates = ClassSizes;

/**
 * The rates that give a stratum `cards` in all when leaders are drawn `ratio` times as often as others.
 *
 * @example classRates({ leaders: 100, others: 900 }, 55, 2) // { leaders: 0.1, others: 0.05 }
 */
export function classRates(
	people: ClassSizes,
	cards: number,
	ratio: number,
): ClassRates {
	const others = cards / (ratio * people.leaders + people.others);
	return { leaders: ratio * others, others };
}

/**
 * Composite measure of size S_i = f_L · M_iL + f_K · M_iK: a PSU drawn in proportion to it gets the same number of
 * cards as every other of the stratum while each class keeps its rate (Folsom, Potter & Williams 1987, *Proceedings of
 * the Section on Survey Research Methods, ASA*, 792–796).
 */
export const compositeSize = (sizes: ClassSizes, rates: ClassRates): number =>
	rates.leaders * sizes.leaders + rates.others * sizes.others;

/**
 * How many of a PSU's cards go to each class: f_L · M_iL / π_i for leaders, rounded at random, the rest for the others.
 * Expectations are exact, so the base weight is 1 / f of the class, one number in the whole stratum.
 * Throws where a class has fewer people than cards: join the agency with another before drawing.
 */
export function classCounts(
	sizes: ClassSizes,
	rates: ClassRates,
	inclusionProbability: number,
	cards: number,
	chance: number,
): ClassSizes {
	const leaders = roundRandomly(
		(rates.leaders * sizes.leaders) / inclusionProbability,
		chance,
	);
	const others = cards - leaders;
	if (leaders > sizes.leaders || others < 0 || others > sizes.others)
		throw new Error(
			`a PSU of ${sizes.leaders} leaders and ${sizes.others} others cannot take ${leaders} and ${others} cards: join it with another`,
		);
	return { leaders, others };
}
