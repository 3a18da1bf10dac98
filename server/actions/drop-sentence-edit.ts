import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** The generated sentence again. */
export async function dropSentenceEdit(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	{ paragraph, seenAtMs }: { paragraph: string; seenAtMs: number },
	by: string,
): Promise<void> {
	if (!(await context.store.survey(surveyId)))
		throw new Refusal("unknown-survey");
	if (!(await context.store.removeSentenceEdit(surveyId, paragraph, seenAtMs)))
		throw new Refusal("changed-meanwhile");
	await recordAudit(context, by, "drop-sentence-edit", surveyId, { paragraph });
}
