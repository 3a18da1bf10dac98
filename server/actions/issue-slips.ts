import { createHmac, randomBytes } from "node:crypto";
import { slipCode } from "../../survey-definitions/slip-code.ts";
import type { ServerContext } from "../context.ts";

export const macOf = (pepper: Buffer, code: string): Buffer =>
	createHmac("sha256", pepper).update(code).digest();

export interface IssuedSlips {
	lotId: string;
	codes: string[];
}

/** New codes for lots, in the order given; nothing is stored yet. */
export const newCodes = (
	lots: { id: string; invited: number }[],
): IssuedSlips[] =>
	lots.map(({ id, invited }) => ({
		lotId: id,
		codes: Array.from({ length: invited }, () => slipCode(id, randomBytes(16))),
	}));

/** What is stored of codes: nothing that leads back to them without the pepper. */
export const storedSlips = (pepper: Buffer, issued: IssuedSlips[]) =>
	issued.flatMap(({ lotId, codes }) =>
		codes.map((code) => ({
			codeMac: macOf(pepper, code),
			lotId,
			slot: randomBytes(32),
		})),
	);

/** Makes the slips of lots; their codes are known only to the caller, who prints them. Returned by lot, in the order given. */
export async function issueSlips(
	{ store, pepper }: ServerContext,
	lots: { id: string; invited: number }[],
): Promise<IssuedSlips[]> {
	const issued = newCodes(lots);
	await store.addSlips(storedSlips(pepper, issued));
	return issued;
}
