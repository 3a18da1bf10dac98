import {
	checkSentence,
	isRefused,
	type SentenceFinding,
} from "../../analysis/report/check-sentence.ts";
import type { SentenceEdit } from "../../analysis/report/edits.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { provinceNames } from "../report/gather-report.ts";
import { recordAudit } from "./record-audit.ts";

export interface EditedSentence extends SentenceEdit {
	claimsCause: boolean;
	/** When the edit that this one replaces was made; null where there was none. */
	seenAtMs: number | null;
}

/**
 * Keeps a wording, unless it breaks a rule. The sentence that it was made from comes with it: the report uses the wording
 * for no other, so it need not be worked out here.
 */
export async function editSentence(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	{ paragraph, text, madeFrom, claimsCause, seenAtMs }: EditedSentence,
	by: string,
): Promise<{ atMs: number | null; findings: SentenceFinding[] }> {
	const { store } = context;
	await closedSurveyRow(store, surveyId);
	const findings = checkSentence(text, madeFrom, {
		claimsCause,
		provinces: await provinceNames(store),
	});
	if (findings.some(isRefused)) return { atMs: null, findings };
	const atMs = context.now();
	const isKept = await store.setSentenceEdit(
		{ surveyId, paragraph, text, madeFrom, by, atMs },
		seenAtMs,
	);
	if (!isKept) throw new Refusal("changed-meanwhile");
	await recordAudit(context, by, "edit-sentence", surveyId, { paragraph });
	return { atMs, findings };
}
