import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import type { Db } from "./open.ts";
import { response, spent } from "./schema/collector.ts";

// A form is written over a blank one that has lain in the file since its card was issued, and so is a token. Inserting it
// would show in the page, and in the number of the page that takes what does not fit, which one came after which.

type Transaction = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** All of one size, so that a form fits into a blank and a page does not tell how much somebody answered. */
export function bodyOf(body: ResponseBody, padTo: number): Buffer {
	const json = Buffer.from(JSON.stringify(body));
	const size = Math.ceil(json.length / padTo) * padTo;
	return Buffer.concat([json, Buffer.alloc(size - json.length, " ")]);
}

/** A blank for each card. */
export function addBlanks(
	tx: Transaction,
	cards: { lotId: string }[],
	padTo: number,
): void {
	const body = Buffer.alloc(padTo, " ");
	const blanks = cards.map(({ lotId }) => ({ id: randomBytes(16), lotId }));
	for (const blank of blanks.sort((a, b) => a.id.compare(b.id)))
		tx.insert(response)
			.values({ ...blank, body, filled: false })
			.run();
}

/** The same for the tokens of a survey that has them. */
export function addBlankTokens(
	tx: Transaction,
	cards: { lotId: string }[],
): void {
	const blanks = cards.map(({ lotId }) => ({ id: randomBytes(16), lotId }));
	for (const blank of blanks.sort((a, b) => a.id.compare(b.id)))
		tx.insert(spent)
			.values({ ...blank, ...blankToken, filled: false })
			.run();
}

const blankToken = {
	nullifier: Buffer.alloc(32),
	message: Buffer.alloc(64),
	signature: Buffer.alloc(256),
	idempotencyMac: Buffer.alloc(32),
};

type Blanks = typeof response | typeof spent;

export const idsOfBlanks = (
	tx: Transaction,
	blanks: Blanks,
	lotId: string,
): Buffer[] =>
	tx
		.select({ id: blanks.id })
		.from(blanks)
		.where(and(eq(blanks.lotId, lotId), eq(blanks.filled, false)))
		.all()
		.map(({ id }) => id);

/** Takes away so many of a lot's blank forms, or all of them. */
export function removeBlanks(
	tx: Transaction,
	lotId: string,
	count = Number.POSITIVE_INFINITY,
): void {
	for (const id of idsOfBlanks(tx, response, lotId).slice(0, count))
		tx.delete(response).where(eq(response.id, id)).run();
}
