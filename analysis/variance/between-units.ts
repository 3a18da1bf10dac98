import type { LonelyPsu, Stage } from "../design.ts";

export interface Lonely {
	lonelyPsu: LonelyPsu;
	adjustDomainLonely: boolean;
}

/**
 * Covariance of totals of units drawn independently in strata, for `width` statistics at once (row-major):
 * Σ_h (1 − f_h) n_h/(n_h − 1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)′, f = 0 with replacement (Wolter 2007, *Introduction to
 * Variance Estimation*, eq. 1.4.4 and §6.11; Lumley 2010, *Complex Surveys*, §2.2).
 *
 * `totals` holds the weighted linearised totals, unit by unit, `width` numbers each. Units without rows in the domain
 * have zeros and still count: the design was drawn, not the domain. A stratum without `present` units adds nothing and
 * is not asked for its lonely PSU. Throws where a stratum has one unit and `lonelyPsu` is `fail`; NaN where `average`
 * has no stratum to take the average of.
 */
export function covarianceBetweenUnits(
	stage: Stage,
	totals: Float64Array,
	width: number,
	present: Uint8Array,
	lonely: Lonely,
): Float64Array {
	const { unitStratum } = stage;
	const { scale, centred } = stratumRules(stage, present, lonely);
	const means = stratumMeans(stage, totals, width);
	const covariance = new Float64Array(width * width);
	const deviation = new Float64Array(width);
	for (let unit = 0; unit < unitStratum.length; unit++) {
		const stratum = unitStratum[unit]!;
		if (stratum < 0 || scale[stratum] === 0) continue;
		for (let k = 0; k < width; k++)
			deviation[k] =
				totals[unit * width + k]! -
				(centred[stratum] ? means[stratum * width + k]! : 0);
		for (let k = 0; k < width; k++) {
			const scaled = scale[stratum]! * deviation[k]!;
			if (scaled === 0) continue;
			for (let l = 0; l <= k; l++)
				covariance[k * width + l]! += scaled * deviation[l]!;
		}
	}
	for (let k = 0; k < width; k++)
		for (let l = 0; l < k; l++) {
			covariance[l * width + k] = covariance[k * width + l]!;
		}
	return covariance;
}

/** The diagonal of the above alone, for many statistics that are never compared. */
export function varianceBetweenUnits(
	stage: Stage,
	totals: Float64Array,
	width: number,
	present: Uint8Array,
	lonely: Lonely,
): Float64Array {
	const { unitStratum } = stage;
	const { scale, centred } = stratumRules(stage, present, lonely);
	const means = stratumMeans(stage, totals, width);
	const variance = new Float64Array(width);
	for (let unit = 0; unit < unitStratum.length; unit++) {
		const stratum = unitStratum[unit]!;
		if (stratum < 0 || scale[stratum] === 0) continue;
		for (let k = 0; k < width; k++) {
			const deviation =
				totals[unit * width + k]! -
				(centred[stratum] ? means[stratum * width + k]! : 0);
			variance[k]! += scale[stratum]! * deviation * deviation;
		}
	}
	return variance;
}

function stratumMeans(stage: Stage, totals: Float64Array, width: number) {
	const means = new Float64Array(stage.sampled.length * width);
	for (let unit = 0; unit < stage.unitStratum.length; unit++) {
		const stratum = stage.unitStratum[unit]!;
		if (stratum < 0) continue;
		for (let k = 0; k < width; k++)
			means[stratum * width + k]! +=
				totals[unit * width + k]! / stage.sampled[stratum]!;
	}
	return means;
}

/** How each stratum enters: its factor, and whether totals are centred at its mean. */
function stratumRules(
	{ unitStratum, sampled, population, within }: Stage,
	present: Uint8Array,
	{ lonelyPsu, adjustDomainLonely }: Lonely,
) {
	const unitsPresent = new Int32Array(sampled.length);
	for (let unit = 0; unit < unitStratum.length; unit++)
		if (present[unit]) unitsPresent[unitStratum[unit]!]! += 1;
	const scale = new Float64Array(sampled.length);
	const centred = new Uint8Array(sampled.length).fill(1);
	const strata = new Map<number, { all: number; used: number }>();
	const groupOf = (stratum: number) => (within ? within.parent[stratum]! : 0);
	const count = (stratum: number, used: boolean) => {
		const group = strata.get(groupOf(stratum)) ?? { all: 0, used: 0 };
		group.all += 1;
		if (used) group.used += 1;
		strata.set(groupOf(stratum), group);
	};
	for (let stratum = 0; stratum < sampled.length; stratum++) {
		if (unitsPresent[stratum] === 0) continue;
		const n = sampled[stratum]!;
		const notSampled = population ? 1 - n / population[stratum]! : 1;
		if (notSampled < 1e-7) {
			count(stratum, true);
			continue;
		}
		if (n === 1 && lonelyPsu === "fail")
			throw new Error(
				"a stratum has one PSU: its variance cannot be estimated. Remedy: choose lonely_psu adjust, remove, certainty or average, or merge strata",
			);
		const lonely =
			n === 1 || (adjustDomainLonely && unitsPresent[stratum] === 1);
		const left = lonely && lonelyPsu === "average";
		count(stratum, !left);
		if (left) continue;
		if (lonely && lonelyPsu === "adjust") centred[stratum] = 0;
		const above = within ? within.fraction[stratum]! : 1;
		scale[stratum] = above * (n > 1 ? (notSampled * n) / (n - 1) : notSampled);
	}
	if (lonelyPsu === "average")
		for (let stratum = 0; stratum < sampled.length; stratum++) {
			const group = strata.get(groupOf(stratum));
			if (group && group.used < group.all)
				scale[stratum] = group.used
					? (scale[stratum]! * group.all) / group.used
					: Number.NaN;
		}
	return { scale, centred };
}
