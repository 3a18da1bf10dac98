import type { TaylorDesign } from "../design.ts";
import { emptyTotals, squaredWeights, type UnitTotals } from "./unit-totals.ts";

/** A part of the sample to be told apart: `codes` 0 … count − 1, or −1 outside all of them. */
export interface Domain {
	codes: Int32Array;
	count: number;
}

export interface CodedVariable {
	/** Category of each row, 0 … categories − 1; −1 is outside the base. */
	codes: Int32Array | Int16Array | Int8Array;
	categories: number;
	domain?: Domain | undefined;
}

// As many rows as keep their weights and PSUs in the cache while every variable has its turn with them.
const block = 65536;

/** PSU totals of the categories of many variables, gathered in one pass over the rows without allocation per row. */
export function categoryTotals(
	design: TaylorDesign,
	variables: CodedVariable[],
): UnitTotals[] {
	const { weights, rows } = design;
	const { unit, unitStratum } = design.stages[0]!;
	const gathered = variables.map((variable) => {
		const totals = emptyTotals(
			unitStratum.length,
			variable.domain?.count ?? 1,
			variable.categories,
			() =>
				squaredWeights(
					weights,
					variable.domain,
					(row) => variable.codes[row]! >= 0,
				),
		);
		return { variable, totals, rowsOf: new Int32Array(totals.y.length) };
	});
	for (let from = 0; from < rows; from += block) {
		const to = Math.min(rows, from + block);
		for (const { variable, totals, rowsOf } of gathered)
			if (variable.domain)
				gatherByDomain(
					variable.codes,
					variable.domain.codes,
					totals,
					rowsOf,
					weights,
					unit,
					from,
					to,
				);
			else gather(variable.codes, totals, rowsOf, weights, unit, from, to);
	}
	return gathered.map(({ totals, rowsOf }) => complete(totals, rowsOf));
}

// Rows are counted by PSU too: one counter for all PSUs would make each addition wait for the last.
function gather(
	codes: CodedVariable["codes"],
	{ numerators, y }: UnitTotals,
	rowsOf: Int32Array,
	weights: Float64Array,
	unit: Int32Array,
	from: number,
	to: number,
): void {
	for (let row = from; row < to; row++) {
		const code = codes[row]!;
		if (code < 0) continue;
		const weight = weights[row]!;
		const cell = unit[row]! * numerators + code;
		y[cell]! += weight;
		if (weight !== 0) rowsOf[cell]! += 1;
	}
}

function gatherByDomain(
	codes: CodedVariable["codes"],
	inDomain: Int32Array,
	{ domains, numerators, y }: UnitTotals,
	rowsOf: Int32Array,
	weights: Float64Array,
	unit: Int32Array,
	from: number,
	to: number,
): void {
	const width = domains * numerators;
	for (let row = from; row < to; row++) {
		const code = codes[row]!;
		const domain = inDomain[row]!;
		if (code < 0 || domain < 0) continue;
		const weight = weights[row]!;
		const cell = unit[row]! * width + domain * numerators + code;
		y[cell]! += weight;
		if (weight !== 0) rowsOf[cell]! += 1;
	}
}

/** The other sums follow: x adds up y, and y is 0 or 1. */
function complete(totals: UnitTotals, rowsOf: Int32Array): UnitTotals {
	const { domains, numerators, y, x, yy, count, weight, n } = totals;
	const cells = domains * numerators;
	for (let at = 0; at < x.length; at++)
		for (let k = 0; k < numerators; k++) {
			const value = y[at * numerators + k]!;
			x[at]! += value;
			const cell = (at % domains) * numerators + k;
			yy[cell]! += value;
			count[cell]! += rowsOf[at * numerators + k]!;
		}
	totals.xy.set(yy);
	for (let cell = 0; cell < cells; cell++) {
		const domain = Math.floor(cell / numerators);
		weight[domain]! += yy[cell]!;
		n[domain]! += count[cell]!;
	}
	totals.xx.set(weight);
	return totals;
}
