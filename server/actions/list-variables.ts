import {
	type DomainVariable,
	domainsOf,
} from "../../analysis/tables/domains.ts";
import type { Variable } from "../../survey-definitions/codebook.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";

/** What tables can be made of a closed survey. */
export async function listVariables(
	{ store }: ServerContext,
	surveyId: string,
): Promise<{
	variables: Variable[];
	domains: DomainVariable[];
	responses: number;
}> {
	const dataset = await closedSurvey(store, surveyId);
	return {
		variables: dataset.variables,
		domains: domainsOf(dataset),
		// Those outside the population are in no table.
		responses: dataset.design.weights.filter((weight) => weight > 0).length,
	};
}
