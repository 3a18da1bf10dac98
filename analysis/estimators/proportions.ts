import type { TaylorDesign } from "../design.ts";
import { type DomainEstimates, ratioEstimates } from "./ratio-estimates.ts";
import { emptyTotals, type UnitTotals } from "./unit-totals.ts";

/** A part of the sample to be told apart: `codes` 0 … count − 1, or −1 outside all of them. */
export interface Domain {
	codes: Int32Array;
	count: number;
}

export interface ProportionsOf {
	/** Category of each row, 0 … categories − 1; −1 is outside the base. */
	codes: Int32Array | Int16Array | Int8Array;
	categories: number;
	domain?: Domain;
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
	return ratioEstimates(
		design,
		categoryTotals(design, codes, categories, domain),
		{
			level,
			interval: "proportion",
		},
	);
}

function categoryTotals(
	design: TaylorDesign,
	codes: ProportionsOf["codes"],
	categories: number,
	domain: Domain | undefined,
): UnitTotals {
	const { weights } = design;
	const { unit, unitStratum } = design.stages[0]!;
	const domains = domain?.count ?? 1;
	const totals = emptyTotals(unitStratum.length, domains, categories);
	const { y, count } = totals;
	const squares = new Float64Array(domains * categories);
	const inDomain = domain?.codes;
	const { rows } = design;
	for (let row = 0; row < rows; row++) {
		const code = codes[row]!;
		const level = inDomain ? inDomain[row]! : 0;
		const weight = weights[row]!;
		if (code < 0 || level < 0 || weight === 0) continue;
		const cell = level * categories + code;
		y[unit[row]! * domains * categories + cell]! += weight;
		squares[cell]! += weight * weight;
		count[cell]! += 1;
	}
	for (let at = 0; at < y.length; at++) {
		const cell = at % (domains * categories);
		totals.x[Math.floor(at / categories)]! += y[at]!;
		totals.yy[cell]! += y[at]!;
	}
	totals.xy.set(totals.yy);
	for (let cell = 0; cell < squares.length; cell++) {
		const level = Math.floor(cell / categories);
		totals.weight[level]! += totals.yy[cell]!;
		totals.weightSquared[level]! += squares[cell]!;
		totals.n[level]! += count[cell]!;
	}
	totals.xx.set(totals.weight);
	return totals;
}
