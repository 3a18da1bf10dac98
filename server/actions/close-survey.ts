import { surveyData } from "../../analysis/survey-data.ts";
import { surveyWeights } from "../../analysis/weights/survey-weights.ts";
import { weightColumns } from "../closed-survey.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

/**
 * Ends the fieldwork: no response comes after it, and analysis begins. Throws where the responses cannot be weighted,
 * and leaves the field open then. A closing that was cut short is taken up again.
 */
export async function closeSurvey(
	{ store }: ServerContext,
	surveyId: string,
): Promise<void> {
	const { survey, status } = await compiledSurvey(store, surveyId);
	if (status === "closed" && (await store.snapshot(surveyId)))
		throw new Refusal("fieldwork-closed");
	const strata = await store.strata(surveyId);
	const lots = await store.lots(surveyId);
	const places = new Map(lots.map(({ id }, place) => [id, place]));
	const responses = await store.responses(surveyId);

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

	await store.setStatus(surveyId, "closed");
	await store.addSnapshot(surveyId, {
		definitionVersion: survey.version,
		rows: responses.length,
		columns: {
			...columns,
			[weightColumns.base]: weights.base,
			[weightColumns.final]: weights.final,
		},
	});
	await store.rewriteCollector();
}
