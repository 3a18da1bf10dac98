import type { CheckPoint } from "../../analysis/fieldwork/checklist.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { checkField } from "./check-field.ts";
import { recordAudit } from "./record-audit.ts";

/** Opens the field of a survey that is ready for it; otherwise gives the points that are not met, and opens nothing. */
export async function openField(
	context: ServerContext,
	surveyId: string,
	by: string,
): Promise<CheckPoint[]> {
	const { store } = context;
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status === "closed") throw new Refusal("fieldwork-closed");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	const points = await checkField(context, surveyId);
	const unmet = points.filter(({ state }) => state === "unmet");
	if (unmet.length > 0) return unmet;
	// Laying down blanks split pages, where some of their ids still stand twice: the first form finds the files written anew.
	await store.rewriteCollector();
	await context.issuer?.store.rewriteIssuer();
	// The collector last: should this be cut short, the field is paused and can be taken up again.
	await store.setStatus(surveyId, "open");
	await context.issuer?.store.setIssuingState(surveyId, "open");
	await store.setFieldOpen(surveyId, true);
	await recordAudit(context, by, "open-field", surveyId, {
		warnings: points.filter(({ state }) => state === "warning").length,
	});
	return [];
}
