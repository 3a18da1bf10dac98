import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cardCodes } from "../card-codes.ts";
import { cardsCsv } from "../cards/cards-csv.ts";
import { cardsPdf } from "../cards/cards-pdf.ts";
import type { ServerContext } from "../context.ts";
import { unwatched } from "../jobs.ts";
import {
	type CardKind,
	mustStillHold,
	type NewCards,
	newCards,
} from "./new-cards.ts";
import { prepareTokens } from "./prepare-tokens.ts";
import { recordAudit } from "./record-audit.ts";

const contents = { pdf: cardsPdf, csv: cardsCsv };

/**
 * Issues the cards of all lots that have none yet and writes them to a new file, .pdf or .csv: the only place where
 * their codes ever are. Throws an Error that says what to do where there is nowhere to write.
 */
export async function printCards(
	context: ServerContext,
	surveyId: string,
	file: string,
	{ spare = 0 }: Pick<NewCards, "spare"> = {},
): Promise<{ lots: number; cards: number }> {
	const kind = path.extname(file).toLowerCase().slice(1);
	if (kind !== "pdf" && kind !== "csv")
		throw new Error(`${file}: the file's name must end in .pdf or .csv`);
	const contentOf = contents[kind satisfies CardKind];
	const access = (await context.store.surveyState(surveyId))?.access;
	if (access === "tokens")
		await prepareTokens(context, surveyId, { spare }, "cli", unwatched);
	const cards = await newCards(context, surveyId, { spare });
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
		await mustStillHold(context, cards, access);
		const codes = cardCodes(context, surveyId, access ?? "slips");
		if (!(await codes.addFirst(cards.lots)))
			throw new Error(
				`cards of ${surveyId} were issued by somebody else at this moment: use theirs, or try again for the lots that still have none`,
			);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
	const printed = {
		lots: cards.lots.length,
		cards: cards.lots.reduce((sum, { codes }) => sum + codes.length, 0),
	};
	try {
		await rename(unfinished, file);
	} catch {
		throw new Error(
			`the cards are issued, but their file could not be named ${file}: rename ${unfinished} by hand, it is the only copy`,
		);
	}
	await recordAudit(context, "cli", "print-cards", surveyId, {
		...printed,
		spare,
		kind,
	});
	return printed;
}

function mustNotExist(file: string) {
	if (existsSync(file))
		throw new Error(
			`${file} exists and may hold the only copy of other cards: name another file`,
		);
}
