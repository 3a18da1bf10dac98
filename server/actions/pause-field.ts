import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Takes no more forms for the time being; phones keep theirs. */
export async function pauseField(
	context: ServerContext,
	surveyId: string,
	by: string,
): Promise<void> {
	const { store } = context;
	const status = await fieldStatus(store, surveyId);
	if (status === "closed") throw new Refusal("fieldwork-closed");
	if (status === "preparing") throw new Refusal("fieldwork-not-open");
	await store.setFieldOpen(surveyId, false);
	await context.issuer?.store.setIssuingState(surveyId, "paused");
	await store.setStatus(surveyId, "paused");
	await recordAudit(context, by, "pause-field", surveyId);
}

/** Takes forms again. A closing that has built its data can only be finished. */
export async function resumeField(
	context: ServerContext,
	surveyId: string,
	by: string,
): Promise<void> {
	const { store } = context;
	const status = await fieldStatus(store, surveyId);
	if (status === "closed" || (await store.snapshot(surveyId)))
		throw new Refusal("fieldwork-closed");
	if (status === "preparing") throw new Refusal("fieldwork-not-open");
	await store.setStatus(surveyId, "open");
	await context.issuer?.store.setIssuingState(surveyId, "open");
	await store.setFieldOpen(surveyId, true);
	await recordAudit(context, by, "resume-field", surveyId);
}
