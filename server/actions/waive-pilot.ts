import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Writes down why a survey opens without a pilot. */
export async function waivePilot(
	context: ServerContext,
	surveyId: string,
	reason: string,
	by: string,
): Promise<void> {
	const state = await context.store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	await recordAudit(context, by, "waive-pilot", surveyId, {
		reason: reason.normalize("NFC").trim(),
	});
}
