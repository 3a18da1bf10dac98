import type { TaylorDesign } from "../design.ts";
import { tQuantile } from "../distributions.ts";
import type { Estimate, Interval, Note } from "../estimate.ts";
import { betaInterval, logitInterval } from "../intervals/proportion.ts";
import { varianceBetweenUnits } from "../variance/between-units.ts";
import type { UnitTotals } from "./unit-totals.ts";

/** An estimate of a cell: `count` rows of the `n` of its base, whose weights sum to `weight`. */
export interface CellEstimate extends Estimate {
	count: number;
	weight: number;
}

export interface DomainEstimates {
	/** Unweighted rows of the base and the sum of their weights. */
	n: number;
	weight: number;
	df: number;
	/** One for each category, numerator or indicator. */
	estimates: CellEstimate[];
}

export interface RatioOptions {
	/** Coverage of the intervals; 0.95. */
	level?: number;
	/** How the interval is built: on the logit scale, or symmetric about the estimate. */
	interval: "proportion" | "mean";
}

/**
 * The ratios R = Ŷ/X̂ of each domain with linearised standard errors: z_i = w_i (y_i − R x_i)/X̂ (Woodruff 1971, JASA
 * 66:411–414; Särndal, Swensson & Wretman 1992, §5.6 and eq. 5.6.10). PSUs and strata outside the domain are kept.
 * First stage only: the ultimate-cluster variance. Throws for a design with several stages and a finite population
 * correction, which needs `analysis/estimators/mean.ts`.
 */
export function ratioEstimates(
	design: TaylorDesign,
	totals: UnitTotals,
	{ level = 0.95, interval }: RatioOptions,
): DomainEstimates[] {
	const stage = design.stages[0]!;
	if (design.stages.length > 1 && stage.population)
		throw new Error("ratioEstimates is for designs with one variance stage");
	const units = stage.unitStratum.length;
	const { domains, numerators } = totals;
	const present = new Uint8Array(units);
	const linearised = new Float64Array(units * numerators);
	return Array.from({ length: domains }, (_, domain) => {
		let denominator = 0;
		const numerator = new Float64Array(numerators);
		for (let unit = 0; unit < units; unit++) {
			const x = totals.x[unit * domains + domain]!;
			present[unit] = x > 0 ? 1 : 0;
			denominator += x;
			const from = (unit * domains + domain) * numerators;
			for (let k = 0; k < numerators; k++) numerator[k]! += totals.y[from + k]!;
		}
		const ratio = numerator.map((total) => total / denominator);
		for (let unit = 0; unit < units; unit++) {
			const x = totals.x[unit * domains + domain]!;
			const from = (unit * domains + domain) * numerators;
			for (let k = 0; k < numerators; k++)
				linearised[unit * numerators + k] =
					(totals.y[from + k]! - ratio[k]! * x) / denominator;
		}
		const variance = varianceBetweenUnits(
			stage,
			linearised,
			numerators,
			present,
			design,
		);
		const df = degreesOfFreedom(stage.unitStratum, present);
		const n = totals.n[domain]!;
		const weight = totals.weight[domain]!;
		const kishN = () =>
			(weight * weight) / (totals.weightSquared()[domain]! || Number.NaN);
		const notes = domainNotes(design, present, n, df);
		const estimates = Array.from(ratio, (value, k): CellEstimate => {
			const cell = domain * numerators + k;
			const se = Math.sqrt(variance[k]!);
			const unitVariance =
				(totals.yy[cell]! -
					2 * value * totals.xy[cell]! +
					value * value * totals.xx[domain]!) /
				weight;
			const meanOfX = denominator / weight;
			const simple = unitVariance / (meanOfX * meanOfX) / (n - 1);
			const deff = simple > 0 ? variance[k]! / simple : Number.NaN;
			const flat = interval === "proportion" && !(se > 0);
			return {
				value,
				se: df > 0 ? se : Number.NaN,
				df,
				ci:
					interval === "mean"
						? symmetricInterval(value, se, df, level)
						: flat
							? betaInterval(value, kishN(), level)
							: logitInterval(value, se, df, level),
				deff: df > 0 ? deff : Number.NaN,
				effectiveN: df > 0 && deff > 0 ? n / deff : kishN(),
				n,
				count: totals.count[cell]!,
				weight,
				notes: flat && n > 0 ? [...notes, "interval-without-clusters"] : notes,
			};
		});
		return { n, weight, df, estimates };
	});
}

/** Estimate ± t · se. */
export function symmetricInterval(
	value: number,
	se: number,
	df: number,
	level: number,
): Interval {
	const half = tQuantile((1 + level) / 2, df) * se;
	return { level, lower: value - half, upper: value + half };
}

/** PSUs − strata, of those that have rows in the domain. */
function degreesOfFreedom(
	unitStratum: Int32Array,
	present: Uint8Array,
): number {
	const strata = new Set<number>();
	let units = 0;
	for (let unit = 0; unit < unitStratum.length; unit++) {
		if (!present[unit]) continue;
		units++;
		strata.add(unitStratum[unit]!);
	}
	return units - strata.size;
}

function domainNotes(
	{ stages }: TaylorDesign,
	present: Uint8Array,
	n: number,
	df: number,
): Note[] {
	const { unitStratum, sampled } = stages[0]!;
	const single = unitStratum.some(
		(stratum, unit) => present[unit] && sampled[stratum] === 1,
	);
	const notes: Note[] = [];
	if (n === 0) return ["not-estimable: empty base"];
	if (n < 30) notes.push("base-under-30");
	if (single) notes.push("single-psu-stratum");
	if (df <= 0) notes.push("not-estimable: no degrees of freedom");
	return notes;
}
