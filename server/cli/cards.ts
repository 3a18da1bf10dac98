import { printCards } from "../actions/print-cards.ts";
import type { Command } from "./command.ts";

export const cards: Command = {
	usage:
		"  cards SURVEY FILE    issue and print the cards of lots that have none: FILE.pdf to cut, FILE.csv for messages",
	async run([survey, file], context) {
		if (!survey || !file)
			throw new Error(
				"cards SURVEY FILE: name the survey and a new file, FILE.pdf or FILE.csv",
			);
		if (!process.env.PUBLIC_URL)
			throw new Error(
				"set PUBLIC_URL to the address that phones will open: it is printed on every card and cannot be changed afterwards",
			);
		const { lots, cards } = await printCards(context(), survey, file);
		return `${cards} cards of ${lots} lots are in ${file}. It is the only place where their codes are: print it, then delete it.`;
	},
};
