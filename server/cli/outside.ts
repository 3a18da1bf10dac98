import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { OutsideProblem } from "../../analysis/outside/outside-survey.ts";
import { importOutside } from "../actions/import-outside.ts";
import type { Command } from "./command.ts";

const usage =
	"outside FILE.sav|FILE.csv ID --title TEXT --source TEXT --population cadres|citizens [--weight COLUMN] [--stratum COLUMN] [--psu COLUMN] [--identifying COLUMN]… [--no-probability-sample]";

const said: Record<OutsideProblem["code"], string> = {
	"unknown-column": "is no column of the file",
	"weight-missing":
		"has rows without a weight: give each one, or take them out",
	"weight-negative": "has weights under zero",
	"weights-zero": "has no weight above zero",
	"design-missing": "has rows without a stratum or unit",
	"too-many-strata":
		"has more than 15,000 different codes, too many for strata: name another column",
	"no-rows": "the file has no responses",
	"no-answers": "the file has no column of codes to make tables of",
};

export const outside: Command = {
	usage: `  ${usage}\n                       keep another system's responses as a closed survey, marked as such`,
	async run(args, context) {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				title: { type: "string" },
				source: { type: "string" },
				population: { type: "string" },
				weight: { type: "string" },
				stratum: { type: "string" },
				psu: { type: "string" },
				identifying: { type: "string", multiple: true },
				"no-probability-sample": { type: "boolean" },
			},
		});
		const [file, id] = positionals;
		const { title, source, population, weight, stratum, psu } = values;
		if (
			!file ||
			!id ||
			!title ||
			!source ||
			(population !== "cadres" && population !== "citizens")
		)
			throw new Error(`${usage}: something is missing`);
		const made = await importOutside(
			context(),
			{ name: path.basename(file), bytes: readFileSync(file) },
			{
				id,
				title,
				source,
				population,
				weight,
				stratum,
				psu,
				quasiIdentifiers: values.identifying ?? [],
				sampling: values["no-probability-sample"]
					? "non-probability"
					: "probability",
			},
		);
		if ("problems" in made)
			throw new Error(
				made.problems
					.map(
						({ column, code, rows }) =>
							`${column} ${said[code]}${rows ? ` (${rows} rows)` : ""}`,
					)
					.join("\n"),
			);
		const { survey, responses, leftOut } = made;
		return `${survey} holds ${responses} responses from outside.${leftOut.length > 0 ? ` No tables are made of: ${leftOut.join(", ")}.` : ""}`;
	},
};
