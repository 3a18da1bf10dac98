import { stagesOf } from "./stages.ts";

/**
 * What to do with a stratum that holds one sampled PSU, whose variance cannot be estimated:
 * refuse; centre its total at the mean of all strata; count it as zero (two names); or replace it by the mean of the
 * other strata (Lumley 2010, *Complex Surveys*, p. 47).
 */
export type LonelyPsu = "fail" | "adjust" | "remove" | "certainty" | "average";

/** One stage of selection. Codes are dense; a unit belongs to one stratum, a stratum to one unit of the stage above. */
export interface Stage {
	/** Sampling unit of each row. */
	unit: Int32Array;
	/** Stratum of each unit. */
	unitStratum: Int32Array;
	/** Units sampled in each stratum. */
	sampled: Int32Array;
	/** Units of the population in each stratum; null where drawn with replacement. */
	population: Float64Array | null;
	/** Below the first stage, for each stratum the unit above that holds it, and the fraction sampled down to that unit. */
	within: { parent: Int32Array; fraction: Float64Array } | null;
}

interface Common {
	rows: number;
	/** Zero outside the domain: a domain keeps every row. */
	weights: Float64Array;
	/** 0 for rows that a domain took out of a design that was not calibrated; null where all are in. */
	present: Uint8Array | null;
}

/** Strata and clusters at one or more stages; variance by Taylor linearisation. */
export interface TaylorDesign extends Common {
	kind: "taylor";
	stages: Stage[];
	lonelyPsu: LonelyPsu;
	/** `adjust` and `average` also where several PSUs were sampled but one has rows in the domain. */
	adjustDomainLonely: boolean;
	/** Adjustments of the weights to known totals, in the order in which they were made. */
	calibrations: Calibration[];
}

/** Elements drawn without replacement with unequal probabilities. */
export interface PpsDesign extends Common {
	kind: "pps";
	/** Inclusion probability of each row. */
	probability: Float64Array;
	variance: PpsVariance;
	calibrations: Calibration[];
}

export type PpsVariance =
	/** n/(n − 1) Σ (1 − π_i)(z_i − z̄)². */
	| { method: "brewer" }
	/** Σ_ij d_ij z_i z_j or −½ Σ_ij d_ij (z_i − z_j)². */
	| {
			method: "pairwise";
			form: "HT" | "YG";
			/** d_ij for rows i ≠ j. */
			delta: (i: number, j: number) => number;
	  };

/** Variance by replication: V = scale Σ_r rscales_r (θ_r − c)(θ_r − c)′. */
export interface ReplicateDesign extends Common {
	kind: "replicate";
	/** Analysis weights, one column a replicate. */
	replicates: Float64Array[];
	scale: number;
	rscales: Float64Array;
	/** c is the full-sample estimate instead of the mean of the replicates'. */
	mse: boolean;
}

export type Design = TaylorDesign | PpsDesign | ReplicateDesign;

/**
 * What the linearised variance needs to know of an adjustment of weights: the residuals from its auxiliary variables
 * replace the variable (Deville & Särndal 1992, JASA 87:376–382).
 */
export type Calibration =
	/** One margin with weighted means, or several margins, removed in turn. */
	| {
			kind: "cells";
			/** Cell of each row; −1 outside. */
			margins: Int32Array[];
			/** Weights in the cell means; null counts rows. */
			before: Float64Array | null;
			after: Float64Array;
	  }
	| {
			kind: "regression";
			/** Auxiliary variables, a column each. */
			auxiliaries: Float64Array[];
			before: Float64Array;
			after: Float64Array;
	  };

export interface StratifiedClusters {
	/** Stratum and PSU of each row, dense from 0; a PSU lies in one stratum. */
	stratum: Int32Array;
	psu: Int32Array;
	weights: Float64Array;
	lonelyPsu?: LonelyPsu;
}

/** The design of a fielded survey: strata, PSUs drawn with replacement (or few of many), weights. */
export function stratifiedClusters({
	stratum,
	psu,
	weights,
	lonelyPsu = "adjust",
}: StratifiedClusters): TaylorDesign {
	const rows = weights.length;
	if (stratum.length !== rows || psu.length !== rows)
		throw new Error(
			`stratum, psu and weights must have one entry a row: ${stratum.length}, ${psu.length}, ${rows}`,
		);
	for (let row = 0; row < rows; row++)
		if (!(weights[row]! >= 0))
			throw new Error(
				`the weight of row ${row} is ${weights[row]}: weights must be zero or more`,
			);
	return {
		kind: "taylor",
		rows,
		weights,
		present: null,
		stages: stagesOf([{ unit: psu, stratum, fpc: null }], {
			rows,
			nest: false,
		}),
		lonelyPsu,
		adjustDomainLonely: false,
		calibrations: [],
	};
}

/** The same design with other weights, e.g. those of a domain or after raking. */
export function withWeights<D extends { weights: Float64Array }>(
	design: D,
	weights: Float64Array,
): D {
	return { ...design, weights };
}

/** The same design for a variable shown to a random part: weights times 1 / probability that it was shown. */
export function withItemWeight<D extends { weights: Float64Array }>(
	design: D,
	factor: number | Float64Array,
): D {
	return withWeights(
		design,
		design.weights.map(
			(weight, row) =>
				weight * (typeof factor === "number" ? factor : factor[row]!),
		),
	);
}
