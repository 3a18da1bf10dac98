import { createHmac, randomBytes } from "node:crypto";
import { slipCode } from "../../survey-definitions/slip-code.ts";
import type { ServerContext } from "../context.ts";

export const macOf = (pepper: Buffer, code: string): Buffer =>
	createHmac("sha256", pepper).update(code).digest();

/** Makes the slips of lots; their codes are known only to the caller, who prints them. Returned by lot, in the order given. */
export async function issueSlips(
	{ store, pepper }: ServerContext,
	lots: { id: string; invited: number }[],
): Promise<{ lotId: string; codes: string[] }[]> {
	const issued = lots.map(({ id, invited }) => ({
		lotId: id,
		codes: Array.from({ length: invited }, () => slipCode(id, randomBytes(16))),
	}));
	await store.addSlips(
		issued.flatMap(({ lotId, codes }) =>
			codes.map((code) => ({
				codeMac: macOf(pepper, code),
				lotId,
				slot: randomBytes(32),
			})),
		),
	);
	return issued;
}
