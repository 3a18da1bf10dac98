import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Approves a passage as it was read; only somebody else than who chose it. */
export async function approveQuotation(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	id: string,
	passage: string,
	by: string,
): Promise<void> {
	const { store } = context;
	const found = (await store.quotations(surveyId)).find((one) => one.id === id);
	if (!found) throw new Refusal("unknown-text");
	if (found.chosenBy === by) throw new Refusal("own-quotation");
	if (!(await store.approveQuotation(surveyId, id, passage, by)))
		throw new Refusal("changed-meanwhile");
	await recordAudit(context, by, "approve-quotation", surveyId, {
		code: found.code,
	});
}
