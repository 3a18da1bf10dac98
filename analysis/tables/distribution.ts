import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type {
	TableBase,
	TableNet,
	TableOf,
	TableStatistic,
} from "../../survey-definitions/table-request.ts";
import { type TaylorDesign, withItemWeight } from "../design.ts";
import { behindCells } from "../disclosure/behind-cells.ts";
import { categoryTotals } from "../estimators/category-totals.ts";
import { means } from "../estimators/means.ts";
import { multipleResponseTotals } from "../estimators/multiple-response.ts";
import type { Domain } from "../estimators/proportions.ts";
import {
	type DomainEstimates,
	ratioEstimates,
} from "../estimators/ratio-estimates.ts";
import { squaredWeights, type UnitTotals } from "../estimators/unit-totals.ts";
import { itemWeightColumn, pairWeightColumn } from "../survey-data.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { answersTo, rowsOf, type SurveyAnswers } from "./answers.ts";
import { type DomainLevels, domainLevels } from "./domains.ts";
import { type Combination, combinationsOf, combine } from "./statistics.ts";
import type { Table } from "./table.ts";

export interface DistributionOf {
	variable: string;
	/** A domain variable that `domainsOf` offers. */
	by?: string;
	/** The levels of `by` where they are not as they were answered. */
	levels?: Levels;
	/** Variables that the levels rest on, where they are more than `by`. */
	names?: string[];
	/** Coverage of the intervals; 0.95. */
	level?: number;
	/** Without don't know and refused: "opinion". */
	base?: TableBase;
	of?: TableOf;
	statistics?: TableStatistic[];
	nets?: TableNet[];
}

type Levels = Omit<DomainLevels, "levels"> & {
	levels: (DomainLevels["levels"][number] & {
		path?: DomainLevels["levels"];
	})[];
};

/** A table with the sums that comparisons of its columns and tests rest on. */
export interface Measured {
	table: Table;
	design: TaylorDesign;
	/** Absent for a variable of values, which has no rows. */
	totals?: UnitTotals;
	statistics: { combination: Combination; totals?: UnitTotals }[];
}

/** A table without its estimates: who stands behind each number. */
export function countedTable(
	dataset: SurveyDataset,
	asked: DistributionOf,
): Table {
	const { variable, design, domains, answers, base } = prepare(dataset, asked);
	return tableOf(dataset, variable, design, domains, answers, base);
}

/**
 * The weighted distribution of a variable over its categories. The base of a share is everybody who was asked, was
 * shown it and answered: 96 to 99 are rows of the table; 95, not applicable, not shown and unanswered are outside.
 */
export const distribution = (
	dataset: SurveyDataset,
	asked: DistributionOf,
): Table => measure(dataset, asked).table;

export function measure(
	dataset: SurveyDataset,
	asked: DistributionOf,
): Measured {
	const { level = 0.95, of = "respondents" } = asked;
	const { statistics: wanted = [], nets = [] } = asked;
	const { variable, design, domains, answers, base } = prepare(dataset, asked);
	const domain = domains?.domain;
	const table = tableOf(dataset, variable, design, domains, answers, base);
	const { rows } = table;
	const withEstimates = (estimates: DomainEstimates[], hasCells: boolean) =>
		table.columns.map((column, at) => ({
			...column,
			df: estimates[at]!.df,
			cells: hasCells ? estimates[at]!.estimates : [],
		}));
	if (variable.type === "number") {
		const found = means(design, {
			values: dataset.columns[variable.name] as Float64Array,
			level,
			...(domain ? { domain } : {}),
		});
		const cells = found.map(({ estimates: [only] }) => only!);
		return {
			table: {
				...table,
				columns: withEstimates(found, false),
				statistics: [{ name: "mean", codes: [], cells }],
			},
			design,
			statistics: [],
		};
	}
	const totals = totalsOf(design, answers, domain, of);
	const statistics = combinationsOf(variable, rows, wanted, nets).map(
		(combination) => ({
			combination,
			totals: combine(totals, combination, () =>
				squaredWeights(
					design.weights,
					domain,
					(row) =>
						"codes" in answers &&
						combination.inBase[answers.codes[row]!] === true,
				),
			),
		}),
	);
	return {
		table: {
			...table,
			...(of === "answers" && variable.type === "multiple"
				? { shareOf: of }
				: {}),
			columns: withEstimates(
				ratioEstimates(design, totals, { level, interval: "proportion" }),
				true,
			),
			statistics: statistics.map(({ combination: { head }, totals: sums }) => ({
				...head,
				cells: ratioEstimates(design, sums, {
					level,
					interval: head.name === "mean" ? "mean" : "proportion",
				}).map(({ estimates: [only] }) => only!),
			})),
		},
		design,
		totals,
		statistics,
	};
}

function prepare(
	dataset: SurveyDataset,
	{ variable: name, by, levels, names, base = "all" }: DistributionOf,
) {
	const variable = variableOf(dataset, name);
	if (!variable) throw new Error(`"${name}" is no variable of the survey`);
	if (by === name) throw new Error(`"${name}" cannot be told apart by itself`);
	const domains: Levels | undefined =
		levels ?? (by === undefined ? undefined : domainLevels(dataset, by));
	return {
		variable,
		base,
		domains,
		design: designFor(dataset, variable, names ?? (by ? [by] : [])),
		answers: answersTo(dataset, variable, base),
	};
}

function tableOf(
	dataset: SurveyDataset,
	variable: Variable,
	design: TaylorDesign,
	domains: Levels | undefined,
	answers: SurveyAnswers,
	base: TableBase,
): Table {
	const { unit, unitStratum } = design.stages[0]!;
	const behind = behindCells({
		weights: design.weights,
		unit,
		units: unitStratum.length,
		domain: domains?.domain.codes ?? new Int32Array(design.rows),
		domains: domains?.domain.count ?? 1,
		answers,
	});
	const { name, question, item } = variable;
	const isNumber = variable.type === "number";
	const columns: { code?: number; label: Text }[] = domains?.levels ?? [
		everybody,
	];
	return {
		survey: dataset.survey.id,
		sampling: dataset.sampling,
		weights: dataset.weights,
		...(dataset.collectedBy ? { collectedBy: dataset.collectedBy } : {}),
		population: dataset.survey.population,
		variable: { name, question, ...(item ? { item } : {}) },
		multiple: variable.type === "multiple",
		...(domains && domains.name !== ""
			? { by: { name: domains.name, label: domains.label } }
			: {}),
		...(base === "all" ? {} : { baseOf: base }),
		rows: isNumber ? [] : rowsOf(variable, base),
		columns: columns.map((column, at) => ({
			...column,
			base: behind.bases[at]!.n,
			df: 0,
			cells: [],
			behind: behind.bases[at]!,
			behindCells: isNumber ? [] : behind.cells[at]!,
		})),
		statistics: [],
	};
}

const everybody: { code?: number; label: Text } = {
	label: { vi: "Tất cả", en: "All" },
};

const variableOf = ({ variables }: SurveyDataset, name: string | undefined) =>
	variables.find((variable) => variable.name === name);

function totalsOf(
	design: TaylorDesign,
	answers: SurveyAnswers,
	domain: Domain | undefined,
	of: TableOf,
): UnitTotals {
	const common = domain ? { domain } : {};
	return "codes" in answers
		? categoryTotals(design, [{ ...answers, ...common }])[0]!
		: multipleResponseTotals(design, {
				...answers,
				of: of === "answers" ? "responses" : "respondents",
				...common,
			});
}

/** Rows weigh by 1 / the chance that they were shown the items, of the question and of what tells apart. */
function designFor(
	dataset: SurveyDataset,
	variable: Variable,
	others: string[],
): TaylorDesign {
	const items = new Map<string, Set<string>>();
	for (const one of [
		variable,
		...others.map((name) => variableOf(dataset, name)),
	])
		if (one?.drawn && one.battery)
			items.set(
				one.battery,
				(items.get(one.battery) ?? new Set()).add(one.name),
			);
	return [...items].reduce(
		(design, [battery, names]) =>
			withItemWeight(
				design,
				dataset.columns[
					names.size > 1 ? pairWeightColumn(battery) : itemWeightColumn(battery)
				] as Float64Array,
			),
		dataset.design,
	);
}
