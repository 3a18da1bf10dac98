import {
	type DomainVariable,
	domainsOf,
} from "../../analysis/tables/domains.ts";
import type { Variable } from "../../survey-definitions/codebook.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { currentDerived, offeredNames } from "../derived-variables.ts";

/** What tables can be made of a closed survey. */
export async function listVariables(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<{
	variables: Variable[];
	domains: DomainVariable[];
	responses: number;
}> {
	const dataset = await closedSurvey(store, surveyId);
	const derived = offeredNames(await currentDerived(store, surveyId));
	const variables = dataset.variables.filter(
		(one) => !one.derived || derived.has(one.name),
	);
	return {
		variables,
		domains: domainsOf({ ...dataset, variables }),
		// Those outside the population are in no table.
		responses: dataset.design.weights.filter((weight) => weight > 0).length,
	};
}
