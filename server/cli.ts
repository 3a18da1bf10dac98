import { parseArgs } from "node:util";
import { type FrameField, frameFields } from "../analysis/frame/map-columns.ts";
import { openStore } from "../db/store.ts";
import { analyseRequestFile } from "./actions/analyse-request.ts";
import { closeSurvey } from "./actions/close-survey.ts";
import {
	checkFrameFile,
	type FrameReport,
	type FrameRequest,
	importFrame,
} from "./actions/import-frame.ts";
import { setupLink } from "./actions/make-setup-link.ts";
import { printCards } from "./actions/print-cards.ts";
import { frameFileOf } from "./actions/read-frame-file.ts";
import { readConfig } from "./config.ts";
import { openContext } from "./open-context.ts";
import { Refusal } from "./refusal.ts";
import { sentenceOf } from "./sentence-of.ts";

const usage = `npm run cli -- COMMAND

  analyse REQUEST.json answer an analysis-request/1 with an analysis-result/1
  cards SURVEY FILE    issue and print the cards of lots that have none: FILE.pdf to cut, FILE.csv for messages
  close SURVEY --yes   end fieldwork for good and build the data that analysis reads
  frame check FILE     say what is wrong with a list of agencies or places (CSV, XLSX); store nothing
  frame import SURVEY FILE
                       store it as the next version of the survey's frame
                       [--kind agencies|areas] [--geography G4] [--strata 1,2,…] [--map field=header]…
  administrator        a one-time link that makes another administrator`;

process.umask(0o077);

const [command, ...args] = process.argv.slice(2);

async function run(): Promise<string> {
	const context = () => openContext(readConfig(process.env));
	if (command === "analyse") {
		const [file] = args;
		if (!file) throw new Error("analyse REQUEST.json: name the request's file");
		return analyseRequestFile(file);
	}
	if (command === "cards") {
		const [survey, file] = args;
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
	}
	if (command === "close") {
		const [survey, sure] = args;
		if (!survey || sure !== "--yes")
			throw new Error(
				"close SURVEY --yes: closing cannot be undone, and cards that were not used stop working",
			);
		await closeSurvey(context(), survey);
		return `${survey} is closed. Its results are in the staff console.`;
	}
	if (command === "frame") return frame(context, args);
	if (command === "administrator") return setupLink(context());
	throw new Error(usage);
}

async function frame(
	context: () => ReturnType<typeof openContext>,
	[verb, ...args]: string[],
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

try {
	console.log(await run());
} catch (error) {
	console.error(
		error instanceof Refusal ? `refused: ${error.code}` : sentenceOf(error),
	);
	process.exit(1);
}
