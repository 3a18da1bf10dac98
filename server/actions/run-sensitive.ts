import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	type ReleasedSensitive,
	releaseSensitive,
} from "../../analysis/disclosure/release-sensitive.ts";
import { sensitiveTable } from "../../analysis/sensitive/sensitive-tables.ts";
import {
	type SensitiveTechnique,
	techniquesOf,
} from "../../analysis/sensitive/techniques.ts";
import { domainsOf } from "../../analysis/tables/domains.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { admitTable } from "../release-memory.ts";

/** The indirect techniques of a closed survey. */
export async function listTechniques(
	{ store }: Pick<ServerContext, "store">,
	survey: string,
): Promise<SensitiveTechnique[]> {
	return techniquesOf((await closedSurvey(store, survey)).survey);
}

/**
 * An indirect estimate, over everybody with its diagnostics or by a domain variable. Its questions enter the memory of
 * releases as a table of each of them would.
 */
export async function runSensitive(
	{ store }: Pick<ServerContext, "store">,
	{ survey, name, by }: { survey: string; name: string; by?: string },
): Promise<ReleasedSensitive> {
	const dataset = await closedSurvey(store, survey);
	const technique = techniquesOf(dataset.survey).find(
		(one) => one.name === name,
	);
	const isOffered = domainsOf(dataset).some((one) => one.name === by);
	if (
		!technique ||
		(by !== undefined && (!isOffered || technique.variables.includes(by)))
	)
		throw new Refusal("unknown-variable");
	let levels: Awaited<ReturnType<typeof admitTable>>["levels"];
	let admitted: boolean[] | undefined;
	for (const variable of technique.variables) {
		const one = await admitTable(store, dataset, { variable, by });
		levels = one.levels;
		const before = admitted;
		admitted = one.admitted?.map((is, at) => is && before?.[at] !== false);
	}
	return releaseSensitive(sensitiveTable(dataset, technique, levels), {
		policy: policyFor(dataset.survey.population),
		...(admitted ? { admitted } : {}),
	});
}
