import type { Variable } from "../../survey-definitions/codebook.ts";
import {
	notApplicable,
	type Text,
} from "../../survey-definitions/definition.ts";
import { type TaylorDesign, withItemWeight } from "../design.ts";
import { multipleResponse } from "../estimators/multiple-response.ts";
import { type Domain, proportions } from "../estimators/proportions.ts";
import type { DomainEstimates } from "../estimators/ratio-estimates.ts";
import {
	columnNames,
	itemWeightColumn,
	pairWeightColumn,
} from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { domainLevels } from "./domains.ts";
import type { Table } from "./table.ts";

export interface DistributionOf {
	variable: string;
	/** A domain variable that `domainsOf` offers. */
	by?: string;
	/** Coverage of the intervals; 0.95. */
	level?: number;
}

/**
 * The weighted distribution of a variable over its categories. The base of a share is everybody who was asked, was
 * shown it and answered: 96 to 99 are rows of the table; 95, not applicable, not shown and unanswered are outside.
 */
export function distribution(
	dataset: SurveyDataset,
	{ variable: name, by, level = 0.95 }: DistributionOf,
): Table {
	const variable = variableOf(dataset, name);
	if (!variable) throw new Error(`"${name}" is no variable of the survey`);
	if (by === name) throw new Error(`"${name}" cannot be told apart by itself`);
	const domains = by === undefined ? undefined : domainLevels(dataset, by);
	const design = designFor(dataset, variable, by);
	const estimates = estimate(dataset, design, variable, domains?.domain, level);
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
			return { ...column, base: n, df, cells };
		}),
	};
}

const variableOf = ({ variables }: SurveyDataset, name: string | undefined) =>
	variables.find((variable) => variable.name === name);

const rowsOf = ({ categories }: Variable) =>
	categories.filter(({ code }) => code !== notApplicable);

function estimate(
	{ columns }: SurveyDataset,
	design: TaylorDesign,
	variable: Variable,
	domain: Domain | undefined,
	level: number,
): DomainEstimates[] {
	const common = { level, ...(domain ? { domain } : {}) };
	const rows = rowsOf(variable);
	const read = columnNames(variable).map((name) => columns[name] as Int16Array);
	if (variable.type === "single") {
		const places = new Map(rows.map(({ code }, place) => [code, place]));
		const [codes] = read as [Int16Array];
		return proportions(design, {
			codes: codes.map((code) => places.get(code) ?? -1),
			categories: rows.length,
			...common,
		});
	}
	const indicators = read.filter(
		(_, index) => variable.categories[index]?.code !== notApplicable,
	);
	const outside = read[variable.categories.findIndex(isNotApplicable)];
	const [first] = indicators as [Int16Array];
	return multipleResponse(design, {
		indicators,
		base: first.map((code, row) => Number(code >= 0 && outside?.[row] !== 1)),
		of: "respondents",
		...common,
	});
}

const isNotApplicable = ({ code }: { code: number }) => code === notApplicable;

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
