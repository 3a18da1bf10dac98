import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { recordAudit } from "./record-audit.ts";

/** Takes a passage back, approved or not. */
export async function dropQuotation(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	id: string,
	by: string,
): Promise<void> {
	await closedSurveyRow(context.store, surveyId);
	await context.store.removeQuotation(surveyId, id);
	await recordAudit(context, by, "drop-quotation", surveyId);
}
