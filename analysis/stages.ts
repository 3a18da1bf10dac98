import type { Stage } from "./design.ts";

export interface StageColumns {
	/** Id of the unit of each row, as codes; null where every row is a unit of its own. */
	unit: Int32Array | null;
	/** Stratum of each row, as codes; null for one stratum in each unit above. */
	stratum: Int32Array | null;
	/** Finite population correction of each row: fractions sampled if none exceeds 1, else population sizes. */
	fpc: Float64Array | null;
}

/**
 * The stages of a design with dense codes. Ids below the first stage repeat across the units above; at the first stage
 * they may repeat across strata only where `nest` says so. Throws where they do not, or a correction is impossible.
 */
export function stagesOf(
	columns: StageColumns[],
	{ rows, nest }: { rows: number; nest: boolean },
): Stage[] {
	const stages: Stage[] = [];
	for (const { unit, stratum, fpc } of columns) {
		const above = stages.at(-1) ?? null;
		const strata = pairs(above?.unit ?? null, stratum, rows);
		const units = pairs(
			nest || above ? strata.codes : null,
			unit ?? Int32Array.from({ length: rows }, (_, row) => row),
			rows,
		);
		const unitStratum = new Int32Array(units.count).fill(-1);
		for (let row = 0; row < rows; row++) {
			const of = units.codes[row]!;
			if (unitStratum[of]! >= 0 && unitStratum[of] !== strata.codes[row])
				throw new Error(
					"PSU ids repeat across strata: say nest, or give each PSU its own id",
				);
			unitStratum[of] = strata.codes[row]!;
		}
		const sampled = new Int32Array(strata.count);
		for (const of of unitStratum) sampled[of]! += 1;
		stages.push({
			unit: units.codes,
			unitStratum,
			sampled,
			population: fpc && populations(fpc, strata.codes, sampled, stages.length),
			within: above && withinUnits(above, units.codes, unitStratum, strata),
		});
	}
	return stages;
}

/** Product over the stages of the fractions sampled: the weight is its inverse where no other is given. */
export function fractionSampled(stages: Stage[], rows: number): Float64Array {
	const fraction = new Float64Array(rows).fill(1);
	for (const { unit, unitStratum, sampled, population } of stages)
		for (let row = 0; row < rows; row++) {
			const stratum = unitStratum[unit[row]!]!;
			if (population)
				fraction[row]! *= sampled[stratum]! / population[stratum]!;
		}
	return fraction;
}

/** Dense codes of the pairs that occur, in the order in which they do. */
function pairs(
	first: Int32Array | null,
	second: Int32Array | null,
	rows: number,
): { codes: Int32Array; count: number } {
	const width = second ? highest(second) + 1 : 1;
	const keys = (first ? highest(first) + 1 : 1) * width;
	const seen = keys <= 16 * rows + 1024 ? tableOf(keys) : mapOf();
	const codes = new Int32Array(rows);
	let count = 0;
	for (let row = 0; row < rows; row++) {
		const a = first ? first[row]! : 0;
		const b = second ? second[row]! : 0;
		if (a < 0 || b < 0)
			throw new Error(
				`row ${row + 1} has no stratum or no PSU: the columns of a design must be complete`,
			);
		const key = a * width + b;
		let code = seen.get(key);
		if (code < 0) {
			code = count++;
			seen.set(key, code);
		}
		codes[row] = code;
	}
	return { codes, count };
}

interface Seen {
	/** −1 where the key was not set. */
	get(key: number): number;
	set(key: number, code: number): void;
}

function tableOf(keys: number): Seen {
	const table = new Int32Array(keys).fill(-1);
	return {
		get: (key) => table[key]!,
		set: (key, code) => {
			table[key] = code;
		},
	};
}

function mapOf(): Seen {
	const map = new Map<number, number>();
	return {
		get: (key) => map.get(key) ?? -1,
		set: (key, code) => map.set(key, code),
	};
}

function highest(codes: Int32Array): number {
	let most = -1;
	for (let row = 0; row < codes.length; row++)
		if (codes[row]! > most) most = codes[row]!;
	return most;
}

function withinUnits(
	above: Stage,
	unitCodes: Int32Array,
	unitStratum: Int32Array,
	strata: { count: number },
): NonNullable<Stage["within"]> {
	const parent = new Int32Array(strata.count);
	const fraction = new Float64Array(strata.count);
	for (let row = 0; row < unitCodes.length; row++) {
		const stratum = unitStratum[unitCodes[row]!]!;
		const unit = above.unit[row]!;
		const aboveStratum = above.unitStratum[unit]!;
		parent[stratum] = unit;
		fraction[stratum] =
			(above.within?.fraction[aboveStratum] ?? 1) *
			(above.population
				? above.sampled[aboveStratum]! / above.population[aboveStratum]!
				: 0);
	}
	return { parent, fraction };
}

function populations(
	fpc: Float64Array,
	stratumOf: Int32Array,
	sampled: Int32Array,
	stageAbove: number,
): Float64Array {
	const where = `the fpc of stage ${stageAbove + 1}`;
	const missing = fpc.findIndex((value) => !(value >= 0));
	if (missing >= 0)
		throw new Error(`${where} is missing or negative in row ${missing + 1}`);
	const areFractions = fpc.every((value) => value <= 1);
	if (!areFractions && fpc.some((value) => value < 1))
		throw new Error(
			`${where} mixes sampling fractions and population sizes: give one or the other`,
		);
	const given = new Float64Array(sampled.length).fill(Number.NaN);
	for (let row = 0; row < fpc.length; row++) {
		const stratum = stratumOf[row]!;
		const known = given[stratum]!;
		if (!Number.isNaN(known) && known !== fpc[row])
			throw new Error(
				`${where} varies within a stratum (${known} and ${fpc[row]}): it must be one number for each stratum`,
			);
		given[stratum] = fpc[row]!;
	}
	return given.map((value, stratum) => {
		const n = sampled[stratum]!;
		const population = areFractions ? n / value : value;
		if (population < n)
			throw new Error(
				`${where} is smaller than the sample: ${population} in the population, ${n} sampled. Remedy: count the units of that stage in the population`,
			);
		return population;
	});
}
