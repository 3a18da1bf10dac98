import { domainsOf } from "../analysis/tables/domains.ts";
import { readFilter } from "../analysis/tables/filter.ts";
import type { Store } from "../db/store.ts";
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
	/** A name in a filter that there is not, or that it cannot ask for. */
	unknownIn: (filter: string) => string | undefined;
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
		unknownIn: (filter) => {
			const read = readFilter(dataset, filter);
			return "problem" in read &&
				(read.problem === "unknown-name" || read.problem === "number")
				? read.detail
				: undefined;
		},
	};
}

/** Names of a request that the survey does not have, each once, in the order of the request. */
export function unknownNames(
	{
		rows,
		banner = [],
		filter,
	}: Pick<TableRequest, "rows" | "banner" | "filter">,
	{ variables, domains, batteries, unknownIn }: TableNames,
): string[] {
	const isKnownRow = (row: string) =>
		row.startsWith(batteryPrefix)
			? batteries.has(row.slice(batteryPrefix.length))
			: variables.has(row);
	return [
		...new Set([
			...rows.filter((row) => !isKnownRow(row)),
			...banner.flat().filter((name) => !domains.has(name)),
			...(filter ? [unknownIn(filter)] : []).filter(
				(name) => name !== undefined,
			),
		]),
	];
}
