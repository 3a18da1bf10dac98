import type { TaylorDesign } from "../design.ts";
import {
	type CodedVariable,
	categoryTotals,
	type Domain,
} from "./category-totals.ts";
import { type DomainEstimates, ratioEstimates } from "./ratio-estimates.ts";

export type { Domain };

export interface ProportionsOf extends CodedVariable {
	/** Coverage of the intervals; 0.95. */
	level?: number;
}

/**
 * Weighted share of each category of one coded variable, in each level of a domain variable, with linearised standard
 * errors. Shares are in [0, 1]. Intervals are on the logit scale with Student's t at the domain's degrees of freedom;
 * at 0 or 1, or without variation between PSUs, Clopper–Pearson with the effective n of the weights. Rows outside the
 * base stay in the design (Lumley 2010, §2.2.1; formula: `ratioEstimates`).
 *
 * @example proportions(design, { codes, categories: 5, domain: { codes: region, count: 63 } })[12].estimates[4].value
 */
export function proportions(
	design: TaylorDesign,
	{ codes, categories, domain, level = 0.95 }: ProportionsOf,
): DomainEstimates[] {
	const [totals] = categoryTotals(design, [{ codes, categories, domain }]);
	return ratioEstimates(design, totals!, { level, interval: "proportion" });
}

/** `proportions` of many variables in one pass over the rows. */
export function proportionsOfMany(
	design: TaylorDesign,
	variables: ProportionsOf[],
): DomainEstimates[][] {
	return categoryTotals(design, variables).map((totals, at) =>
		ratioEstimates(design, totals, {
			level: variables[at]?.level ?? 0.95,
			interval: "proportion",
		}),
	);
}
