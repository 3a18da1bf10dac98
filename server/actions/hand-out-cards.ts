import type { Readable } from "node:stream";
import { cardCodes } from "../card-codes.ts";
import type { Cards } from "../cards/cards.ts";
import { cardsCsv } from "../cards/cards-csv.ts";
import { cardsPdf } from "../cards/cards-pdf.ts";
import { cardsPerPage } from "../cards/sheet.ts";
import type { ServerContext } from "../context.ts";
import type { JobFile, JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import {
	type CardKind,
	mustStillHold,
	type NewCards,
	newCards,
} from "./new-cards.ts";
import { prepareTokens } from "./prepare-tokens.ts";
import { recordAudit } from "./record-audit.ts";

export interface HandedOut {
	lots: number;
	cards: number;
}

/**
 * Issues cards for the lots that have none, and gives them as a file that lives in memory until it has been fetched: the
 * only place where their codes ever are.
 */
export async function handOutCards(
	context: ServerContext,
	surveyId: string,
	{ kind, spare = 0 }: { kind: CardKind } & Pick<NewCards, "spare">,
	by: string,
	job: JobHandle,
): Promise<{ result: HandedOut; file: JobFile }> {
	const access = (await context.store.surveyState(surveyId))?.access;
	if (access === "tokens")
		await prepareTokens(context, surveyId, { spare }, by, job);
	const cards = await newCards(context, surveyId, { spare });
	const file = await fileOf(cards, kind, job);
	await mustStillHold(context, cards, access);
	const codes = cardCodes(context, surveyId, access ?? "slips");
	if (!(await codes.addFirst(cards.lots)))
		throw new Refusal("nothing-to-print");
	const result = { lots: cards.lots.length, cards: countOf(cards) };
	await recordAudit(context, by, "print-cards", surveyId, {
		...result,
		spare,
		kind,
	});
	return { result, file };
}

/** Destroys all cards of one lot and issues new ones, before the field opens: the old sheet must not be handed out. */
export async function reprintLot(
	context: ServerContext,
	surveyId: string,
	{
		lot,
		kind,
		spare = 0,
	}: { lot: string; kind: CardKind } & Pick<NewCards, "spare">,
	by: string,
	job: JobHandle,
): Promise<{ result: HandedOut; file: JobFile }> {
	const state = await context.store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	const cards = await newCards(context, surveyId, { lots: [lot], spare });
	const file = await fileOf(cards, kind, job);
	await mustStillHold(context, cards, state.access);
	const codes = cardCodes(context, surveyId, state.access);
	if (!(await codes.removeAllOf([lot]))) throw new Refusal("cards-used");
	// Should this be cut short, the lot has no cards and is printed with the others that have none.
	if (!(await codes.addFirst(cards.lots)))
		throw new Refusal("nothing-to-print");
	await recordAudit(context, by, "reprint-lot", surveyId, {
		lot,
		cards: countOf(cards),
		kind,
	});
	return { result: { lots: 1, cards: countOf(cards) }, file };
}

const countOf = ({ lots }: Cards) =>
	lots.reduce((sum, { codes }) => sum + codes.length, 0);

async function fileOf(
	cards: Cards,
	kind: CardKind,
	job: JobHandle,
): Promise<JobFile> {
	const name = `the-${cards.surveyId}.${kind}`;
	if (kind === "csv") {
		await job.pause();
		const bytes = Buffer.from(cardsCsv(cards));
		return { name, type: "text/csv; charset=utf-8", bytes };
	}
	const pages = cards.lots.reduce(
		(sum, { codes }) => sum + Math.ceil(codes.length / cardsPerPage),
		0,
	);
	let done = 0;
	job.report(0, pages);
	const pdf: Readable = cardsPdf(cards, () => job.report(++done, pages));
	const chunks: Buffer[] = [];
	for await (const chunk of pdf) {
		chunks.push(chunk as Buffer);
		await job.pause();
	}
	return { name, type: "application/pdf", bytes: Buffer.concat(chunks) };
}
