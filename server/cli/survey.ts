import { newSurvey } from "../actions/new-survey.ts";
import type { Command } from "./command.ts";

export const survey: Command = {
	usage:
		"  survey new ID QUESTIONNAIRE|SURVEY\n                       prepare a survey, or the next wave of one; it begins with the last wave's parameters",
	async run([verb, id, from], context) {
		if (verb !== "new" || !id || !from)
			throw new Error(
				"survey new ID QUESTIONNAIRE|SURVEY: give the new survey a name, and say what it is made of: cadres, citizens or an existing survey",
			);
		const opened = context();
		const kind = (await opened.store.survey(from)) ? "survey" : "questionnaire";
		// The trial has its questionnaire's name, and nobody wants a wave of the trial.
		const isOwn = (await opened.store.survey(from))?.questionnaire === from;
		await newSurvey(
			opened,
			{ id, from: { kind: isOwn ? "questionnaire" : kind, id: from } },
			"cli",
		);
		return `${id} is being prepared. Next: its parameters (wave ${id}), its frame and its sample.`;
	},
};
