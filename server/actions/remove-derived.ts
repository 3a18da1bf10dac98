import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Takes a derived variable out of the lists, or puts it back. What was made with it stays as it was. */
export async function removeDerived(
	context: ServerContext,
	surveyId: string,
	name: string,
	isRemoved: boolean,
	by: string,
): Promise<void> {
	if (!(await context.store.setDerivedRemoved(surveyId, name, isRemoved)))
		throw new Refusal("unknown-variable");
	await recordAudit(
		context,
		by,
		isRemoved ? "remove-derived" : "restore-derived",
		surveyId,
		{ variable: name },
	);
}
