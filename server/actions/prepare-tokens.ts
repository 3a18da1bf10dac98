import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { questionnaireHash } from "../questionnaire-hash.ts";
import { Refusal } from "../refusal.ts";
import { makeLotKeys } from "../tokens/lot-keys.ts";
import { makeManifest } from "../tokens/make-manifest.ts";
import { mustStillHold } from "./new-cards.ts";
import { recordAudit } from "./record-audit.ts";

/** Fewer in a lot point at people, whatever a plan says. */
export const fewestInLot = 20;

/**
 * Makes the keys of all lots of a survey with tokens, reserve included, and publishes their manifest; nothing where that
 * is done. The manifest promises how many cards each lot has, and what is asked.
 */
export async function prepareTokens(
	context: ServerContext,
	surveyId: string,
	{ spare = 0 }: { spare?: number },
	by: string,
	job: Pick<JobHandle, "report" | "signal">,
): Promise<void> {
	const { store, issuer } = context;
	if (await store.tokenManifest(surveyId)) return;
	if (!issuer) throw new Refusal("issuer-elsewhere");
	const lots = await store.lots(surveyId);
	if (lots.length === 0) throw new Refusal("no-sample");
	const small = lots.filter(({ invited }) => invited < fewestInLot);
	if (small.length > 0)
		throw new Refusal(
			"lots-too-small",
			small.map(({ id, invited }) => ({
				variable: id,
				code: "out-of-range",
				params: { lot: id, cards: invited, min: fewestInLot },
			})),
		);

	const { survey } = await compiledSurvey(store, surveyId);
	const strata = new Map(
		(await store.strata(surveyId)).map(({ id, population }) => [
			id,
			population,
		]),
	);
	const keys = await makeLotKeys(
		lots.map(({ id }) => id),
		issuer.sealingKey,
		{ onProgress: job.report, signal: job.signal },
	);
	const publicKeys = new Map(
		keys.map(({ lotId, publicKey }) => [lotId, publicKey]),
	);
	const { manifest, root } = await makeManifest(
		{
			survey: surveyId,
			version: survey.version,
			questionnaireHash: questionnaireHash(survey),
		},
		lots.map(({ id, stratumId, invited }) => ({
			id,
			population: strata.get(stratumId) ?? 0,
			invited: invited + spare,
			publicKey: publicKeys.get(id) as Buffer,
		})),
	);
	// Keys take minutes: whatever is promised of them must still be so, and nobody else may have promised anything.
	await mustStillHold(
		context,
		{ surveyId, lots: keys.map(({ lotId }) => ({ lotId, codes: [] })) },
		"tokens",
	);
	const asked = await compiledSurvey(store, surveyId);
	if (questionnaireHash(asked.survey) !== manifest.questionnaireHash)
		throw new Refusal("changed-while-printing");
	if (await store.tokenManifest(surveyId)) throw new Refusal("job-running");
	// The private keys first: what is published must be able to sign.
	await issuer.store.setLotKeys(surveyId, asked.status, keys);
	const isFirst = await store.addTokenManifest(
		surveyId,
		{ manifest, root },
		keys.map(({ lotId, publicKey }) => ({ lotId, spki: publicKey })),
	);
	if (!isFirst) throw new Refusal("job-running");
	await recordAudit(context, by, "make-lot-keys", surveyId, {
		lots: lots.length,
		root,
	});
}
