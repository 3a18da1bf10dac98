import { extendField } from "../actions/extend-field.ts";
import { openField } from "../actions/open-field.ts";
import { fewestPilotCards, openPilot } from "../actions/open-pilot.ts";
import { pauseField, resumeField } from "../actions/pause-field.ts";
import { purgePilot } from "../actions/purge-pilot.ts";
import { waivePilot } from "../actions/waive-pilot.ts";
import { checkLines } from "./check-sentences.ts";
import type { Command } from "./command.ts";

export const open: Command = {
	usage:
		"  open SURVEY          open the field, or say what is missing\n                       [--without-pilot REASON] write down why there is no pilot",
	async run([survey, flag, ...reason], context) {
		if (!survey) throw new Error("open SURVEY: name the survey");
		const opened = context();
		if (flag === "--without-pilot") {
			if (reason.join(" ").trim().length < 10)
				throw new Error("--without-pilot REASON: give a reason of some words");
			await waivePilot(opened, survey, reason.join(" "), "cli");
		}
		const unmet = await openField(opened, survey, "cli");
		if (unmet.length === 0) return `${survey} is open: its cards can be used.`;
		throw new Error(unmet.flatMap(checkLines).concat("not opened").join("\n"));
	},
};

export const pause: Command = {
	usage:
		"  pause SURVEY         take no forms for the time being; phones keep theirs",
	async run([survey], context) {
		if (!survey) throw new Error("pause SURVEY: name the survey");
		await pauseField(context(), survey, "cli");
		return `${survey} is paused.`;
	},
};

export const resume: Command = {
	usage: "  resume SURVEY        take forms again",
	async run([survey], context) {
		if (!survey) throw new Error("resume SURVEY: name the survey");
		await resumeField(context(), survey, "cli");
		return `${survey} takes forms again.`;
	},
};

export const extend: Command = {
	usage:
		"  extend SURVEY DATE   move the closing date to a later day, YYYY-MM-DD",
	async run([survey, date], context) {
		if (!survey || !date)
			throw new Error(
				"extend SURVEY DATE: name the survey and a day after today and after the present closing date, YYYY-MM-DD",
			);
		await extendField(context(), survey, date, "cli");
		return `${survey} closes on ${date}.`;
	},
};

export const pilot: Command = {
	usage:
		"  pilot SURVEY CARDS   open a pilot of a survey being prepared, with two lots of cards",
	async run([survey, cards], context) {
		const count = Number(cards);
		if (!survey || !Number.isInteger(count) || count < fewestPilotCards)
			throw new Error(
				`pilot SURVEY CARDS: name the survey and a number of cards, at least ${fewestPilotCards}`,
			);
		const id = await openPilot(context(), survey, count, "cli");
		return `${id} is open. Print its cards with: cards ${id} FILE.pdf`;
	},
};

export const purge: Command = {
	usage: "  purge PILOT --yes    delete a pilot with all that came of it",
	async run([survey, sure], context) {
		if (!survey || sure !== "--yes")
			throw new Error(
				"purge PILOT --yes: deleting cannot be undone; only pilots can be purged",
			);
		await purgePilot(context(), survey, "cli");
		return `${survey} is purged.`;
	},
};
