import { tQuantile } from "../distributions.ts";

export interface PrecisionOptions {
	/** Variance of one answer, 0.25 for a share of one half; see `indirect-precision.ts` for list and crosswise. */
	unitVariance?: number;
	/** Confidence level. */
	level?: number;
	/** Design effect: clustering times weights. */
	deff?: number;
	/** People in the population; infinite leaves out the finite population correction. */
	population?: number;
	/** Degrees of freedom of the variance; infinite takes the normal quantile. */
	df?: number;
}

const planned = ({
	unitVariance = 0.25,
	level = 0.95,
	deff = 1,
	population = Infinity,
	df = Infinity,
}: PrecisionOptions) => {
	if (!(unitVariance > 0 && deff > 0 && population > 1 && df > 0))
		throw new Error(
			`a plan needs a variance, a design effect, a population and degrees of freedom above zero: ${unitVariance}, ${deff}, ${population}, ${df}`,
		);
	if (!(level > 0 && level < 1))
		throw new Error(`a confidence level of ${level} is not between 0 and 1`);
	return {
		variance: deff * unitVariance,
		population,
		quantile: tQuantile((1 + level) / 2, df),
	};
};

/**
 * Completed answers for a margin of error e (half width of the interval, as a share): n₀ = z² · deff · σ² / e², then
 * n = n₀ / (1 + (n₀ − 1) / N), rounded up (Cochran 1977, *Sampling Techniques*, §§4.4, 8.1; Kish 1965, *Survey
 * Sampling*, §8.2).
 *
 * @example sampleSize(0.03) // 1068
 */
export function sampleSize(
	marginOfError: number,
	options: PrecisionOptions = {},
): number {
	if (!(marginOfError > 0))
		throw new Error(
			`a margin of error of ${marginOfError} cannot be met: it must be above zero`,
		);
	const { variance, population, quantile } = planned(options);
	const infinite = (quantile / marginOfError) ** 2 * variance;
	return roundedUp(infinite / (1 + (infinite - 1) / population));
}

/**
 * Margin of error (half width, as a share) that n completed answers give, the inverse of `sampleSize`:
 * z √(deff · σ² / n · (N − n) / (N − 1)).
 *
 * @example marginOfError(1800, { deff: 1.8 }) // 0.031
 */
export function marginOfError(
	n: number,
	options: PrecisionOptions = {},
): number {
	return planned(options).quantile * plannedStandardError(n, options);
}

/** Standard error that n completed answers give, √(deff · σ² / n · (N − n) / (N − 1)). */
export function plannedStandardError(
	n: number,
	options: PrecisionOptions = {},
): number {
	const { variance, population } = planned(options);
	if (!(n > 0 && n <= population))
		throw new Error(
			`${n} answers cannot come from a population of ${population}`,
		);
	const left =
		population === Infinity ? 1 : (population - n) / (population - 1);
	return Math.sqrt((variance / n) * left);
}

/**
 * Cards or invitations to hand out for so many completed answers, rounded up.
 *
 * @example issuedFor(6000, 0.6) // 10000
 */
export function issuedFor(completed: number, responseRate: number): number {
	if (!(responseRate > 0 && responseRate <= 1))
		throw new Error(
			`a response rate of ${responseRate} is not above 0 and at most 1`,
		);
	return roundedUp(completed / responseRate);
}

/** Up to the next whole number, but not for a rounding error above one: 9604.000000000002 is 9604. */
const roundedUp = (x: number) => Math.ceil(x * (1 - 1e-12));
