import { openReserve } from "../actions/open-reserve.ts";
import type { Command } from "./command.ts";

export const reserve: Command = {
	usage:
		"  reserve SURVEY STRATUM\n                       open the whole reserve of a stratum, by its number in the plan; its cards can then be printed",
	async run([survey, stratum], open) {
		if (!survey || !/^\d+$/.test(stratum ?? ""))
			throw new Error(
				"reserve SURVEY STRATUM: name the survey and the stratum's number",
			);
		const { lots, cards } = await openReserve(
			open(),
			"cli",
			survey,
			Number(stratum),
		);
		return `${lots} lots with ${cards} cards of stratum ${stratum} are open; the rates of all its lots have grown.`;
	},
};
