import { readFile } from "node:fs/promises";
import { z } from "zod";
import { describeSurvey } from "../actions/describe-survey.ts";
import { setWave } from "../actions/set-wave.ts";
import { waveSentences } from "./check-sentences.ts";
import type { Command } from "./command.ts";

const text = z.strictObject({ vi: z.string(), en: z.string() });
const waveFile = z.record(
	z.string(),
	z.union([text, z.string(), z.number(), z.boolean()]),
);

export const wave: Command = {
	usage:
		"  wave SURVEY [FILE.json]\n                       print the wave's parameters, or set them from a file, until the survey opens",
	async run([survey, file], context) {
		if (!survey) throw new Error("wave SURVEY [FILE.json]: name the survey");
		const opened = context();
		if (file) {
			const given = waveFile.safeParse(await readJson(file));
			if (!given.success)
				throw new Error(
					`${file}: write {"HOTLINE": {"vi": "…", "en": "…"}, "LOT_MIN": 50, …}`,
				);
			const problems = await setWave(opened, survey, given.data, "cli");
			if (problems.length > 0)
				throw new Error(
					problems
						.map(
							({ parameter, code }) => `${parameter}: ${waveSentences[code]}`,
						)
						.concat("refused, nothing is stored")
						.join("\n"),
				);
		}
		const { parameters, problems } = await describeSurvey(opened, survey);
		const lines = parameters.map(
			({ name, value, default: usual }) =>
				`${name}: ${JSON.stringify(value ?? usual ?? null)}${value === undefined && usual !== undefined ? " (default)" : ""}`,
		);
		return lines
			.concat(problems.map(({ where, message }) => `! ${where}: ${message}`))
			.join("\n");
	},
};

async function readJson(file: string): Promise<unknown> {
	const content = await readFile(file, "utf8").catch(() => {
		throw new Error(`${file} cannot be read: check its name`);
	});
	try {
		return JSON.parse(content);
	} catch {
		throw new Error(`${file} is not JSON`);
	}
}
