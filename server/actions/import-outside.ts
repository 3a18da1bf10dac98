import Papa from "papaparse";
import { guessDelimiter } from "../../analysis/frame/read-table.ts";
import {
	fromRows,
	type OutsideFile,
} from "../../analysis/outside/outside-file.ts";
import {
	type OutsideProblem,
	type OutsideSpec,
	outsideSurvey,
} from "../../analysis/outside/outside-survey.ts";
import { readSav, UnreadableFile } from "../../analysis/outside/read-sav.ts";
import type { Sampling } from "../../db/sqlite/schema/design.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { surveyIdForm } from "./new-survey.ts";
import { recordAudit } from "./record-audit.ts";

export interface OutsideUpload {
	name: string;
	bytes: Uint8Array;
}

export interface OutsideColumns {
	rows: number;
	columns: { name: string; label: string }[];
	leftOut: string[];
}

const words = new Map([
	["zsav", "outside-zsav"],
	["cut-short", "outside-cut-short"],
] as const);

/** A .sav or a CSV, by its name and its first bytes. Throws a Refusal that says what to do with another file. */
export function readOutside({ name, bytes }: OutsideUpload): OutsideFile {
	const isSav = /\.z?sav$/i.test(name) || bytes[0] === 0x24;
	try {
		return isSav ? readSav(bytes) : readCsv(bytes);
	} catch (error) {
		if (!(error instanceof UnreadableFile)) throw error;
		throw new Refusal(
			words.get(error.message as "zsav") ?? "outside-unreadable",
		);
	}
}

function readCsv(bytes: Uint8Array): OutsideFile {
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new UnreadableFile("encoding");
	}
	const { data, errors } = Papa.parse<string[]>(text, {
		delimiter: guessDelimiter(text.slice(0, 10_000)),
		skipEmptyLines: "greedy",
	});
	if (errors.some(({ type }) => type === "Quotes"))
		throw new UnreadableFile("quotes");
	const [header = [], ...rows] = data;
	return fromRows(
		header.map((cell) => cell.trim()),
		rows,
	);
}

/** What the columns of a file are called, for choosing its weights and its design. */
export function describeOutside(upload: OutsideUpload): OutsideColumns {
	const { rows, variables, leftOut } = readOutside(upload);
	return {
		rows,
		columns: variables.map(({ name, label }) => ({ name, label })),
		leftOut,
	};
}

export type OutsideImported =
	| { problems: OutsideProblem[] }
	| { survey: string; responses: number; leftOut: string[] };

/**
 * Keeps another system's responses as a closed survey, which says so in its title and under its charts. It has the weights
 * and the design that the file tells, and every table of it passes the same gate.
 */
export async function importOutside(
	context: Pick<ServerContext, "store" | "now">,
	upload: OutsideUpload,
	{ sampling, ...spec }: OutsideSpec & { sampling: Sampling },
	by = "cli",
): Promise<OutsideImported> {
	const { store } = context;
	if (!surveyIdForm.test(spec.id))
		throw new Refusal("invalid-request", [
			{ variable: "id", code: "malformed" },
		]);
	if (await store.survey(spec.id)) throw new Refusal("survey-exists");
	const made = outsideSurvey(readOutside(upload), spec);
	if ("problems" in made) return made;
	const { definition, columns, strata, lots, weights, leftOut } = made;
	compile(definition, {});
	await store.addSurvey(spec.id, {
		questionnaire: spec.id,
		definition,
		status: "preparing",
		wave: {},
		sampling,
		pilotOf: null,
		cleaning: [],
	});
	await store.addSample(spec.id, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: spec.id })),
		units: [],
		lots: lots.map((lot, place) => ({
			...lot,
			// Responses name their lot by its place in the order of the labels.
			id: `${spec.id}/${String(place).padStart(6, "0")}`,
			surveyId: spec.id,
			level: 0,
		})),
	});
	await store.addSnapshot(spec.id, {
		definitionVersion: definition.version,
		rows: weights.length,
		columns,
	});
	await store.addWeightVersion({
		surveyId: spec.id,
		recipe: { nonresponse: null, margins: [], trim: null },
		steps: [],
		base: weights,
		final: weights,
	});
	await store.setFinalWeights(spec.id, 1);
	await store.setStatus(spec.id, "closed");
	await recordAudit(context, by, "import-outside", spec.id, {
		responses: weights.length,
		variables: Object.keys(columns).length - 2,
		sampling,
	});
	return { survey: spec.id, responses: weights.length, leftOut };
}
