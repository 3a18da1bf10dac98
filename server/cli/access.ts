import { setAccess } from "../actions/set-access.ts";
import type { Command } from "./command.ts";

export const access: Command = {
	usage:
		"  access SURVEY slips|tokens\n                       what its cards are, before any is printed: slips are drawn by hand, tokens are signed blindly",
	async run([survey, kind], context) {
		if (!survey || (kind !== "slips" && kind !== "tokens"))
			throw new Error(
				"access SURVEY slips|tokens: name the survey and what its cards are",
			);
		await setAccess(context(), survey, kind, "cli");
		return `the cards of ${survey} will be ${kind}`;
	},
};
