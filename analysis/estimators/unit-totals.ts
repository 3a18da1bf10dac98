/**
 * Sums of one pass over the rows: all that the ratios R = Σ w y / Σ w x of several numerators in several domains need
 * for estimates, linearised variances and design effects. A mean has x = 1, a proportion y = 0 or 1 beside.
 */
export interface UnitTotals {
	domains: number;
	numerators: number;
	/** Σ w y by unit, domain, numerator. */
	y: Float64Array;
	/** Σ w x by unit, domain. */
	x: Float64Array;
	/** Σ w y² and Σ w x y by domain, numerator; Σ w x² by domain. */
	yy: Float64Array;
	xy: Float64Array;
	xx: Float64Array;
	/** By domain: Σ w, Σ w² and rows, each over the rows of the base with weight. */
	weight: Float64Array;
	weightSquared: Float64Array;
	n: Int32Array;
	/** Rows with y ≠ 0, by domain, numerator. */
	count: Int32Array;
}

export function emptyTotals(
	units: number,
	domains: number,
	numerators: number,
): UnitTotals {
	return {
		domains,
		numerators,
		y: new Float64Array(units * domains * numerators),
		x: new Float64Array(units * domains),
		yy: new Float64Array(domains * numerators),
		xy: new Float64Array(domains * numerators),
		xx: new Float64Array(domains),
		weight: new Float64Array(domains),
		weightSquared: new Float64Array(domains),
		n: new Int32Array(domains),
		count: new Int32Array(domains * numerators),
	};
}
