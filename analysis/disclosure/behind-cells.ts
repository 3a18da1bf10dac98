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
	const width = categories + 1;
	const size = domains * width;
	const n = new Int32Array(size);
	const total = new Float64Array(size);
	const first = new Float64Array(size);
	const second = new Float64Array(size);
	const met = new Uint8Array(size * units);
	const add = (at: number, weight: number, of: number) => {
		n[at]! += 1;
		total[at]! += weight;
		met[at * units + of] = 1;
		if (weight > first[at]!) {
			second[at] = first[at]!;
			first[at] = weight;
		} else if (weight > second[at]!) second[at] = weight;
	};
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row]!;
		const at = domain[row]!;
		if (at < 0 || weight === 0) continue;
		const of = unit[row]!;
		if (isSingle) {
			const code = answers.codes[row]!;
			if (code < 0) continue;
			add(at * width, weight, of);
			add(at * width + code + 1, weight, of);
			continue;
		}
		if (answers.base[row] !== 1) continue;
		add(at * width, weight, of);
		for (let k = 0; k < categories; k++)
			if (answers.indicators[k]![row]) add(at * width + k + 1, weight, of);
	}
	const behind = Array.from({ length: size }, (_, at): Behind => {
		let unitsMet = 0;
		for (let of = 0; of < units; of++) unitsMet += met[at * units + of]!;
		return {
			n: n[at]!,
			units: unitsMet,
			weight: total[at]!,
			largestWeight: first[at]!,
			twoLargestWeights: first[at]! + second[at]!,
		};
	});
	const each = Array.from({ length: domains }, (_, at) => at * width);
	return {
		bases: each.map((at) => behind[at]!),
		cells: each.map((at) => behind.slice(at + 1, at + width)),
	};
}

export const isInBase = (answers: Answers, row: number): boolean =>
	"codes" in answers ? answers.codes[row]! >= 0 : answers.base[row] === 1;
