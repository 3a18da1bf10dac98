import { createHash } from "node:crypto";
import { check } from "../../survey-definitions/check.ts";
import { readSlipCode } from "../../survey-definitions/slip-code.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { macOf } from "./issue-slips.ts";

export interface Submission {
	code: string;
	/** 32 random bytes of the phone in base64url: the same for every try to send one form. */
	receipt: string;
	response?: unknown;
	texts?: unknown;
	outcome?: "declined" | "screened" | undefined;
}

/**
 * Takes a form, or the word that there will be none, against a slip. Either everything is stored and the slip is used,
 * or nothing is and the slip stays good. Sending the same form again is told "already-stored".
 */
export async function submitResponse(
	{ store, pepper }: ServerContext,
	surveyId: string,
	{ code, receipt, response, texts, outcome }: Submission,
): Promise<"stored" | "already-stored"> {
	const { survey, status } = await compiledSurvey(store, surveyId);
	const read = readSlipCode(code);
	if (!read) throw new Refusal("unknown-code");
	const codeMac = macOf(pepper, read);
	const slot = createHash("sha256").update(receipt).digest();

	const slip = await store.slip(surveyId, codeMac);
	if (!slip) throw new Refusal("unknown-code");
	if (slip.used) return alreadyStored(slip.slot, slot);
	if (status !== "open") throw new Refusal("fieldwork-closed");

	if (outcome) {
		if (await store.useSlip(surveyId, codeMac, slot, { outcome }))
			return "stored";
	} else {
		const checked = check(survey, response, texts, slip.level);
		if (checked.problems.length > 0)
			throw new Refusal("invalid-response", checked.problems);
		const brought = { response: checked.kept, texts: checked.texts };
		if (await store.useSlip(surveyId, codeMac, slot, brought)) return "stored";
	}
	// Another request with this card was quicker.
	const now = await store.slip(surveyId, codeMac);
	return alreadyStored(now?.slot, slot);
}

function alreadyStored(kept: Buffer | undefined, slot: Buffer) {
	if (!kept?.equals(slot)) throw new Refusal("used-code");
	return "already-stored" as const;
}
