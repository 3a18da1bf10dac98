import type { Stage } from "../design.ts";
import type { UnitTotals } from "../estimators/unit-totals.ts";

/**
 * Multipliers of the PSUs in replicates of the rescaling bootstrap: n_h − 1 of a stratum's n_h PSUs drawn with
 * replacement, each draw counting n_h/(n_h − 1) (Rao & Wu 1988, JASA 83:231–241; Rao, Wu & Yue 1992, *Survey Methodology*
 * 18:209–217). A stratum with one PSU keeps it as it is. `random` gives uniform numbers in [0, 1).
 */
export function bootstrapMultipliers(
	{ unitStratum, sampled }: Stage,
	replicates: number,
	random: () => number,
): Float64Array[] {
	const members = Array.from(sampled, (): number[] => []);
	unitStratum.forEach((stratum, unit) => {
		members[stratum]?.push(unit);
	});
	return Array.from({ length: replicates }, () => {
		const multipliers = new Float64Array(unitStratum.length);
		for (const units of members) {
			const n = units.length;
			if (n === 1) multipliers[units[0]!] = 1;
			for (let draw = 1; draw < n; draw++)
				multipliers[units[Math.floor(random() * n)]!]! += n / (n - 1);
		}
		return multipliers;
	});
}

/**
 * Bootstrap standard errors of the ratios of PSU totals, by domain and numerator: the spread of the replicates' ratios
 * about their mean, divisor replicates − 1 (Rao & Wu 1988, eq. 2.9). Replicate weights of whole PSUs need the PSU totals
 * alone, not the rows.
 */
export function bootstrapErrors(
	{ domains, numerators, x, y }: UnitTotals,
	multipliers: Float64Array[],
): Float64Array {
	const cells = domains * numerators;
	const sum = new Float64Array(cells);
	const squares = new Float64Array(cells);
	const thetas = multipliers.map((multiplier) => {
		const numerator = new Float64Array(cells);
		const denominator = new Float64Array(domains);
		for (let unit = 0; unit < multiplier.length; unit++) {
			const times = multiplier[unit]!;
			if (times === 0) continue;
			for (let domain = 0; domain < domains; domain++)
				denominator[domain]! += times * x[unit * domains + domain]!;
			for (let cell = 0; cell < cells; cell++)
				numerator[cell]! += times * y[unit * cells + cell]!;
		}
		return numerator.map(
			(total, cell) => total / denominator[Math.floor(cell / numerators)]!,
		);
	});
	for (const theta of thetas)
		for (let cell = 0; cell < cells; cell++) sum[cell]! += theta[cell]!;
	for (const theta of thetas)
		for (let cell = 0; cell < cells; cell++)
			squares[cell]! += (theta[cell]! - sum[cell]! / thetas.length) ** 2;
	return squares.map((total) => Math.sqrt(total / (thetas.length - 1)));
}
