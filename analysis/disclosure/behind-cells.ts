/** Who stands behind a number: unweighted respondents, their variance units and weights. */
export interface Behind {
	n: number;
	units: number;
	weight: number;
	/** Of one respondent, and of the two that weigh most together. */
	largestWeight: number;
	twoLargestWeights: number;
}

export interface BehindCells {
	/** Of each domain, its base. */
	bases: Behind[];
	/** Of each domain and category, who chose it. */
	cells: Behind[][];
}

/** What each row answered to one variable. */
export type Answers =
	/** Category of each row; −1 outside the base. */
	| { codes: ArrayLike<number>; categories: number }
	/** For each category 1 where the row chose it; only rows of the base are read. */
	| { indicators: ArrayLike<number>[]; base: ArrayLike<number> };

interface Rows {
	weights: ArrayLike<number>;
	/** Variance unit of each row. */
	unit: ArrayLike<number>;
	units: number;
	/** Domain of each row; −1 outside. */
	domain: ArrayLike<number>;
	domains: number;
	answers: Answers;
}

export function behindCells({
	weights,
	unit,
	units,
	domain,
	domains,
	answers,
}: Rows): BehindCells {
	const isSingle = "codes" in answers;
	const categories = isSingle ? answers.categories : answers.indicators.length;
	const tally = emptyTally(domains * categories, units);
	const bases = isSingle
		? tallyCodes(tally, answers, weights, unit, domain, domains)
		: tallyIndicators(tally, answers, weights, unit, domain, domains);
	const cells = behindEach(tally);
	return {
		bases: behindEach(bases),
		cells: Array.from({ length: domains }, (_, at) =>
			cells.slice(at * categories, (at + 1) * categories),
		),
	};
}

interface Tally {
	units: number;
	n: Int32Array;
	total: Float64Array;
	first: Float64Array;
	second: Float64Array;
	/** 1 where somebody of the unit is behind the cell. */
	met: Uint8Array;
}

const emptyTally = (size: number, units: number): Tally => ({
	units,
	n: new Int32Array(size),
	total: new Float64Array(size),
	first: new Float64Array(size),
	second: new Float64Array(size),
	met: new Uint8Array(size * units),
});

function add(tally: Tally, at: number, weight: number, of: number): void {
	tally.n[at]! += 1;
	tally.total[at]! += weight;
	tally.met[at * tally.units + of] = 1;
	if (weight > tally.second[at]!) weigh(tally, at, weight);
}

/** One of the two that weigh most. */
function weigh({ first, second }: Tally, at: number, weight: number): void {
	if (weight > first[at]!) {
		second[at] = first[at]!;
		first[at] = weight;
	} else if (weight > second[at]!) second[at] = weight;
}

/** Everybody of a base has one category: the base is what its cells hold together. */
function tallyCodes(
	cells: Tally,
	{ codes, categories }: Extract<Answers, { codes: unknown }>,
	weights: ArrayLike<number>,
	unit: ArrayLike<number>,
	domain: ArrayLike<number>,
	domains: number,
): Tally {
	// Over a million rows: what `add` does, without a call and a look into the tally for each.
	const { units, n, total, second, met } = cells;
	for (let row = 0; row < weights.length; row++) {
		const code = codes[row]!;
		const at = domain[row]!;
		if (code < 0 || at < 0) continue;
		const weight = weights[row]!;
		if (weight === 0) continue;
		const cell = at * categories + code;
		n[cell]! += 1;
		total[cell]! += weight;
		met[cell * units + unit[row]!] = 1;
		if (weight > second[cell]!) weigh(cells, cell, weight);
	}
	const bases = emptyTally(domains, units);
	for (let cell = 0; cell < cells.n.length; cell++) {
		const at = Math.floor(cell / categories);
		bases.n[at]! += cells.n[cell]!;
		bases.total[at]! += cells.total[cell]!;
		weigh(bases, at, cells.first[cell]!);
		weigh(bases, at, cells.second[cell]!);
		for (let of = 0; of < units; of++)
			bases.met[at * units + of]! |= cells.met[cell * units + of]!;
	}
	return bases;
}

function tallyIndicators(
	cells: Tally,
	{ indicators, base }: Extract<Answers, { base: unknown }>,
	weights: ArrayLike<number>,
	unit: ArrayLike<number>,
	domain: ArrayLike<number>,
	domains: number,
): Tally {
	const bases = emptyTally(domains, cells.units);
	for (let row = 0; row < weights.length; row++) {
		const at = domain[row]!;
		const weight = weights[row]!;
		if (at < 0 || weight === 0 || base[row] !== 1) continue;
		const of = unit[row]!;
		add(bases, at, weight, of);
		for (let k = 0; k < indicators.length; k++)
			if (indicators[k]![row])
				add(cells, at * indicators.length + k, weight, of);
	}
	return bases;
}

const behindEach = ({ units, n, total, first, second, met }: Tally): Behind[] =>
	Array.from(n, (count, at) => {
		let unitsMet = 0;
		for (let of = 0; of < units; of++) unitsMet += met[at * units + of]!;
		return {
			n: count,
			units: unitsMet,
			weight: total[at]!,
			largestWeight: first[at]!,
			twoLargestWeights: first[at]! + second[at]!,
		};
	});

export const isInBase = (answers: Answers, row: number): boolean =>
	"codes" in answers ? answers.codes[row]! >= 0 : answers.base[row] === 1;
