import type { ServerContext } from "../context.ts";
import { isStillFrozen } from "../frozen-data.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** One person's word that the frozen data may be published. It is given for the hash that the person saw. */
export async function approveData(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	hash: string,
	by: string,
): Promise<void> {
	const { store, now } = context;
	const frozen = await store.frozenData(surveyId);
	if (!frozen) throw new Refusal("not-frozen");
	if (frozen.hash !== hash || !(await isStillFrozen(store, frozen)))
		throw new Refusal("data-changed");
	if (!(await store.addApproval({ surveyId, by, atMs: now() })))
		throw new Refusal("approved-already");
	await recordAudit(context, by, "approve-data", surveyId, { hash });
}
