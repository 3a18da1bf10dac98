import {
	lotOfSlip,
	readInvitation,
} from "../../survey-definitions/slip-code.ts";
import { cardCodes } from "../card-codes.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

export interface DestroyedCards {
	/** Codes of this survey among what was typed: nothing tells whether any had been used. */
	read: number;
	/** Lines, from 1, that hold no code of this survey. */
	unreadable: number[];
}

/** Makes cards that came back worthless, by their codes, one a line. */
export async function destroyCards(
	context: ServerContext,
	surveyId: string,
	typed: string,
	by: string,
): Promise<DestroyedCards> {
	const { store } = context;
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status === "closed") throw new Refusal("fieldwork-closed");
	const lots = new Set((await store.lots(surveyId)).map(({ id }) => id));
	const codes = new Set<string>();
	const unreadable: number[] = [];
	for (const [at, line] of typed.split("\n").entries()) {
		if (line.trim() === "") continue;
		// A gateway's address ends in #lot.code or #lot.code.root; a card is typed with dashes.
		const code = readInvitation(line.trim().split("#").at(-1) ?? "").code;
		if (code && lots.has(lotOfSlip(code))) codes.add(code);
		else unreadable.push(at + 1);
	}
	await cardCodes(context, surveyId, state.access).removeUnused([...codes]);
	await recordAudit(context, by, "destroy-cards", surveyId, {
		cards: codes.size,
	});
	return { read: codes.size, unreadable };
}
