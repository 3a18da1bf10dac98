import { readFile } from "node:fs/promises";
import { z } from "zod";
import { describeSurvey } from "../actions/describe-survey.ts";
import { setCleaning } from "../actions/set-cleaning.ts";
import { cleaningRules } from "../cleaning-schema.ts";
import type { Command } from "./command.ts";

export const cleaning: Command = {
	usage:
		"  cleaning SURVEY [FILE.json]\n                       print the rules of cleaning, or declare them from a file, until the survey opens",
	async run([survey, file], context) {
		if (!survey)
			throw new Error("cleaning SURVEY [FILE.json]: name the survey");
		const opened = context();
		if (file) {
			const problems = await setCleaning(
				opened,
				survey,
				await readRules(file),
				"cli",
			);
			if (problems.length > 0)
				throw new Error(
					problems
						.map(
							({ rule, field, code, detail }) =>
								`rule ${rule + 1}, ${field}: ${[code, detail].filter(Boolean).join(", ")}`,
						)
						.concat("refused, nothing is stored")
						.join("\n"),
				);
		}
		const { cleaning: rules } = await describeSurvey(opened, survey);
		return JSON.stringify(rules, null, "\t");
	},
};

async function readRules(file: string) {
	const content = await readFile(file, "utf8").catch(() => {
		throw new Error(`${file} cannot be read: check its name`);
	});
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch {
		throw new Error(`${file} is not JSON`);
	}
	const parsed = cleaningRules.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new Error(
		`${file}: ${z.prettifyError(parsed.error)}\nwrite [{"name": "…", "label": {"vi": "…", "en": "…"}, "when": "…", "effect": "flag"}]; cleaning SURVEY prints the rules as they are`,
	);
}
