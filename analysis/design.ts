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
	/** For each stratum, the unit of the stage above that holds it; null at the first stage. */
	parent: Int32Array | null;
}

/** Strata and clusters at one or more stages; variance by Taylor linearisation. */
export interface TaylorDesign {
	kind: "taylor";
	rows: number;
	/** Zero outside the domain: a domain keeps every row. */
	weights: Float64Array;
	stages: Stage[];
	lonelyPsu: LonelyPsu;
	/** `adjust` and `average` also where several PSUs were sampled but one has rows in the domain. */
	adjustDomainLonely: boolean;
}

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
		stages: [stageOf(stratum, psu)],
		lonelyPsu,
		adjustDomainLonely: false,
	};
}

function stageOf(stratum: Int32Array, psu: Int32Array): Stage {
	const unitStratum = new Int32Array(highest(psu) + 1).fill(-1);
	for (let row = 0; row < psu.length; row++) {
		const known = unitStratum[psu[row]!];
		if (known === undefined || stratum[row]! < 0)
			throw new Error(`row ${row} has no stratum or no PSU`);
		if (known >= 0 && known !== stratum[row])
			throw new Error(
				`PSU ${psu[row]} lies in the strata ${known} and ${stratum[row]}: give each PSU its own code`,
			);
		unitStratum[psu[row]!] = stratum[row]!;
	}
	const sampled = new Int32Array(highest(stratum) + 1);
	for (const of of unitStratum) if (of >= 0) sampled[of]! += 1;
	return { unit: psu, unitStratum, sampled, population: null, parent: null };
}

function highest(codes: Int32Array): number {
	let most = -1;
	for (const code of codes) if (code > most) most = code;
	return most;
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
	const times = typeof factor === "number" ? () => factor : at(factor);
	return withWeights(
		design,
		design.weights.map((weight, row) => weight * times(row)),
	);
}

function at(values: Float64Array): (row: number) => number {
	return (row) => values[row]!;
}
