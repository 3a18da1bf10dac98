import type { DerivedVariable } from "../../survey-definitions/derived.ts";
import { pairwiseAlpha } from "../estimators/pairwise-alpha.ts";
import { itemWeightColumn, pairWeightColumn } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import type { Withheld } from "../tables/table.ts";
import type { Policy } from "./policy.ts";

export type ReleasedAlpha = { value: number } | { withheld: Withheld };

/**
 * Cronbach's alpha of an index over all respondents, where each of its covariances rests on enough of them. It is of the
 * whole sample alone: nothing is told apart by it.
 */
export function releaseAlpha(
	{ columns, design, variables }: SurveyDataset,
	{ items, lowest, highest }: Extract<DerivedVariable, { kind: "index" }>,
	{ flaggedBase }: Policy,
): ReleasedAlpha {
	const read = items.map(({ name, reversed }) => {
		const variable = variables.find((one) => one.name === name);
		return {
			battery: variable?.drawn ? variable.battery : undefined,
			values: Float64Array.from(columns[name] ?? [], (code) =>
				code < lowest || code > highest
					? Number.NaN
					: reversed
						? lowest + highest - code
						: code,
			),
		};
	});
	const factors = (one: number, other: number) => {
		const [a, b] = [read[one]?.battery, read[other]?.battery];
		const names =
			a !== undefined && a === b
				? [one === other ? itemWeightColumn(a) : pairWeightColumn(a)]
				: [a, b].flatMap((battery) =>
						battery === undefined ? [] : [itemWeightColumn(battery)],
					);
		return names.map((name) => columns[name]);
	};
	const ofPair = read.map((_, one) =>
		read.map((_, other) => factors(one, other)),
	);
	const { alpha, pairs } = pairwiseAlpha({
		items: read.map(({ values }) => values),
		weightOf: (row, one, other) =>
			(ofPair[one]?.[other] ?? []).reduce(
				(weight, column) => weight * (column?.[row] ?? 1),
				design.weights[row] ?? 0,
			),
	});
	if (pairs < flaggedBase) return { withheld: "protected" };
	return Number.isFinite(alpha)
		? { value: alpha }
		: { withheld: "not-estimable" };
}
