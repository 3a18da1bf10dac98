import { domainsOf } from "../analysis/tables/domains.ts";
import type { Store } from "../db/store.ts";
import {
	ExpressionError,
	namesIn,
	parse,
} from "../survey-definitions/expression.ts";
import {
	batteryPrefix,
	type TableRequest,
} from "../survey-definitions/table-request.ts";
import { closedSurvey } from "./closed-survey.ts";

/** What a survey's tables can name; old versions of derived variables too. */
export interface TableNames {
	variables: Set<string>;
	domains: Set<string>;
	batteries: Set<string>;
}

export async function tableNames(
	store: Store,
	surveyId: string,
): Promise<TableNames> {
	const dataset = await closedSurvey(store, surveyId);
	const { variables } = dataset;
	return {
		variables: new Set(variables.map(({ name }) => name)),
		domains: new Set(domainsOf(dataset).map(({ name }) => name)),
		batteries: new Set(
			variables.flatMap(({ battery, derived }) =>
				battery && !derived ? [battery] : [],
			),
		),
	};
}

/** Names of a request that the survey does not have, each once, in the order of the request. */
export function unknownNames(
	{
		rows,
		banner = [],
		filter,
	}: Pick<TableRequest, "rows" | "banner" | "filter">,
	{ variables, domains, batteries }: TableNames,
): string[] {
	const asked = filter ? namesOf(filter) : { variables: [], batteries: [] };
	const isKnownRow = (row: string) =>
		row.startsWith(batteryPrefix)
			? batteries.has(row.slice(batteryPrefix.length))
			: variables.has(row);
	return [
		...new Set([
			...rows.filter((row) => !isKnownRow(row)),
			...banner.flat().filter((name) => !domains.has(name)),
			...asked.variables.filter(
				(name) => !variables.has(name) && !domains.has(name),
			),
			...asked.batteries.filter((name) => !batteries.has(name)),
		]),
	];
}

/** A filter that cannot be read names nothing: it is refused where the table is made. */
function namesOf(filter: string) {
	try {
		return namesIn(parse(filter));
	} catch (error) {
		if (!(error instanceof ExpressionError)) throw error;
		return { variables: [], batteries: [] };
	}
}
