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
	const counts = Array.from({ length: domains * width }, () => ({
		n: 0,
		weight: 0,
		first: 0,
		second: 0,
		met: new Uint8Array(units),
	}));
	const add = (at: number, weight: number, of: number) => {
		const count = counts[at]!;
		count.n++;
		count.weight += weight;
		count.met[of] = 1;
		if (weight > count.first) {
			count.second = count.first;
			count.first = weight;
		} else if (weight > count.second) count.second = weight;
	};
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row]!;
		const at = domain[row]!;
		if (at < 0 || weight === 0 || !isInBase(answers, row)) continue;
		const of = unit[row]!;
		add(at * width, weight, of);
		if (isSingle) add(at * width + answers.codes[row]! + 1, weight, of);
		else
			for (let k = 0; k < categories; k++)
				if (answers.indicators[k]![row]) add(at * width + k + 1, weight, of);
	}
	const behind = counts.map(
		({ n, weight, first, second, met }): Behind => ({
			n,
			units: met.reduce((sum, one) => sum + one, 0),
			weight,
			largestWeight: first,
			twoLargestWeights: first + second,
		}),
	);
	const each = Array.from({ length: domains }, (_, at) => at * width);
	return {
		bases: each.map((at) => behind[at]!),
		cells: each.map((at) => behind.slice(at + 1, at + width)),
	};
}

export const isInBase = (answers: Answers, row: number): boolean =>
	"codes" in answers ? answers.codes[row]! >= 0 : answers.base[row] === 1;
