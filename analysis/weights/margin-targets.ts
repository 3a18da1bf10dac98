import type { FieldedSample } from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";
import {
	isDimension,
	type MarginVariable,
	marginCodes,
} from "./margin-variables.ts";
import type { NamedMargin } from "./population-margin.ts";
import type { Target } from "./rake-to-shares.ts";
import { nameOf } from "./read-margin.ts";
import { type WeightProblem, weightProblem } from "./weight-problem.ts";

/** Two sources of one population may differ by this much, relatively; further apart they are refused. */
const agreement = 0.005;

export interface MarginTargets {
	targets: Target[];
	/** What the weights sum to, where a margin counts the people of the population surveyed. */
	people: number | null;
}

/**
 * Margins as shares of those who say where they belong, which is how they are forced: a form without an answer (95–99,
 * left out, not asked) is in no category and keeps its part of the weights, inside its stratum where a margin crosses
 * strata with a question. Gives what is wrong instead where a category
 * has forms but no total, a total but no forms, or margins of people disagree by more than 0.5 %.
 */
export function marginTargets(
	margins: NamedMargin[],
	variables: MarginVariable[],
	sample: FieldedSample,
	columns: SurveyColumns,
	weights: Float64Array,
): MarginTargets | { problems: WeightProblem[] } {
	const problems: WeightProblem[] = [];
	const targets = margins.map(({ name, body }) => {
		const chosen = body.variables.flatMap(
			(wanted) => variables.find((one) => one.name === wanted) ?? [],
		);
		if (chosen.length !== body.variables.length)
			problems.push(
				weightProblem("unknown-variable", {
					margin: name,
					value: body.variables
						.filter((wanted) => !chosen.some((one) => one.name === wanted))
						.join(", "),
				}),
			);
		const codesOf = (names: string[]) =>
			names.map((variable) => marginCodes(variable, sample, columns));
		const { combinationOf, combinations } = combined(
			codesOf(body.variables),
			weights,
		);
		const counts = new Float64Array(combinations.length);
		for (const at of combinationOf) if (at >= 0) counts[at]!++;
		const places = new Map(
			body.cells.map((cell, place) => [cell.codes.join(";"), place]),
		);
		const placeOf = combinations.map(
			(codes) => places.get(codes.join(";")) ?? -1,
		);
		const cells = combinationOf.map((at) => placeOf[at] ?? -1);
		const forms = new Float64Array(body.cells.length);
		for (const [at, codes] of combinations.entries()) {
			const place = placeOf[at]!;
			if (place >= 0) forms[place] = counts[at]!;
			else
				problems.push(
					weightProblem("category-without-total", {
						margin: name,
						value: nameOf(codes, chosen),
					}),
				);
		}
		for (const [place, { codes, total }] of body.cells.entries()) {
			const value = nameOf(codes, chosen);
			if (total > 0 && forms[place] === 0)
				problems.push(
					weightProblem("empty-category", {
						margin: name,
						row: place + 1,
						value,
					}),
				);
			if (total === 0 && forms[place]! > 0)
				problems.push(
					weightProblem("zero-category", {
						margin: name,
						row: place + 1,
						value,
					}),
				);
		}
		const sum = sumOf(body.cells);
		return {
			name,
			cells,
			shares: Float64Array.from(body.cells, ({ total }) => total / sum),
			...groupsOf(body, codesOf, weights),
		};
	});
	const [first, ...others] = margins.filter(
		({ body }) => body.unit === "people",
	);
	for (const other of first ? others : []) {
		const [one, two] = [sumOf(first!.body.cells), sumOf(other.body.cells)];
		if (Math.abs(two - one) > agreement * Math.max(one, two))
			problems.push(
				weightProblem("totals-disagree", {
					margin: other.name,
					value: String(two),
					other: first!.name,
					count: one,
				}),
			);
	}
	return problems.length > 0
		? { problems }
		: { targets, people: first ? sumOf(first.body.cells) : null };
}

/** Rows and categories by what the sample knows of every row: the dimensions of the strata among a margin's variables. */
function groupsOf(
	{ variables, cells }: NamedMargin["body"],
	codesOf: (names: string[]) => Int32Array[],
	weights: Float64Array,
): Pick<Target, "groups" | "groupOf"> {
	const known = variables.flatMap((name, at) =>
		isDimension(name) ? [at] : [],
	);
	const { combinationOf, combinations } = combined(
		codesOf(known.map((at) => variables[at]!)),
		weights,
	);
	const keys = new Map<string, number>();
	const groupOf = cells.map(({ codes }) => {
		const key = known.map((at) => codes[at]).join(";");
		if (!keys.has(key)) keys.set(key, keys.size);
		return keys.get(key)!;
	});
	const placeOf = combinations.map((codes) => keys.get(codes.join(";")) ?? -1);
	return { groups: combinationOf.map((at) => placeOf[at] ?? -1), groupOf };
}

const sumOf = (cells: { total: number }[]) =>
	cells.reduce((sum, { total }) => sum + total, 0);

/** Above every code. */
const span = 1_000_000;

/** The combination of codes of each row with weight, −1 where a code is missing, and the combinations that occur. */
function combined(columns: Int32Array[], weights: Float64Array) {
	const combinationOf = Int32Array.from(weights, (weight) =>
		weight === 0 ? -1 : 0,
	);
	let combinations: number[][] = [[]];
	for (const column of columns) {
		const places = new Map<number, number>();
		const longer: number[][] = [];
		for (let row = 0; row < combinationOf.length; row++) {
			const above = combinationOf[row]!;
			if (above < 0) continue;
			const code = column[row]!;
			if (code < 0) {
				combinationOf[row] = -1;
				continue;
			}
			const key = above * span + code;
			let place = places.get(key);
			if (place === undefined) {
				place = longer.length;
				places.set(key, place);
				longer.push([...combinations[above]!, code]);
			}
			combinationOf[row] = place;
		}
		combinations = longer;
	}
	return { combinationOf, combinations };
}
