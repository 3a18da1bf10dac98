import { writeFileSync } from "node:fs";
import path from "node:path";
import Papa from "papaparse";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { drawSample } from "../../../server/actions/draw-sample.ts";
import { handOutCards } from "../../../server/actions/hand-out-cards.ts";
import {
	eraseHandOver,
	handOverHeaders,
	handOverList,
} from "../../../server/actions/hand-over-list.ts";
import { importFrame } from "../../../server/actions/import-frame.ts";
import { monitorField } from "../../../server/actions/monitor-field.ts";
import { newSurvey } from "../../../server/actions/new-survey.ts";
import { openField } from "../../../server/actions/open-field.ts";
import { frameFileOf } from "../../../server/actions/read-frame-file.ts";
import { runWeights } from "../../../server/actions/run-weights.ts";
import { savePlan } from "../../../server/actions/save-plan.ts";
import { setFinalWeights } from "../../../server/actions/set-final-weights.ts";
import {
	type LedgerEntry,
	setLedger,
} from "../../../server/actions/set-ledger.ts";
import { setMargin } from "../../../server/actions/set-margin.ts";
import { setWave } from "../../../server/actions/set-wave.ts";
import { waivePilot } from "../../../server/actions/waive-pilot.ts";
import type { ServerContext } from "../../../server/context.ts";
import { unwatched } from "../../../server/jobs.ts";
import { todayOf } from "../../../server/local-day.ts";
import { loadFrame } from "../../../server/sample-frame.ts";
import { demoWave } from "./fields.ts";
import { geographyVersion } from "./frame-list.ts";
import type { Field, HandedOver } from "./population.ts";
import { type Invitation, invitationsOf } from "./sample.ts";
import { recipeOf } from "./weighted.ts";

// What people do with a survey at its screens, by the same actions, from its list to its weights.

const by = "demonstration";
const fieldDays = 30;

/** What the steps made, each told by the step itself. */
export interface FieldedFigures {
	frameRows: number;
	strata: number;
	psus: number;
	lots: number;
	cards: number;
}

export interface Fielded {
	figures: FieldedFigures;
	/** In the order of the frame, which is that of `sampleOf`, though lots bear labels of chance. */
	invitations: Invitation[];
	/** Codes of each lot that `invitations` counts, as they were printed. */
	piles: string[][];
}

/** From the list of a population to an open field and people with cards in their hands. */
export async function fieldSurvey(
	context: ServerContext,
	{ survey, population }: Field,
	seed: number,
	/** Where the coordinator keeps the list. */
	folder: string,
): Promise<Fielded> {
	const { id } = survey;
	await newSurvey(context, { id, from: { kind: "questionnaire", id } }, by);
	const wave = demoWave(id);
	const opens = Math.max(context.now(), Date.parse(String(wave.WAVE_DATE)));
	const CLOSE_DATE = todayOf(opens + fieldDays * 86_400_000);
	mustBeNone(await setWave(context, id, { ...wave, CLOSE_DATE }, by));

	const { kind, name, csv } = population.frame;
	const list = path.join(folder, name);
	writeFileSync(list, csv);
	const imported = await importFrame(
		context,
		id,
		await frameFileOf(list),
		{ kind, version: geographyVersion },
		{ by },
	);
	mustBeNone(imported.problems);
	const { frame, sampleFrame } = await loadFrame(context.store, id);
	const plan = population.plan(sampleFrame);
	await savePlan(context, by, id, { frameVersion: frame.version, plan });

	const drawn = await drawSample(context, by, id, { seed });
	if ("problems" in drawn) throw firstOf(drawn.problems);

	const { result, file } = await handOutCards(
		context,
		id,
		{ kind: "csv" },
		by,
		unwatched,
	);
	const codes = codesByLot(file.bytes.toString());
	const handedOver = await handOverList(context, by, id);
	const listed = readHandOver(handedOver.csv);
	await eraseHandOver(context, by, id);
	mustBeNone(await setLedger(context, id, ledgerOf(listed), by));
	await waivePilot(context, id, "quần thể mô phỏng, không cần thử", by);
	mustBeNone(await openField(context, id, by));

	const lots = [...codes.keys()];
	return {
		figures: {
			frameRows: frame.units,
			strata: drawn.strata,
			psus: (await context.store.sampledUnits(id)).filter(
				({ parentRow }) => parentRow === null,
			).length,
			lots: drawn.lots,
			cards: result.cards,
		},
		invitations: invitationsOf(
			population,
			listed.map(({ lot, ...entry }) => ({ ...entry, lot: lots.indexOf(lot) })),
			seed,
		),
		piles: [...codes.values()],
	};
}

const firstOf = (problems: object[]) => new Error(JSON.stringify(problems[0]));

/** Actions give what is wrong as data; the demonstration has nothing that it could correct. */
function mustBeNone(problems: object[]) {
	if (problems.length > 0) throw firstOf(problems);
}

const rowsOf = (csv: string) =>
	Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), {
		header: true,
		skipEmptyLines: true,
	}).data;

export function codesByLot(csv: string): Map<string, string[]> {
	const codes = new Map<string, string[]>();
	for (const { lot = "", code = "" } of rowsOf(csv)) {
		const pile = codes.get(lot) ?? [];
		codes.set(lot, pile);
		pile.push(code);
	}
	return codes;
}

type Listed = HandedOver & { lot: string };

export function readHandOver(csv: string): Listed[] {
	const numberIn = (cell = "") => (cell === "" ? null : Number(cell));
	return rowsOf(csv).map((row) => {
		const cell = (column: keyof typeof handOverHeaders) =>
			row[handOverHeaders[column].vi];
		const cards = {
			1: numberIn(cell("leaders")),
			2: numberIn(cell("others")),
			all: numberIn(cell("all")),
		};
		return {
			lot: cell("lot") ?? "",
			unit: cell("unit") ?? "",
			cards: Object.fromEntries(
				Object.entries(cards).flatMap(([pile, count]) =>
					count === null ? [] : [[pile, count]],
				),
			),
			start: numberIn(cell("start")),
			step: numberIn(cell("step")),
		};
	});
}

/** Every card reaches the person it is for. */
function ledgerOf(listed: Listed[]): LedgerEntry[] {
	const cards = new Map<string, LedgerEntry>();
	for (const { lot, cards: ofUnit } of listed)
		for (const [pile, count] of Object.entries(ofUnit)) {
			const before = cards.get(`${lot} ${pile}`)?.counts.printed ?? 0;
			const counts = {
				printed: before + count,
				distributed: before + count,
			};
			cards.set(`${lot} ${pile}`, { lot, pile, counts });
		}
	return [...cards.values()];
}

export interface WeightedFigures {
	responses: number;
	/** AAPOR's, from the ledger and what the collector counted. */
	rr1: number | null;
	/** Kish's design effect of base weights and of final ones. */
	deffBase: number;
	deffFinal: number;
	/** Forms whose weight was cut, as a share. */
	trimmed: number;
}

/** From the last form to the weights that every table uses. */
export async function weightSurvey(
	context: ServerContext,
	{ survey: { id }, population }: Field,
): Promise<WeightedFigures> {
	await closeSurvey(context, id, by);
	const margins = population.margins();
	for (const { name, typed } of margins)
		mustBeNone(await setMargin(context, id, name, typed, by));
	const made = await runWeights(context, id, recipeOf(margins), by);
	if ("problems" in made) throw firstOf(made.problems);
	await setFinalWeights(context, id, made.version, by);
	const { responses, rates } = await monitorField(context, id);
	const trim = made.steps.find(({ step }) => step === "trim");
	return {
		responses,
		rr1: rates?.rates.find(({ name }) => name === "RR1")?.value ?? null,
		deffBase: made.steps[0]!.summary.kish_deff,
		deffFinal: made.steps.at(-1)!.summary.kish_deff,
		trimmed: trim?.step === "trim" ? trim.trimmed : 0,
	};
}
