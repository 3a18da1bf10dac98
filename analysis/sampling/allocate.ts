import { roundToTotal } from "./round-to-total.ts";
import { ImpossibleAllocation, shareOut } from "./share-out.ts";

export interface StratumToAllocate {
	name: string;
	/** Units in the population. */
	size: number;
	/** Standard deviation of the variable between units; for `power`, divided by `mean`. */
	sd?: number;
	mean?: number;
	/** Total of the variable in the stratum, or another measure of its importance, for `power`; its size unless told. */
	importance?: number;
	/** Cost of one unit. */
	cost?: number;
	minimum?: number;
	/** At most its size, which it is unless told. */
	maximum?: number;
}

export type AllocationRule =
	/** In proportion to size. */
	| { rule: "proportional" }
	/** As many everywhere. */
	| { rule: "equal" }
	/** In proportion to N_h S_h (Neyman 1934, *JRSS* 97:558–625). */
	| { rule: "neyman" }
	/** In proportion to CV_h · X_h^exponent: 1 serves the whole, 0 each stratum (Bankier 1988, *The American Statistician* 42:174–177). */
	| { rule: "power"; exponent: number }
	/** In proportion to N_h S_h / √c_h (Cochran 1977, *Sampling Techniques*, eq. 5.23). */
	| { rule: "optimum" };

export interface AllocationDomain {
	name: string;
	/** Names of the strata that make it up; a stratum may lie in several domains. */
	strata: string[];
	minimum: number;
}

export interface AllocationOptions {
	domains?: AllocationDomain[];
	/** Every sample a multiple of this, e.g. the PSUs of a lot. */
	multipleOf?: number;
}

/**
 * n units shared out over strata by a rule, whole numbers that add up to n. Bounds: n_h = x_h · λ, no lower than the
 * stratum's minimum and no higher than its maximum, with λ such that they add up, which is the optimum under bounds where
 * the rule is one (Gabler, Ganninger & Münnich 2012, *Metrika* 75:151–161). A domain under its minimum is raised in
 * proportion and the others are rescaled. Whole numbers: largest remainder, the first stratum on a tie.
 *
 * @example allocate([{ name: "a", size: 300 }, { name: "b", size: 100 }], 10, { rule: "proportional" }) // [8, 2]
 */
export function allocate(
	strata: readonly StratumToAllocate[],
	n: number,
	rule: AllocationRule,
	{ domains = [], multipleOf = 1 }: AllocationOptions = {},
): number[] {
	if (!(Number.isInteger(multipleOf) && multipleOf > 0))
		throw new ImpossibleAllocation(
			`${multipleOf} is not a whole number to take multiples of`,
		);
	if (!Number.isInteger(n / multipleOf))
		throw new Error(
			`${n} units are not a multiple of ${multipleOf}: plan ${Math.ceil(n / multipleOf) * multipleOf}`,
		);
	const bounds = strata.map((stratum) => boundsOf(stratum, multipleOf));
	const groups = domains.map((domain) => ({
		name: domain.name,
		members: domain.strata.map((name) => placeOf(strata, name, domain.name)),
		minimum: Math.ceil(domain.minimum / multipleOf),
	}));
	const places = n / multipleOf;
	const exact = shareOut(measures(strata, rule), places, bounds, groups);
	return roundToTotal(exact, places, bounds, groups).map(
		(count) => count * multipleOf,
	);
}

/**
 * The optimum under cost that a budget pays: n_h = λ · N_h S_h / √c_h within bounds, with Σ c_h n_h = budget (Cochran
 * 1977, *Sampling Techniques*, eq. 5.24), rounded down; what is left buys units in the order of the remainders.
 * `budget` and costs are in one currency, fixed costs taken off.
 */
export function allocateBudget(
	strata: readonly StratumToAllocate[],
	budget: number,
): number[] {
	const costs = strata.map((stratum) => needed(stratum, "cost"));
	const bounds = strata.map((stratum) => boundsOf(stratum, 1));
	const wanted = measures(strata, { rule: "optimum" });
	const least = bounds.reduce((sum, b, at) => sum + b.minimum * costs[at]!, 0);
	if (!(budget >= least))
		throw new Error(
			`a budget of ${budget} does not pay the minima, which cost ${least}: lower them or raise it`,
		);
	// In money the same question: each stratum's spending is in proportion to c_h x_h, within bounds of money.
	const most = bounds.reduce((sum, b, at) => sum + b.maximum * costs[at]!, 0);
	const spending = shareOut(
		wanted.map((x, at) => x * costs[at]!),
		Math.min(budget, most),
		bounds.map((b, at) => ({
			...b,
			minimum: b.minimum * costs[at]!,
			maximum: b.maximum * costs[at]!,
		})),
		[],
	);
	const exact = spending.map((money, at) => money / costs[at]!);
	const counts = exact.map((x) => Math.floor(x + 1e-9));
	let left = counts.reduce(
		(rest, count, at) => rest - count * costs[at]!,
		budget,
	);
	const byRemainder = [...exact.keys()].sort(
		(a, b) => exact[b]! - counts[b]! - (exact[a]! - counts[a]!) || a - b,
	);
	for (const at of byRemainder)
		if (exact[at]! - counts[at]! > 1e-9 && costs[at]! <= left) {
			counts[at]! += 1;
			left -= costs[at]!;
		}
	return counts;
}

const measures = (strata: readonly StratumToAllocate[], rule: AllocationRule) =>
	strata.map((stratum) => measureOf(stratum, rule));

function measureOf(stratum: StratumToAllocate, rule: AllocationRule): number {
	switch (rule.rule) {
		case "proportional":
			return stratum.size;
		case "equal":
			return 1;
		case "neyman":
			return stratum.size * needed(stratum, "sd");
		case "power": {
			const cv = needed(stratum, "sd") / needed(stratum, "mean");
			return cv * (stratum.importance ?? stratum.size) ** rule.exponent;
		}
		case "optimum":
			return (
				(stratum.size * needed(stratum, "sd")) /
				Math.sqrt(needed(stratum, "cost"))
			);
	}
}

function needed(
	stratum: StratumToAllocate,
	what: "sd" | "mean" | "cost",
): number {
	const value = stratum[what];
	if (!(value !== undefined && value > 0 && value < Infinity))
		throw new ImpossibleAllocation(
			`stratum ${stratum.name}: this allocation needs a ${what} above zero, not ${value}`,
		);
	return value;
}

function boundsOf(stratum: StratumToAllocate, multipleOf: number) {
	const { name, size, minimum = 0, maximum = size } = stratum;
	if (!(size > 0))
		throw new ImpossibleAllocation(
			`stratum ${name} is empty: merge it with another or leave it out`,
		);
	if (minimum > size)
		throw new ImpossibleAllocation(
			`stratum ${name} has ${size} units, fewer than the ${minimum} it must give: lower its minimum or merge it with another`,
		);
	const bounds = {
		name,
		minimum: Math.ceil(minimum / multipleOf),
		maximum: Math.floor(Math.min(maximum, size) / multipleOf),
	};
	if (bounds.minimum > bounds.maximum)
		throw new ImpossibleAllocation(
			`stratum ${name}: no multiple of ${multipleOf} lies between ${minimum} and ${Math.min(maximum, size)}`,
		);
	return bounds;
}

function placeOf(
	strata: readonly StratumToAllocate[],
	name: string,
	domain: string,
): number {
	const place = strata.findIndex((stratum) => stratum.name === name);
	if (place < 0)
		throw new Error(`domain ${domain}: there is no stratum ${name}`);
	return place;
}
