import type { SurveyStatus } from "../db/sqlite/schema/design.ts";
import type { Store } from "../db/store.ts";
import { Refusal } from "./refusal.ts";

/**
 * Where a survey's field stands. The collector decides whether a form is stored: a change that was cut short between the
 * two files has always shut it first or opened it last, so a field that it keeps shut is paused.
 */
export async function fieldStatus(
	store: Store,
	surveyId: string,
): Promise<SurveyStatus> {
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	const isShut = (await store.isFieldOpen(surveyId)) === false;
	return state.status === "open" && isShut ? "paused" : state.status;
}

/** A survey of which something may be read: a closing that is under way, or was cut short, may still join lots. */
export async function closedSurveyRow(store: Store, surveyId: string) {
	const survey = await store.survey(surveyId);
	if (!survey) throw new Refusal("unknown-survey");
	if (survey.status !== "closed") throw new Refusal("fieldwork-open");
	return survey;
}
