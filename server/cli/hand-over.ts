import { writeFile } from "node:fs/promises";
import { eraseHandOver, handOverList } from "../actions/hand-over-list.ts";
import type { Command } from "./command.ts";

export const handOver: Command = {
	usage:
		"  hand-over SURVEY FILE.csv\n                       write which lot's cards go to which units, then erase it here: FILE.csv is the only copy\n                       [--english] with English headers",
	async run([survey, file, flag], open) {
		if (
			!survey ||
			!file?.endsWith(".csv") ||
			(flag !== undefined && flag !== "--english")
		)
			throw new Error(
				"hand-over SURVEY FILE.csv [--english]: name the survey and a new file that ends in .csv",
			);
		const context = open();
		const { csv, units, lots } = await handOverList(
			context,
			"cli",
			survey,
			flag ? "en" : "vi",
		);
		await writeFile(file, csv, { mode: 0o600, flag: "wx", flush: true }).catch(
			(error: Error) => {
				throw new Error(
					`${file} could not be written (${error.message}), and nothing was erased: name a new file in a folder that you may write to`,
				);
			},
		);
		await eraseHandOver(context, "cli", survey);
		return `${units} lines for ${lots} lots are in ${file}, and nowhere else: give it to the person who hands out cards, who is not the analyst and destroys it after weighting.`;
	},
};
