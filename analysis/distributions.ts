import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import gammainc from "@stdlib/math-base-special-gammainc";
import stdlibBetaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import normalQuantileApproximation from "@stdlib/stats-base-dists-normal-quantile";
import studentQuantile from "@stdlib/stats-base-dists-t-quantile";

// Upper tails come from the incomplete functions: 1 − cdf loses every digit where tests are decided.

/** The p-quantile of Beta(a, b); with both infinite, point mass at ½, the limit that the field's software takes. */
export function betaQuantile(p: number, a: number, b: number): number {
	return a === Infinity && b === Infinity ? 0.5 : stdlibBetaQuantile(p, a, b);
}

/** P(Z > z) of the standard normal. */
export function normalUpperTail(z: number): number {
	return erfc(z / Math.SQRT2) / 2;
}

export function normalDensity(z: number): number {
	return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The p-quantile of the standard normal, with one Newton step: the library's is good to 9 digits in the tails. */
export function normalQuantile(p: number): number {
	const z = normalQuantileApproximation(p, 0, 1);
	if (!Number.isFinite(z)) return z;
	const miss = z < 0 ? normalUpperTail(-z) - p : 1 - p - normalUpperTail(z);
	return z - miss / normalDensity(z);
}

/** The p-quantile of Student's t; of the normal where df is infinite, NaN where there are none. */
export function tQuantile(p: number, df: number): number {
	if (!(df > 0)) return Number.NaN;
	return df === Infinity ? normalQuantile(p) : studentQuantile(p, df);
}

/** P(|T| > |t|). */
export function tTwoSided(t: number, df: number): number {
	if (df === Infinity) return 2 * normalUpperTail(Math.abs(t));
	return fUpperTail(t * t, 1, df);
}

/** P(F > f) with df1 and df2 degrees of freedom. */
export function fUpperTail(f: number, df1: number, df2: number): number {
	if (!(df1 > 0 && df2 > 0) || Number.isNaN(f)) return Number.NaN;
	if (df2 === Infinity) return chiSquaredUpperTail(f * df1, df1);
	if (f <= 0) return 1;
	if (f === Infinity) return 0;
	const share = (df1 * f) / (df1 * f + df2);
	// The complement is computed from f as well, so that neither end cancels.
	return share < 0.5
		? betainc(share, df1 / 2, df2 / 2, true, true)
		: betainc(df2 / (df1 * f + df2), df2 / 2, df1 / 2, true, false);
}

/** P(X² > x) with df degrees of freedom. */
export function chiSquaredUpperTail(x: number, df: number): number {
	if (!(df > 0) || Number.isNaN(x)) return Number.NaN;
	if (x <= 0) return 1;
	return gammainc(x / 2, df / 2, true, true);
}
