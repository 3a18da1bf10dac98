import { createHmac, randomBytes } from "node:crypto";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { withTranslations } from "../../survey-definitions/languages.ts";
import { base32, slipCode } from "../../survey-definitions/slip-code.ts";
import {
	type ParameterValue,
	textOf,
} from "../../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "../context.ts";
import { invitationAddress } from "../invitation-address.ts";
import { languagesOf } from "../languages.ts";
import { installSurvey } from "./install-survey.ts";
import { macOf } from "./issue-slips.ts";

/** What a first start says on the consent screen until somebody sets up a real wave. */
const trialWave: Record<string, ParameterValue> = {
	CONTROLLER: {
		vi: "người đã cài đặt bản chạy thử này (xin đừng trả lời thật)",
		en: "whoever installed this trial (please give no real answers)",
	},
	HOTLINE: {
		vi: "chưa có, vì đây là bản chạy thử",
		en: "none yet, because this is a trial",
	},
};

/** Whether a survey still says that it is a trial, so that no wave begins with its parameters. */
export const isTrial = ({
	wave,
}: {
	wave: Record<string, ParameterValue>;
}): boolean => textOf(wave.CONTROLLER).vi === textOf(trialWave.CONTROLLER).vi;

const lots = 2;
const slipsPerLot = 50;

/** Installs a questionnaire to be tried out: one stratum with two lots of slips. Leaves everything that is there as it is. */
export async function installTrial(
	context: ServerContext,
	written: SurveyDefinition,
): Promise<void> {
	const definition = withTranslations(written, languagesOf(context.languages));
	const { id: surveyId, baseWeight } = definition;
	if (await context.store.survey(surveyId)) return;
	// Each step only where it is missing, the survey last: a start that is cut short is taken up by the next.
	const label = { vi: "Chạy thử", en: "Trial" };
	const rates: Record<string, number> =
		baseWeight.kind === "class" ? { "1": 1, "2": 1 } : { all: 1 };
	if ((await context.store.lots(surveyId)).length === 0)
		await context.store.addSample(surveyId, {
			strata: [
				{
					surveyId,
					id: 1,
					label,
					population: lots * slipsPerLot,
					domains: {},
				},
			],
			units: [],
			lots: trialLots(context, surveyId).map((id) => ({
				id,
				surveyId,
				stratumId: 1,
				level: 4,
				invited: slipsPerLot,
				rates,
			})),
		});
	if ((await context.store.slipCount(surveyId)) === 0)
		await context.store.addSlips(
			trialCodes(context, surveyId).map((code) => ({
				codeMac: macOf(context.pepper, code),
				lotId: code.slice(0, 4),
				slot: randomBytes(32),
			})),
		);
	await context.store.setFieldOpen(surveyId, true);
	await installSurvey(context, definition, trialWave, "non-probability");
}

/** Address of the first unused slip of a trial; undefined for a survey that is no trial or has none left. */
export async function trialInvitation(
	context: ServerContext,
	surveyId: string,
): Promise<string | undefined> {
	for (const code of trialCodes(context, surveyId)) {
		const slip = await context.store.slip(
			surveyId,
			macOf(context.pepper, code),
		);
		if (slip && !slip.used)
			return invitationAddress(context.publicUrl, surveyId, code);
	}
	return undefined;
}

// Codes of a trial follow from the pepper, so that every start can print one again although none is stored.
const derived = ({ pepper }: ServerContext, ...parts: (string | number)[]) =>
	createHmac("sha256", pepper)
		.update(`trial:${parts.join(":")}`)
		.digest();

const trialLots = (context: ServerContext, surveyId: string) =>
	Array.from({ length: lots }, (_, lot) =>
		base32(derived(context, surveyId, lot)).slice(0, 4),
	);

const trialCodes = (context: ServerContext, surveyId: string) =>
	trialLots(context, surveyId).flatMap((lotId, lot) =>
		Array.from({ length: slipsPerLot }, (_, slip) =>
			slipCode(lotId, derived(context, surveyId, lot, slip)),
		),
	);
