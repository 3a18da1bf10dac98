import { parseArgs } from "node:util";
import { z } from "zod";
import { fileFormats } from "../../analysis/microdata/package-files.ts";
import { exportMicrodata, usualLicence } from "../actions/export-microdata.ts";
import { microdataState } from "../actions/microdata-state.ts";
import type { Command } from "./command.ts";

const formats = z.array(z.enum(fileFormats)).min(1);

export const exportFiles: Command = {
	usage: [
		"  export SURVEY        print what a file of a closed survey's responses would hold, and which combinations of",
		"                       identifiers few people share [--identifiers A,B,…]",
		"  export SURVEY FILE.zip --producer NAME",
		"                       write it, with codebook, DDI and scripts; tables by what it leaves out end with it",
		`                       [--identifiers A,B,…] [--formats ${fileFormats.join(",")}] [--licence TEXT]`,
	].join("\n"),
	async run(args, open) {
		const { positionals, values } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				identifiers: { type: "string" },
				formats: { type: "string" },
				producer: { type: "string" },
				licence: { type: "string" },
			},
		});
		const [survey, file, ...more] = positionals;
		if (!survey || more.length > 0 || (file && !file.endsWith(".zip")))
			throw new Error(
				"export SURVEY [FILE.zip]: name the survey, and a new file that ends in .zip",
			);
		const context = open();
		const state = await microdataState(
			context,
			survey,
			values.identifiers?.split(",").filter((name) => name !== ""),
		);
		if (!file)
			return [
				`identifiers   ${state.identifiers.map(({ name }) => name).join(" ")}`,
				`${state.isMade ? "in the file   " : "chosen        "}${state.chosen.join(" ") || "none"}`,
				`k             ${state.k}, among ${state.forms} forms`,
				...state.small.map((names) => `few alike     ${names.join(" × ")}`),
				...(state.told.length > 0
					? [`told already  ${state.told.join(" ")}`]
					: []),
				`replicates    ${state.replicates || "none: the file would give no standard errors"}`,
				...(state.telling.length > 0
					? [`left out too  ${state.telling.join(" ")}`]
					: []),
			].join("\n");
		if (!values.producer)
			throw new Error("export: say who gives the file away with --producer");
		const chosen = formats.safeParse(
			(values.formats ?? fileFormats.join(",")).split(","),
		);
		if (!chosen.success)
			throw new Error(`--formats: some of ${fileFormats.join(",")}`);
		const packed = await exportMicrodata(
			context,
			"cli",
			survey,
			{
				identifiers: state.chosen,
				formats: chosen.data,
				producer: values.producer,
				licence: values.licence ?? usualLicence,
			},
			file,
		);
		return [
			`${packed.rows} responses, ${packed.columns} columns, ${packed.replicates} replicate weights in ${file}`,
			...packed.files.map(
				({ name, bytes, sha256 }) => `${sha256}  ${name} (${bytes} bytes)`,
			),
		].join("\n");
	},
};
