import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { type TaylorDesign, withItemWeight } from "../design.ts";
import { behindCells } from "../disclosure/behind-cells.ts";
import { multipleResponse } from "../estimators/multiple-response.ts";
import { type Domain, proportions } from "../estimators/proportions.ts";
import type { DomainEstimates } from "../estimators/ratio-estimates.ts";
import { itemWeightColumn, pairWeightColumn } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { answersTo, rowsOf, type SurveyAnswers } from "./answers.ts";
import { type DomainLevels, domainLevels } from "./domains.ts";
import type { Table } from "./table.ts";

export interface DistributionOf {
	variable: string;
	/** A domain variable that `domainsOf` offers. */
	by?: string;
	/** The levels of `by` where they are not as they were answered. */
	levels?: DomainLevels;
	/** Coverage of the intervals; 0.95. */
	level?: number;
}

/**
 * The weighted distribution of a variable over its categories. The base of a share is everybody who was asked, was
 * shown it and answered: 96 to 99 are rows of the table; 95, not applicable, not shown and unanswered are outside.
 */
export function distribution(
	dataset: SurveyDataset,
	{ variable: name, by, levels: given, level = 0.95 }: DistributionOf,
): Table {
	const variable = variableOf(dataset, name);
	if (!variable) throw new Error(`"${name}" is no variable of the survey`);
	if (by === name) throw new Error(`"${name}" cannot be told apart by itself`);
	const domains =
		by === undefined ? undefined : (given ?? domainLevels(dataset, by));
	const design = designFor(dataset, variable, by);
	const answers = answersTo(dataset, variable);
	const estimates = estimate(design, answers, domains?.domain, level);
	const { unit, unitStratum } = design.stages[0]!;
	const behind = behindCells({
		weights: design.weights,
		unit,
		units: unitStratum.length,
		domain: domains?.domain.codes ?? new Int32Array(design.rows),
		domains: domains?.domain.count ?? 1,
		answers,
	});
	const levels: { code?: number; label: Text }[] = domains?.levels ?? [
		{ label: { vi: "Tất cả", en: "All" } },
	];
	const { question, item } = variable;
	return {
		survey: dataset.survey.id,
		sampling: dataset.sampling,
		weights: dataset.weights,
		population: dataset.survey.population,
		variable: { name, question, ...(item ? { item } : {}) },
		multiple: variable.type === "multiple",
		...(domains ? { by: { name: domains.name, label: domains.label } } : {}),
		rows: rowsOf(variable),
		columns: levels.map((column, index) => {
			const { n, df, estimates: cells } = estimates[index] as DomainEstimates;
			return {
				...column,
				base: n,
				df,
				cells,
				behind: behind.bases[index]!,
				behindCells: behind.cells[index]!,
			};
		}),
	};
}

const variableOf = ({ variables }: SurveyDataset, name: string | undefined) =>
	variables.find((variable) => variable.name === name);

function estimate(
	design: TaylorDesign,
	answers: SurveyAnswers,
	domain: Domain | undefined,
	level: number,
): DomainEstimates[] {
	const common = { level, ...(domain ? { domain } : {}) };
	return "codes" in answers
		? proportions(design, { ...answers, ...common })
		: multipleResponse(design, { ...answers, of: "respondents", ...common });
}

/** Rows weigh by 1 / the chance that they were shown the item, and the item that makes the domains. */
function designFor(
	dataset: SurveyDataset,
	variable: Variable,
	by: string | undefined,
): TaylorDesign {
	const batteries = [variable, variableOf(dataset, by)].flatMap((one) =>
		one?.drawn && one.battery ? [one.battery] : [],
	);
	const [first, second] = batteries;
	const factors =
		first !== undefined && first === second
			? [pairWeightColumn(first)]
			: batteries.map(itemWeightColumn);
	return factors.reduce(
		(design, name) =>
			withItemWeight(design, dataset.columns[name] as Float64Array),
		dataset.design,
	);
}
