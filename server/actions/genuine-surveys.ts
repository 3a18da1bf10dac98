import type { Text } from "../../survey-definitions/definition.ts";
import { textOf } from "../../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "../context.ts";

/** What a respondent may hold a card or a message against. */
export interface GenuineSurvey {
	id: string;
	title: Text;
	controller: Text;
	hotline: Text;
	closes: Text;
	isOpen: boolean;
	/** A pilot or a trial: real, but its results are not used. */
	isPilot: boolean;
}

/** Surveys that take forms, or have and will again: those being prepared and those closed are nobody's to answer. */
export async function genuineSurveys({
	store,
}: Pick<ServerContext, "store">): Promise<GenuineSurvey[]> {
	const surveys = await store.surveys();
	return surveys
		.filter(({ status }) => status === "open" || status === "paused")
		.map(({ id, status, wave, definition, pilotOf }) => {
			const words = (name: string): Text =>
				textOf(wave[name] ?? definition.parameters[name]?.default);
			return {
				id,
				title: definition.title,
				controller: words("CONTROLLER"),
				hotline: words("HOTLINE"),
				closes: words("CLOSE_DATE"),
				isOpen: status === "open",
				isPilot: pilotOf !== null,
			};
		});
}

export interface ClosedSurvey {
	id: string;
	title: Text;
	hasResults: boolean;
}

/** Surveys whose ballot box anybody can check. */
export async function surveysWithBallotBox({
	store,
}: Pick<ServerContext, "store">): Promise<ClosedSurvey[]> {
	const found: ClosedSurvey[] = [];
	for (const { id, status, definition } of await store.surveys())
		if (status === "closed" && (await store.ballotBox(id)))
			found.push({
				id,
				title: definition.title,
				hasResults: (await store.publication(id)) !== undefined,
			});
	return found;
}
