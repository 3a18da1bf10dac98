import { parseArgs } from "node:util";
import {
	type FrameField,
	frameFields,
} from "../../analysis/frame/map-columns.ts";
import { openStore } from "../../db/store.ts";
import {
	checkFrameFile,
	type FrameReport,
	type FrameRequest,
	importFrame,
} from "../actions/import-frame.ts";
import { frameFileOf } from "../actions/read-frame-file.ts";
import type { ServerContext } from "../context.ts";
import type { Command } from "./command.ts";

const usage = `  frame check FILE     say what is wrong with a list of agencies or places (CSV, XLSX); store nothing
  frame import SURVEY FILE
                       store it as the next version of the survey's frame
                       [--kind agencies|areas] [--geography G4] [--strata 1,2,…] [--map field=header]…`;

export const frame: Command = { usage, run };

async function run(
	[verb, ...args]: string[],
	context: () => ServerContext,
): Promise<string> {
	const { files, request } = frameArguments(args);
	if (verb === "check" && files.length === 1) {
		// The project's lists of places are all that a check needs.
		const store = openStore(":memory:");
		const file = await frameFileOf(files[0]!);
		const report = await checkFrameFile({ store }, file, request);
		const sentence = `${report.units.length} units, provinces as in ${request.version}. Nothing is stored.`;
		return frameReport(report, sentence);
	}
	if (verb === "import" && files.length === 2) {
		const [survey, name] = files as [string, string];
		const file = await frameFileOf(name);
		const report = await importFrame(context(), survey, file, request);
		const { frame } = report;
		const sentence = `version ${frame?.version} of the frame of ${survey}: ${frame?.units} units, provinces as in ${request.version}, SHA-256 ${frame?.sha256}`;
		return frameReport(report, sentence);
	}
	throw new Error(usage);
}

function frameArguments(args: string[]): {
	files: string[];
	request: FrameRequest;
} {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			kind: { type: "string", default: "agencies" },
			geography: { type: "string", default: "G4" },
			strata: { type: "string" },
			map: { type: "string", multiple: true, default: [] },
		},
	});
	const { kind, geography, strata, map } = values;
	if (kind !== "agencies" && kind !== "areas")
		throw new Error(`--kind ${kind}: write agencies or areas`);
	if (!/^G[1-4]$/.test(geography))
		throw new Error(`--geography ${geography}: write G1, G2, G3 or G4`);
	const chosen = Object.fromEntries(
		map.map((pair) => {
			const [field = "", ...header] = pair.split("=");
			if (!frameFields.includes(field as FrameField) || !header.length)
				throw new Error(
					`--map ${pair}: write field=header, with a field of ${frameFields.join(", ")}`,
				);
			return [field, header.join("=")];
		}),
	);
	const request = {
		kind,
		version: geography,
		chosen,
		...(strata === undefined ? {} : { strata: strata.split(",") }),
	} satisfies FrameRequest;
	return { files: positionals, request };
}

/** Problems one a line, and then how it went; throws where the frame is refused. */
function frameReport(report: FrameReport, sentence: string): string {
	const lines = report.problems.map(({ row, column, code, value, remedy }) =>
		[
			row > 0 ? `row ${row}` : "the file",
			column && `column ${column}`,
			value && `«${value}»`,
			`${code}: ${remedy.en}`,
		]
			.filter(Boolean)
			.join(", "),
	);
	if (report.leftOut > 0) lines.push(`and ${report.leftOut} more`);
	if (report.blocked)
		throw new Error([...lines, "refused, nothing is stored"].join("\n"));
	return [...lines, sentence].join("\n");
}
