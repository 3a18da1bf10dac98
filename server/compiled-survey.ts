import type { SurveyStatus } from "../db/sqlite/schema/design.ts";
import type { Store } from "../db/store.ts";
import { compile } from "../survey-definitions/compile.ts";
import type { Survey } from "../survey-definitions/survey.ts";
import { Refusal } from "./refusal.ts";

const compiled = new Map<string, Survey>();

/** A survey as fielded: its definition compiled with its wave. Fielded versions never change, so each is compiled once. */
export async function compiledSurvey(
	store: Store,
	id: string,
): Promise<{ survey: Survey; status: SurveyStatus }> {
	const stored = await store.survey(id);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, wave, status } = stored;
	const key = JSON.stringify([id, definition.version, wave]);
	const survey = compiled.get(key) ?? compile(definition, wave);
	compiled.set(key, survey);
	return { survey, status };
}
