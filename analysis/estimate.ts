export interface Interval {
	/** Coverage, e.g. 0.95. */
	level: number;
	lower: number;
	upper: number;
}

/** Doubt that travels with a number until it is printed. */
export type Note =
	/** A stratum had one PSU; its total was centred at the mean of all (Lumley 2010, p. 47). */
	| "single-psu-stratum"
	/** Fewer than 30 rows in the base. */
	| "base-under-30"
	/** 0 %, 100 % or no variation between PSUs: the interval rests on the effective n of the weights alone. */
	| "interval-without-clusters"
	/** No row with weight in the base. */
	| "not-estimable: empty base"
	/** As many strata as PSUs in the base: an estimate without a standard error. */
	| "not-estimable: no degrees of freedom"
	/** The statistic itself is undefined here, e.g. no attention in an anchored crosswise question. */
	| "not-estimable: outside its range";

/** A number and what is known about its uncertainty. `NaN` is "not estimable"; `notes` says why. */
export interface Estimate {
	value: number;
	/** Standard error under the design. */
	se: number;
	/** Degrees of freedom in the domain: PSUs − strata with a row of the base. */
	df: number;
	ci: Interval;
	/** Variance against a simple random sample, drawn with replacement, of the same n (Kish 1965, §8.2). */
	deff: number;
	/** Unweighted rows of the base. */
	n: number;
	/** Rows of a simple random sample with the same variance: n / deff. */
	effectiveN: number;
	notes: Note[];
}
