import type { SurveyStatus } from "../db/sqlite/schema/design.ts";
import type { Store } from "../db/store.ts";
import { compile } from "../survey-definitions/compile.ts";
import type { Survey } from "../survey-definitions/survey.ts";
import { Refusal } from "./refusal.ts";

const compiled = new WeakMap<Store, Map<string, Survey>>();

/**
 * A survey as fielded: its definition compiled with its wave. Fielded versions never change, so each is read and
 * compiled once, and a form that is sent pays for neither.
 */
export async function compiledSurvey(
	store: Store,
	id: string,
): Promise<{ survey: Survey; status: SurveyStatus }> {
	const state = await store.surveyState(id);
	if (!state) throw new Refusal("unknown-survey");
	const surveys = compiled.get(store) ?? new Map<string, Survey>();
	compiled.set(store, surveys);
	const key = JSON.stringify([id, state.version, state.wave]);
	const survey = surveys.get(key) ?? (await compileStored(store, id));
	surveys.set(key, survey);
	return { survey, status: state.status };
}

/** The survey in the version that somebody began to answer; undefined where it is no longer stored. */
export async function compiledVersion(
	store: Store,
	id: string,
	version: number,
): Promise<Survey | undefined> {
	const { survey } = await compiledSurvey(store, id);
	if (survey.version === version) return survey;
	const surveys = compiled.get(store) as Map<string, Survey>;
	const stored = await store.survey(id);
	const key = JSON.stringify([id, version, stored?.wave]);
	const known = surveys.get(key);
	if (known) return known;
	const definition = await store.definition(id, version);
	if (!definition || !stored) return undefined;
	const earlier = compile(definition, stored.wave);
	surveys.set(key, earlier);
	return earlier;
}

async function compileStored(store: Store, id: string): Promise<Survey> {
	const stored = await store.survey(id);
	if (!stored) throw new Refusal("unknown-survey");
	return compile(stored.definition, stored.wave);
}
