import { policyFor, release } from "../../analysis/disclosure/release.ts";
import { distribution } from "../../analysis/tables/distribution.ts";
import { domainsOf } from "../../analysis/tables/domains.ts";
import type { ReleasedTable } from "../../analysis/tables/table.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

export interface TableRequest {
	survey: string;
	variable: string;
	/** A domain variable that `listVariables` offers. */
	by?: string;
}

export async function runTable(
	{ store }: ServerContext,
	{ survey, variable, by }: TableRequest,
): Promise<ReleasedTable> {
	const dataset = await closedSurvey(store, survey);
	const isOffered = (list: { name: string }[], name: string) =>
		list.some((one) => one.name === name);
	if (
		!isOffered(dataset.variables, variable) ||
		by === variable ||
		(by !== undefined && !isOffered(domainsOf(dataset), by))
	)
		throw new Refusal("unknown-variable");
	const table = distribution(dataset, { variable, ...(by ? { by } : {}) });
	return release(table, policyFor(table.population));
}
