import type { TaylorDesign } from "../design.ts";
import type { Domain } from "./category-totals.ts";
import { type DomainEstimates, ratioEstimates } from "./ratio-estimates.ts";
import { emptyTotals, squaredWeights } from "./unit-totals.ts";

export interface MeansOf {
	/** NaN is outside the base. */
	values: Float64Array;
	domain?: Domain;
	/** Coverage of the intervals; 0.95. */
	level?: number;
}

/**
 * Weighted mean of a numeric variable in each level of a domain variable (one `estimates` entry each), in the units of
 * the variable, with linearised standard errors and intervals mean ± t · se (formula: `ratioEstimates`).
 */
export function means(
	design: TaylorDesign,
	{ values, domain, level = 0.95 }: MeansOf,
): DomainEstimates[] {
	const { weights, rows } = design;
	const { unit, unitStratum } = design.stages[0]!;
	const domains = domain?.count ?? 1;
	const totals = emptyTotals(unitStratum.length, domains, 1, () =>
		squaredWeights(weights, domain, (row) => !Number.isNaN(values[row]!)),
	);
	for (let row = 0; row < rows; row++) {
		const value = values[row]!;
		const at = domain ? domain.codes[row]! : 0;
		const weight = weights[row]!;
		if (Number.isNaN(value) || at < 0 || weight === 0) continue;
		const cell = unit[row]! * domains + at;
		totals.x[cell]! += weight;
		totals.y[cell]! += weight * value;
		totals.yy[at]! += weight * value * value;
		totals.xy[at]! += weight * value;
		totals.weight[at]! += weight;
		totals.n[at]! += 1;
		if (value !== 0) totals.count[at]! += 1;
	}
	totals.xx.set(totals.weight);
	return ratioEstimates(design, totals, { level, interval: "mean" });
}
