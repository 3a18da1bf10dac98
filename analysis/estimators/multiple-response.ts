import type { TaylorDesign } from "../design.ts";
import type { Domain } from "./category-totals.ts";
import { type DomainEstimates, ratioEstimates } from "./ratio-estimates.ts";
import { emptyTotals, squaredWeights, type UnitTotals } from "./unit-totals.ts";

export interface MultipleResponse {
	/** One column for each option: 1 where chosen, else 0. Only rows of the base are read. */
	indicators: ArrayLike<number>[];
	/** 1 where the row belongs to the base of the question, else 0. */
	base: ArrayLike<number>;
	domain?: Domain;
	/** Share of the people who were asked, or share of all ticks. */
	of: "respondents" | "responses";
	/** Coverage of the intervals; 0.95. */
	level?: number;
}

/**
 * Share of each option of a question with several answers, in each level of a domain variable, with linearised standard
 * errors and logit intervals. Of respondents, the shares add to more than 1; of responses they add to 1 and are ratios
 * of two estimated totals (Särndal, Swensson & Wretman 1992, §5.6).
 */
export function multipleResponse(
	design: TaylorDesign,
	asked: MultipleResponse,
): DomainEstimates[] {
	return ratioEstimates(design, multipleResponseTotals(design, asked), {
		level: asked.level ?? 0.95,
		interval: "proportion",
	});
}

/** The sums that the above rests on. */
export function multipleResponseTotals(
	design: TaylorDesign,
	{ indicators, base, domain, of }: Omit<MultipleResponse, "level">,
): UnitTotals {
	const { weights, rows } = design;
	const { unit, unitStratum } = design.stages[0]!;
	const domains = domain?.count ?? 1;
	const options = indicators.length;
	const totals = emptyTotals(unitStratum.length, domains, options, () =>
		squaredWeights(weights, domain, (row) => base[row] === 1),
	);
	for (let row = 0; row < rows; row++) {
		const at = domain ? domain.codes[row]! : 0;
		const weight = weights[row]!;
		if (!base[row] || at < 0 || weight === 0) continue;
		let x = 1;
		if (of === "responses") {
			x = 0;
			for (let k = 0; k < options; k++) x += indicators[k]![row]!;
		}
		const cell = unit[row]! * domains + at;
		totals.x[cell]! += weight * x;
		totals.xx[at]! += weight * x * x;
		totals.weight[at]! += weight;
		totals.n[at]! += 1;
		for (let k = 0; k < options; k++) {
			if (!indicators[k]![row]) continue;
			totals.y[cell * options + k]! += weight;
			totals.yy[at * options + k]! += weight;
			totals.xy[at * options + k]! += weight * x;
			totals.count[at * options + k]! += 1;
		}
	}
	return totals;
}
