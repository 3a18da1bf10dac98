import { createHash } from "node:crypto";
import type { Store } from "../../db/store.ts";
import { check } from "../../survey-definitions/check.ts";
import type { Mode } from "../../survey-definitions/response.ts";
import { readSlipCode } from "../../survey-definitions/slip-code.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { compiledSurvey, compiledVersion } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { macOf } from "./issue-slips.ts";

export interface Submission {
	code: string;
	/** 32 random bytes of the phone in base64url. They make the digest of the text one that nobody can find again. */
	receipt: string;
	response?: unknown;
	texts?: unknown;
	outcome?: "declined" | "screened" | undefined;
	/** Set by the pages without scripts alone. */
	mode?: Mode;
}

/**
 * Takes a form, or the word that there will be none, against a slip. Either everything is stored and the slip is used,
 * or nothing is and the slip stays good. Sending the same form again is told "already-stored".
 */
export async function submitResponse(
	{ store, pepper }: ServerContext,
	surveyId: string,
	{ code, response, texts, outcome, mode }: Submission,
	/** The submission as it was sent: the same text again is a retry, another one a second use of the card. */
	sent: string,
): Promise<"stored" | "already-stored"> {
	const state = await store.surveyState(surveyId);
	// Its wave may still lack what the definition needs.
	if (state?.status === "preparing") throw new Refusal("fieldwork-not-open");
	const survey = await begunVersion(store, surveyId, response);
	const read = readSlipCode(code);
	if (!read) throw new Refusal("unknown-code");
	const codeMac = macOf(pepper, read);
	const slot = createHash("sha256").update(sent).digest();

	const slip = await store.slip(surveyId, codeMac);
	// At close, cards that nobody used are forgotten: an unknown code is then one that comes too late.
	if (!slip)
		throw new Refusal(
			state?.status === "closed" ? "fieldwork-closed" : "unknown-code",
		);
	if (slip.used) return alreadyStored(slip.slot, slot);
	if (!slip.open) throw await notOpen(store, surveyId);

	const brought = outcome
		? { outcome }
		: checkedResponse(survey, response, texts, slip.level, mode);
	if (await store.useSlip(surveyId, codeMac, slot, brought)) return "stored";

	// Another request with this card was quicker, or the field was closed meanwhile.
	const now = await store.slip(surveyId, codeMac);
	if (!now?.used) throw await notOpen(store, surveyId);
	return alreadyStored(now.slot, slot);
}

/** Whatever is not closed for good may open again: the phone keeps the answers. */
export async function notOpen(
	store: Store,
	surveyId: string,
): Promise<Refusal> {
	const state = await store.surveyState(surveyId);
	return new Refusal(
		state?.status === "closed" ? "fieldwork-closed" : "fieldwork-paused",
	);
}

/** A form that was begun before the questionnaire was replaced is finished in its own version, where that is stored. */
export async function begunVersion(
	store: Store,
	surveyId: string,
	response: unknown,
): Promise<Survey> {
	const { survey } = await compiledSurvey(store, surveyId);
	const version =
		typeof response === "object" && response !== null && "v" in response
			? response.v
			: undefined;
	if (!Number.isSafeInteger(version)) return survey;
	return (await compiledVersion(store, surveyId, Number(version))) ?? survey;
}

export function checkedResponse(
	survey: Survey,
	response: unknown,
	texts: unknown,
	lotLevel: number,
	mode: Mode = "self",
) {
	const checked = check(survey, response, texts, lotLevel);
	// Forms filled in otherwise come by ways of their own.
	if (checked.kept.mode !== mode)
		checked.problems.push({ variable: "mode", code: "malformed" });
	if (checked.problems.length > 0)
		throw new Refusal("invalid-response", checked.problems);
	return { response: checked.kept, texts: checked.texts };
}

function alreadyStored(kept: Buffer, slot: Buffer) {
	if (!kept.equals(slot)) throw new Refusal("used-code");
	return "already-stored" as const;
}
