import { closeSurvey } from "../actions/close-survey.ts";
import type { Command } from "./command.ts";

export const close: Command = {
	usage:
		"  close SURVEY --yes   end fieldwork for good and build the data that analysis reads",
	async run([survey, sure], context) {
		if (!survey || sure !== "--yes")
			throw new Error(
				"close SURVEY --yes: closing cannot be undone, and cards that were not used stop working",
			);
		await closeSurvey(context(), survey);
		return `${survey} is closed. Its results are in the staff console.`;
	},
};
