import type { StoredSurvey } from "../../db/sqlite/surveys.ts";
import { closingDateOf } from "../../survey-definitions/closing-date.ts";
import { compile } from "../../survey-definitions/compile.ts";
import {
	DefinitionError,
	type DefinitionProblem,
} from "../../survey-definitions/definition-error.ts";
import type { Manifest } from "../../survey-definitions/manifest.ts";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "../context.ts";
import { markOf } from "../mark-of.ts";
import { questionnaireHash } from "../questionnaire-hash.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

export interface WaveProblem {
	parameter: string;
	code:
		| "unknown-parameter"
		| "one-language"
		| "not-a-date"
		| "not-a-number"
		| "closed-before-opened";
}

/**
 * Sets a wave's parameters until the survey opens; those left empty go back to the definition's defaults. Gives what is
 * wrong with them, and then nothing is stored.
 */
export async function setWave(
	context: ServerContext,
	surveyId: string,
	given: Record<string, ParameterValue>,
	by: string,
	/** Of the wave that was read; where another is stored by now, nothing is. */
	mark?: string,
): Promise<WaveProblem[]> {
	const { store } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	if (stored.status !== "preparing") throw new Refusal("already-opened");
	const read = markOf(stored.wave);
	if (mark !== undefined && mark !== read)
		throw new Refusal("changed-meanwhile");
	const { parameters } = stored.definition;
	const problems: WaveProblem[] = [];
	const wave: Record<string, ParameterValue> = {};
	for (const [parameter, value] of Object.entries(given)) {
		const problem = (code: WaveProblem["code"]) =>
			problems.push({ parameter, code });
		const declared = parameters[parameter];
		if (!declared) {
			problem("unknown-parameter");
			continue;
		}
		const clean = cleaned(value);
		if (isEmpty(clean)) continue;
		if (typeof clean === "object" && (!clean.vi || !clean.en))
			problem("one-language");
		const usual = declared.default;
		if (
			typeof usual === "number" &&
			!(Number.isSafeInteger(clean) && Number(clean) >= 0)
		)
			problem("not-a-number");
		if (
			typeof usual === "string" &&
			/^\d{4}-\d{2}-\d{2}$/.test(usual) &&
			closingDateOf(clean) !== clean
		)
			problem("not-a-date");
		wave[parameter] = clean;
	}
	const opens = wave.WAVE_DATE ?? parameters.WAVE_DATE?.default;
	const closes = closingDateOf(wave.CLOSE_DATE);
	if (typeof opens === "string" && closes !== undefined && closes < opens)
		problems.push({ parameter: "CLOSE_DATE", code: "closed-before-opened" });
	if (problems.length > 0) return problems;
	const published = await store.tokenManifest(surveyId);
	if (published && !isPromised(published.manifest, stored.definition, wave))
		throw new Refusal("questions-promised");
	const isSaved = await store.setSurvey(
		surveyId,
		{ wave },
		(before) => before.status === "preparing" && markOf(before.wave) === read,
	);
	if (!isSaved) throw new Refusal("changed-meanwhile");
	await recordAudit(context, by, "set-wave", surveyId, {
		parameters: Object.keys(wave).length,
	});
	return [];
}

/** Whether a wave asks what the manifest promised: phones refuse a form that differs. */
const isPromised = (
	{ questionnaireHash: promised }: Manifest,
	definition: StoredSurvey["definition"],
	wave: Record<string, ParameterValue>,
) =>
	waveProblems(definition, wave).length === 0 &&
	questionnaireHash(compile(definition, wave)) === promised;

/** Text as everybody else writes it: NFC, and no blanks at the ends but before a phrase that is joined to another. */
function cleaned(value: ParameterValue): ParameterValue {
	if (typeof value === "object")
		return { vi: cleanText(value.vi), en: cleanText(value.en) };
	return typeof value === "string" ? cleanText(value) : value;
}

const cleanText = (text: string) => {
	const clean = text.normalize("NFC").trimEnd();
	return clean.trim() === "" ? "" : clean;
};

const isEmpty = (value: ParameterValue) =>
	value === "" || (typeof value === "object" && !value.vi && !value.en);

/** Why a definition cannot be fielded with a wave; nothing where it can. */
export function waveProblems(
	definition: Parameters<typeof compile>[0],
	wave: Record<string, ParameterValue>,
): DefinitionProblem[] {
	try {
		compile(definition, wave);
		return [];
	} catch (error) {
		if (!(error instanceof DefinitionError)) throw error;
		return error.problems;
	}
}
