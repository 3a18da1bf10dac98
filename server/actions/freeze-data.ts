import type { ServerContext } from "../context.ts";
import { dataHash } from "../data-hash.ts";
import { closedSurveyRow } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { weightsInUse } from "../survey-weights.ts";
import { recordAudit } from "./record-audit.ts";

/** Freezes the data of a closed survey, once its weights are final. Gives the hash that everything published will name. */
export async function freezeData(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	by: string,
): Promise<string> {
	const { store, now } = context;
	await closedSurveyRow(store, surveyId);
	const weights = await weightsInUse(store, surveyId);
	if (!weights?.isFinal) throw new Refusal("weights-not-final");
	const hash = await dataHash(store, surveyId, weights.version);
	const added = await store.addFrozenData({
		surveyId,
		hash,
		weightsVersion: weights.version,
		by,
		atMs: now(),
	});
	if (!added) throw new Refusal("frozen-already");
	await recordAudit(context, by, "freeze-data", surveyId, {
		hash,
		weights: weights.version,
	});
	return hash;
}
