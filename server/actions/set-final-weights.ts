import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { differsByFewForms } from "../release-memory.ts";
import { recordAudit } from "./record-audit.ts";

/** Declares one version of the weights final: from then on every table uses it, and nothing replaces it. */
export async function setFinalWeights(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	version: number,
	by: string,
): Promise<void> {
	const { store } = context;
	if (!(await store.survey(surveyId))) throw new Refusal("unknown-survey");
	const versions = await store.weightVersions(surveyId);
	if (!versions.some((one) => one.version === version))
		throw new Refusal("unknown-weights");
	if (await differsByFewForms(store, surveyId, version))
		throw new Refusal("forms-differ-by-few");
	if (!(await store.setFinalWeights(surveyId, version)))
		throw new Refusal("weights-final");
	await recordAudit(context, by, "set-final-weights", surveyId, { version });
}
