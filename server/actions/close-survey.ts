import { surveyData } from "../../analysis/survey-data.ts";
import { surveyWeights } from "../../analysis/weights/survey-weights.ts";
import type { Snapshot } from "../../db/sqlite/snapshots.ts";
import type { Store } from "../../db/store.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { weightColumns } from "../closed-survey.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

/**
 * Ends the fieldwork: no response comes after it, and analysis begins. Throws where the responses cannot be weighted,
 * and opens the field again then. A closing that was cut short is taken up again.
 */
export async function closeSurvey(
	{ store }: ServerContext,
	surveyId: string,
): Promise<void> {
	const { survey, status } = await compiledSurvey(store, surveyId);
	if (status === "closed") throw new Refusal("fieldwork-closed");
	// The collector first: what it has taken by now is all there will be, whichever process answers the phones.
	await store.setFieldOpen(surveyId, false);
	try {
		if (!(await store.snapshot(surveyId)))
			await store.addSnapshot(surveyId, await takeSnapshot(store, survey));
	} catch (error) {
		await store.setFieldOpen(surveyId, true);
		throw error;
	}
	// Before the survey counts as closed: the consent text promises it, and it can be done again.
	await store.rewriteCollector();
	await store.setStatus(surveyId, "closed");
}

async function takeSnapshot(store: Store, survey: Survey): Promise<Snapshot> {
	const strata = await store.strata(survey.id);
	const lots = await store.lots(survey.id);
	const places = new Map(lots.map(({ id }, place) => [id, place]));
	const responses = await store.responses(survey.id);
	const columns = surveyData(
		survey,
		responses.map(({ lotId, body }) => {
			const lot = places.get(lotId);
			const of = lots[lot ?? -1];
			if (lot === undefined || !of)
				throw new Error(`a response names the lot ${lotId}, which is unknown`);
			return { lot, lotLevel: of.level, body };
		}),
	);
	const weights = surveyWeights(survey, { strata, lots }, columns);
	return {
		definitionVersion: survey.version,
		rows: responses.length,
		columns: {
			...columns,
			[weightColumns.base]: weights.base,
			[weightColumns.final]: weights.final,
		},
	};
}
