import type { Category, Variable } from "../../survey-definitions/codebook.ts";
import { notApplicable } from "../../survey-definitions/definition.ts";
import type {
	TableNet,
	TableStatistic,
} from "../../survey-definitions/table-request.ts";
import { emptyTotals, type UnitTotals } from "../estimators/unit-totals.ts";

/** A number made of the categories of one question: Σ values · share over Σ of the shares that are in its base. */
export interface Combination {
	head: {
		name: "mean" | "top" | "bottom" | "net";
		label?: string;
		codes: number[];
	};
	/** Of each row of the table. */
	values: number[];
	inBase: boolean[];
}

/** Codes from here on are none on a scale: does not apply, other, none, don't know, refused. */
const offScale = notApplicable;

/**
 * What is asked of a question, as far as it has it: a mean of a scale of two points or more, boxes of one of four or
 * more, nets of categories that are all there. A multiple choice has none: who ticked one of several is no sum of
 * shares, and is asked for as a recode.
 */
export function combinationsOf(
	variable: Variable,
	rows: Category[],
	statistics: TableStatistic[],
	nets: TableNet[],
): Combination[] {
	if (variable.type !== "single") return [];
	const scale = rows
		.map(({ code }) => code)
		.filter((code) => code < offScale)
		.sort((a, b) => a - b);
	const box = (
		name: "top" | "bottom" | "net",
		codes: number[],
		label?: string,
	): Combination => ({
		head: { name, codes, ...(label === undefined ? {} : { label }) },
		values: rows.map(({ code }) => Number(codes.includes(code))),
		inBase: rows.map(() => true),
	});
	const found: Combination[] = [];
	if (statistics.includes("mean") && scale.length >= 2)
		found.push({
			head: { name: "mean", codes: scale },
			values: rows.map(({ code }) => code),
			inBase: rows.map(({ code }) => code < offScale),
		});
	if (scale.length >= 4) {
		if (statistics.includes("top")) found.push(box("top", scale.slice(-2)));
		if (statistics.includes("bottom"))
			found.push(box("bottom", scale.slice(0, 2)));
	}
	for (const { label, codes } of nets)
		if (codes.every((code) => rows.some((row) => row.code === code)))
			found.push(box("net", [...new Set(codes)], label));
	return found;
}

/** The sums of a combination out of those of the categories: y = Σ c_k y_k, x = Σ_base y_k, as a row is in one category. */
export function combine(
	totals: UnitTotals,
	{ values, inBase }: Combination,
	/** Over the rows in the combination's base, which the sums do not tell apart. */
	weightSquared: () => Float64Array,
): UnitTotals {
	const { domains, numerators } = totals;
	const made = emptyTotals(
		totals.x.length / domains,
		domains,
		1,
		weightSquared,
	);
	for (let k = 0; k < numerators; k++) {
		if (!inBase[k]) continue;
		const value = values[k]!;
		for (let at = 0; at < totals.x.length; at++) {
			const y = totals.y[at * numerators + k]!;
			made.x[at]! += y;
			made.y[at]! += value * y;
		}
		for (let domain = 0; domain < domains; domain++) {
			const cell = domain * numerators + k;
			const weight = totals.yy[cell]!;
			made.yy[domain]! += value * value * weight;
			made.xy[domain]! += value * weight;
			made.weight[domain]! += weight;
			made.n[domain]! += totals.count[cell]!;
			if (value !== 0) made.count[domain]! += totals.count[cell]!;
		}
	}
	made.xx.set(made.weight);
	return made;
}
