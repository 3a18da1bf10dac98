import type { Highs, Model } from "highs";

/** Counts of a table, its totals among them; those hidden are what a reader would like to know. */
export interface Counts {
	values: number[];
	hidden: boolean[];
	/** Cells that add up to another. */
	sums: { parts: number[]; total: number }[];
}

export interface Bounds {
	lower: number;
	upper: number;
}

const all = Number.POSITIVE_INFINITY;

/**
 * What a reader who knows everything shown, and that counts are not negative, can say of each of some hidden counts: the
 * least and the most that it can be, by linear programming (Willenborg & de Waal 2001, Elements of Statistical
 * Disclosure Control, ch. 8). A count is left alone as soon as it is seen to range over `enough`; its bounds are then
 * not the widest. `sums` of two dimensions have whole solutions at their corners.
 */
export function countBounds(
	highs: Highs,
	counts: Counts,
	which: number[],
	enough = all,
): Bounds[] {
	const seen = which.map((cell) => {
		const value = counts.values[cell]!;
		return { lower: value, upper: value };
	});
	if (which.length === 0) return seen;
	const variables = counts.hidden.flatMap((is, cell) => (is ? [cell] : []));
	const place = new Map(variables.map((cell, at) => [cell, at]));
	highs.withModel(modelOf(highs, counts, place), (model) => {
		model.options.set({ output_flag: false, presolve: "off" });
		const solveFor = (cell: number, cost: 1 | -1) => {
			const at = place.get(cell);
			if (at === undefined) throw new Error("the count is not hidden");
			const values = optimum(highs, model, at, cost);
			for (const [index, other] of which.entries()) {
				const bounds = seen[index]!;
				const value = values?.[place.get(other)!] ?? all;
				if (values || other === cell) {
					// + 0 makes a zero of −0.
					bounds.lower = Math.min(bounds.lower, Math.ceil(value - 1e-6) + 0);
					bounds.upper = Math.max(bounds.upper, Math.floor(value + 1e-6));
				}
			}
		};
		for (const [index, cell] of which.entries()) {
			const bounds = seen[index]!;
			for (const cost of [-1, 1] as const)
				if (enough === all || bounds.upper - bounds.lower < enough)
					solveFor(cell, cost);
		}
	});
	return seen;
}

/** The values where a count is greatest (cost −1) or least (1); undefined where it has no greatest. */
function optimum(
	{ constants }: Highs,
	model: Model,
	at: number,
	cost: 1 | -1,
): Float64Array | undefined {
	model.changeColCost(at, cost);
	const { modelStatus } = model.run();
	const values =
		modelStatus === constants.modelStatus.optimal
			? model.getSolution().colValue
			: undefined;
	model.changeColCost(at, 0);
	const isUnbounded =
		modelStatus === constants.modelStatus.unbounded ||
		modelStatus === constants.modelStatus.unboundedOrInfeasible;
	if (!values && !(isUnbounded && cost === -1))
		throw new Error(`the audit of withheld counts ended with ${modelStatus}`);
	return values;
}

function modelOf(
	highs: Highs,
	{ values, hidden, sums }: Counts,
	place: Map<number, number>,
) {
	const starts = [0];
	const indices: number[] = [];
	const coefficients: number[] = [];
	const right: number[] = [];
	for (const { parts, total } of sums) {
		if (!hidden[total] && !parts.some((cell) => hidden[cell])) continue;
		let rest = 0;
		const put = (cell: number, sign: 1 | -1) => {
			if (hidden[cell]) {
				indices.push(place.get(cell)!);
				coefficients.push(sign);
			} else rest -= sign * values[cell]!;
		};
		for (const cell of parts) put(cell, 1);
		put(total, -1);
		starts.push(indices.length);
		right.push(rest);
	}
	const numCols = place.size;
	const numRows = right.length;
	const each = (value: number) => new Float64Array(numCols).fill(value);
	return {
		numCols,
		numRows,
		colCost: each(0),
		colLower: each(0),
		colUpper: each(highs.infinity),
		rowLower: right,
		rowUpper: right,
		matrix: {
			format: "csr" as const,
			numRows,
			numCols,
			starts,
			indices,
			values: coefficients,
		},
	};
}
