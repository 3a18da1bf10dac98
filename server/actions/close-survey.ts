import { isDeepStrictEqual } from "node:util";
import { mergeSmallLots } from "../../analysis/merge-small-lots.ts";
import { surveyColumns } from "../../analysis/survey-data.ts";
import { weigh } from "../../analysis/weights/weigh.ts";
import { firstRecipe } from "../../analysis/weights/weight-recipe.ts";
import type { Snapshot } from "../../db/sqlite/snapshots.ts";
import type { Store } from "../../db/store.ts";
import type { CleaningRule } from "../../survey-definitions/cleaning.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { toWeigh } from "../survey-weights.ts";
import { recordAudit } from "./record-audit.ts";
import { destroyKeysAndCodes, publishBallotBox } from "./seal-ballot-box.ts";

/** Steps of closing, for a job's progress. */
const steps = 3;

/**
 * Ends the fieldwork: no response comes after it, and analysis begins, with the first version of weights. Refuses where
 * there is nothing to weight, and leaves the field as it was then. A closing that was cut short is taken up again.
 */
export async function closeSurvey(
	context: ServerContext,
	surveyId: string,
	by = "cli",
	job?: Pick<JobHandle, "report" | "pause">,
): Promise<void> {
	const { store, issuer } = context;
	const state = await store.surveyState(surveyId);
	if (state?.status === "preparing") throw new Refusal("fieldwork-not-open");
	const { survey, status } = await compiledSurvey(store, surveyId);
	if (status === "closed") throw new Refusal("fieldwork-closed");
	const wasOpen = (await store.isFieldOpen(surveyId)) ?? status === "open";
	job?.report(0, steps);
	const shut = async () => {
		// The collector first: what it has taken by now is all there will be, whichever process answers the phones.
		await store.setFieldOpen(surveyId, false);
		await issuer?.store.setIssuingState(surveyId, "paused");
	};
	await shut();
	try {
		await job?.pause();
		while ((await store.snapshotMark(surveyId)) === undefined) {
			const rules = (await store.survey(surveyId))?.cleaning;
			const taken = await takeSnapshot(store, survey, rules);
			// Whether they can be weighted is known before anything is stored, and the field can still be opened again.
			await firstWeights(store, survey, taken);
			// Reading took a while, in which somebody may have resumed the field or changed a rule: then it is read again.
			await shut();
			if (
				(await store.responseCount(surveyId)) === taken.rows &&
				isDeepStrictEqual((await store.survey(surveyId))?.cleaning, rules)
			)
				await store.addSnapshot(surveyId, taken);
		}
	} catch (error) {
		// Another program may have stored the data meanwhile: then it is closed by whoever comes next.
		if (wasOpen && (await store.snapshotMark(surveyId)) === undefined) {
			await issuer?.store.setIssuingState(surveyId, "open");
			await store.setFieldOpen(surveyId, true);
		}
		throw error;
	}
	// Another program that saw no data yet may have resumed the field as they were stored.
	await shut();
	if ((await store.weightVersions(surveyId)).length === 0) {
		const taken = await store.snapshot(surveyId);
		if (taken)
			await store.addWeightVersion({
				surveyId,
				...(await firstWeights(store, survey, taken)),
			});
	}
	job?.report(1, steps);
	await store.mergeLots(await smallLots(store, surveyId));
	const ballotBox = await publishBallotBox(context, surveyId);
	const destroyed = await destroyKeysAndCodes(context, surveyId);
	// Before the survey counts as closed: the consent text promises it, and it can be done again.
	await store.rewriteCollector();
	job?.report(2, steps);
	await store.setStatus(surveyId, "closed");
	await store.forgetAllShownCounts(surveyId);
	await recordAudit(context, by, "close-survey", surveyId, {
		ballotBox,
		...destroyed,
	});
	job?.report(steps, steps);
}

/** Which lots with few responses join which: nothing where that has been done. */
async function smallLots(store: Store, surveyId: string) {
	const counts = await store.responseCounts(surveyId);
	const lots = await store.lots(surveyId);
	return mergeSmallLots(
		lots.map((lot) => ({ ...lot, responses: counts.get(lot.id) ?? 0 })),
	);
}

async function takeSnapshot(
	store: Store,
	survey: Survey,
	rules: readonly CleaningRule[] | undefined,
): Promise<Snapshot> {
	const lots = await store.lots(survey.id);
	const joined = await smallLots(store, survey.id);
	const places = new Map(lots.map(({ id }, place) => [id, place]));
	const rows = await store.responseCount(survey.id);
	const { columns, fill } = surveyColumns(survey, rows, rules);
	let row = 0;
	for await (const { lotId, body } of store.responses(survey.id)) {
		const lot = places.get(joined.get(lotId) ?? lotId);
		const of = lots[lot ?? -1];
		if (lot === undefined || !of)
			throw new Error(`a response names the lot ${lotId}, which is unknown`);
		fill(row++, { lot, lotLevel: of.level, body });
	}
	return { definitionVersion: survey.version, rows, columns };
}

/** Base weights and nonresponse; margins come with later versions. */
async function firstWeights(
	store: Store,
	survey: Survey,
	{ columns }: Snapshot,
) {
	const recipe = firstRecipe;
	const weighed = weigh(await toWeigh(store, survey, columns, recipe));
	if ("problems" in weighed) throw new Refusal("nothing-to-weight");
	return { recipe, ...weighed };
}
