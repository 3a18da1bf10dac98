import type { FieldedSample } from "../fielded-sample.ts";
import type { SurveyColumns } from "../survey-data.ts";
import { type MarginVariable, marginCodes } from "./margin-variables.ts";
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
 * left out, not asked) is in no category and keeps its part of the weights. Gives what is wrong instead where a category
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
		const codes = body.variables.map((variable) =>
			marginCodes(variable, sample, columns),
		);
		const places = new Map(
			body.cells.map((cell, place) => [cell.codes.join(";"), place]),
		);
		const cells = new Int32Array(weights.length).fill(-1);
		const forms = new Float64Array(body.cells.length);
		const strangers = new Map<string, { codes: number[]; forms: number }>();
		for (let row = 0; row < weights.length; row++) {
			if (weights[row] === 0) continue;
			const own = codes.map((column) => column[row]!);
			if (own.includes(-1)) continue;
			const place = places.get(own.join(";"));
			if (place === undefined) {
				const stranger = strangers.get(own.join(";")) ?? {
					codes: own,
					forms: 0,
				};
				stranger.forms++;
				strangers.set(own.join(";"), stranger);
				continue;
			}
			cells[row] = place;
			forms[place]!++;
		}
		for (const stranger of strangers.values())
			problems.push(
				weightProblem("category-without-total", {
					margin: name,
					value: nameOf(stranger.codes, chosen),
					count: stranger.forms,
				}),
			);
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
						count: forms[place]!,
					}),
				);
		}
		const sum = sumOf(body.cells);
		return {
			name,
			cells,
			shares: Float64Array.from(body.cells, ({ total }) => total / sum),
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

const sumOf = (cells: { total: number }[]) =>
	cells.reduce((sum, { total }) => sum + total, 0);
