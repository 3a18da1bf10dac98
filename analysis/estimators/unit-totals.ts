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
	/** By domain: Σ w and rows, each over the rows of the base with weight. */
	weight: Float64Array;
	n: Int32Array;
	/** By domain Σ w² over the same rows: another pass, for the few cells that need it. */
	weightSquared(): Float64Array;
	/** Rows with y ≠ 0, by domain, numerator. */
	count: Int32Array;
}

export function emptyTotals(
	units: number,
	domains: number,
	numerators: number,
	weightSquared: () => Float64Array,
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
		weightSquared: once(weightSquared),
		n: new Int32Array(domains),
		count: new Int32Array(domains * numerators),
	};
}

/** Σ w² by domain over the rows that `inBase` says. */
export function squaredWeights(
	weights: Float64Array,
	domain: { codes: Int32Array; count: number } | undefined,
	inBase: (row: number) => boolean,
): Float64Array {
	const sums = new Float64Array(domain?.count ?? 1);
	for (let row = 0; row < weights.length; row++) {
		const at = domain ? domain.codes[row]! : 0;
		if (at >= 0 && inBase(row)) sums[at]! += weights[row]! * weights[row]!;
	}
	return sums;
}

function once<T>(compute: () => T): () => T {
	let known: { value: T } | undefined;
	return () => {
		known ??= { value: compute() };
		return known.value;
	};
}
