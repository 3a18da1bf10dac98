import { policyFor } from "../../analysis/disclosure/policy.ts";
import { type Released, release } from "../../analysis/disclosure/release.ts";
import { crossesIdentifiers } from "../../analysis/disclosure/release-domains.ts";
import { distribution } from "../../analysis/tables/distribution.ts";
import { domainsOf } from "../../analysis/tables/domains.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { admitTable } from "../release-memory.ts";
import { solver } from "../solver.ts";

export interface TableRequest {
	survey: string;
	variable: string;
	/** A domain variable that `listVariables` offers. */
	by?: string;
}

/** The one door of estimates: every screen, file and answer of the API takes what comes out of here. */
export async function runTable(
	{ store }: Pick<ServerContext, "store">,
	{ survey, variable, by }: TableRequest,
): Promise<Released> {
	const dataset = await closedSurvey(store, survey);
	const isOffered = (list: { name: string }[], name: string) =>
		list.some((one) => one.name === name);
	if (
		!isOffered(dataset.variables, variable) ||
		by === variable ||
		(by !== undefined && !isOffered(domainsOf(dataset), by))
	)
		throw new Refusal("unknown-variable");
	const { levels, admitted } = await admitTable(store, dataset, {
		variable,
		by,
	});
	const whole = distribution(dataset, { variable });
	const crossed =
		by && levels && distribution(dataset, { variable, by, levels });
	return release(crossed || whole, {
		policy: policyFor(whole.population),
		highs: await solver(),
		whole,
		crossesIdentifiers: crossesIdentifiers(
			dataset,
			by === undefined ? [variable] : [variable, by],
		),
		...(admitted ? { admitted } : {}),
	});
}
