import type { TaylorDesign } from "../design.ts";
import { tTwoSided } from "../distributions.ts";
import type { UnitTotals } from "../estimators/unit-totals.ts";
import { covarianceBetweenUnits } from "../variance/between-units.ts";

export interface Comparison {
	/** Places of the two columns. */
	higher: number;
	lower: number;
	difference: number;
	se: number;
	df: number;
	p: number;
}

/**
 * Every two of the columns `among`, compared in one numerator: t = (R_a − R_b)/se with the covariance of the two, whose
 * PSUs may hold people of both (Lumley 2010, *Complex Surveys*, §2.4; linearised as in `ratioEstimates`), two-sided,
 * degrees of freedom PSUs − strata with rows in either. Pairs without a standard error are left out.
 */
export function compareColumns(
	design: TaylorDesign,
	totals: UnitTotals,
	numerator: number,
	among: number[],
): Comparison[] {
	const stage = design.stages[0]!;
	const { unitStratum } = stage;
	const units = unitStratum.length;
	const { domains, numerators, x, y } = totals;
	const width = among.length;
	const present = new Uint8Array(units);
	const has = among.map(() => new Uint8Array(units));
	const linearised = new Float64Array(units * width);
	const ratio = among.map((domain, at) => {
		let top = 0;
		let bottom = 0;
		const yOf = (unit: number) =>
			y[(unit * domains + domain) * numerators + numerator]!;
		for (let unit = 0; unit < units; unit++) {
			top += yOf(unit);
			bottom += x[unit * domains + domain]!;
		}
		for (let unit = 0; unit < units; unit++) {
			const base = x[unit * domains + domain]!;
			linearised[unit * width + at] =
				(yOf(unit) - (top / bottom) * base) / bottom;
			if (base > 0) has[at]![unit] = present[unit] = 1;
		}
		return top / bottom;
	});
	const covariance = covarianceBetweenUnits(
		stage,
		linearised,
		width,
		present,
		design,
	);
	const found: Comparison[] = [];
	for (let a = 0; a < width; a++)
		for (let b = 0; b < a; b++) {
			const variance =
				covariance[a * width + a]! +
				covariance[b * width + b]! -
				2 * covariance[a * width + b]!;
			const df = unitsLessStrata(unitStratum, has[a]!, has[b]!);
			const difference = ratio[a]! - ratio[b]!;
			const se = Math.sqrt(variance);
			// Of two that are equal but for rounding no variance is left.
			if (!(se > 1e-12) || !(df > 0) || Number.isNaN(difference)) continue;
			const [higher, lower] = difference > 0 ? [a, b] : [b, a];
			found.push({
				higher: among[higher]!,
				lower: among[lower]!,
				difference: Math.abs(difference),
				se,
				df,
				p: tTwoSided(Math.abs(difference) / se, df),
			});
		}
	return found;
}

function unitsLessStrata(
	unitStratum: Int32Array,
	one: Uint8Array,
	other: Uint8Array,
): number {
	const strata = new Set<number>();
	let units = 0;
	for (let unit = 0; unit < unitStratum.length; unit++) {
		if (!one[unit] && !other[unit]) continue;
		units++;
		strata.add(unitStratum[unit]!);
	}
	return units - strata.size;
}
