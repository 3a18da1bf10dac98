import {
	type Identity,
	markIdentities,
} from "../../analysis/open-answers/mark-identities.ts";
import { nameWords } from "../../survey-definitions/name-words.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

export interface Masking {
	/** As it goes on to the coders; null leaves the whole text out. */
	masked: string | null;
	/** Somebody has looked at what still seems to point at a person, and it does not. */
	sure: boolean;
}

/** Lets one open answer through, masked by a person. Gives what still seems to point at somebody, and stores nothing then, unless that person is sure. */
export async function maskOpenAnswer(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	id: string,
	{ masked, sure }: Masking,
	by: string,
): Promise<Identity[]> {
	const { store } = context;
	await closedSurveyRow(store, surveyId);
	const text = (await store.textsToRead(surveyId)).find((one) => one.id === id);
	if (!text) throw new Refusal("unknown-text");
	if (masked !== null && !sure) {
		const left = markIdentities(masked, nameWords);
		if (left.length > 0) return left;
	}
	const { question } = text;
	if (!(await store.setOpenAnswer({ surveyId, id, question, masked, by })))
		throw new Refusal("coded-already");
	await recordAudit(context, by, "mask-open-answer", surveyId, {
		leftOut: masked === null,
	});
	return [];
}
