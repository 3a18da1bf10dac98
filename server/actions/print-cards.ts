import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import type { Cards } from "../cards/cards.ts";
import { cardsCsv } from "../cards/cards-csv.ts";
import { cardsPdf } from "../cards/cards-pdf.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { newCodes, storedSlips } from "./issue-slips.ts";

const contents: Record<string, (cards: Cards) => Readable | string> = {
	".pdf": cardsPdf,
	".csv": cardsCsv,
};

/**
 * Issues the cards of all lots that have none yet and writes them to a new file, .pdf or .csv: the only place where
 * their codes ever are. Throws an Error that says what to do where there is nothing to print or nowhere to write.
 */
export async function printCards(
	context: ServerContext,
	surveyId: string,
	file: string,
): Promise<{ lots: number; cards: number }> {
	const contentOf = contents[path.extname(file).toLowerCase()];
	if (!contentOf)
		throw new Error(`${file}: the file's name must end in .pdf or .csv`);
	const cards = await newCards(context, surveyId);
	mustNotExist(file);

	// The file first, then the slips, then the file's name. If writing fails, no slip has been issued that nobody holds
	// a card of; if storing fails, the cards that were written never bear the name that somebody would print.
	const unfinished = `${file}.${randomBytes(4).toString("hex")}.unfinished`;
	try {
		await writeFile(unfinished, contentOf(cards), {
			mode: 0o600,
			flag: "wx",
			flush: true,
		});
		mustNotExist(file);
		const slips = storedSlips(context.pepper, cards.lots);
		if (!(await context.store.addFirstSlips(slips)))
			throw new Error(
				`cards of ${surveyId} were issued by somebody else at this moment: use theirs, or try again for the lots that still have none`,
			);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
	try {
		await rename(unfinished, file);
	} catch {
		throw new Error(
			`the cards are issued, but their file could not be named ${file}: rename ${unfinished} by hand, it is the only copy`,
		);
	}
	return {
		lots: cards.lots.length,
		cards: cards.lots.reduce((sum, { codes }) => sum + codes.length, 0),
	};
}

function mustNotExist(file: string) {
	if (existsSync(file))
		throw new Error(
			`${file} exists and may hold the only copy of other cards: name another file`,
		);
}

/** Cards for the lots without any, as the survey's wave words them. Each code is chance, and so is its place in the lot. */
async function newCards(
	{ store, publicUrl }: ServerContext,
	surveyId: string,
): Promise<Cards> {
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, wave, status } = stored;
	if (status === "closed") throw new Refusal("fieldwork-closed");

	const lots = await store.lots(surveyId);
	if (lots.length === 0)
		throw new Error(`${surveyId} has no lots yet: draw its sample first`);
	const printed = await store.slipCounts(surveyId);
	const waiting = lots.filter(
		({ id, reserve }) => !reserve && !printed.has(id),
	);
	if (waiting.length === 0)
		throw new Error(
			`every lot of ${surveyId} has its cards, and they cannot be printed again because their codes are kept nowhere: take back a spoilt card and give an unused one of the same lot for it`,
		);

	const inVietnamese = (name: string) =>
		textOf(wave[name] ?? definition.parameters[name]?.default);
	const hotline = inVietnamese("HOTLINE");
	if (!hotline)
		throw new Error(
			`the wave of ${surveyId} names no HOTLINE, which every card carries: set it first`,
		);
	const controller = inVietnamese("CONTROLLER");
	return {
		surveyId,
		publicUrl,
		title: definition.title.vi,
		...(controller ? { controller } : {}),
		hotline,
		you: definition.address.vi,
		population: definition.population,
		lots: newCodes(waiting),
	};
}

const textOf = (value: ParameterValue | undefined): string | undefined =>
	typeof value === "object" ? value.vi : value?.toString();
