import { forgetClosed } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { forgetSigningKeys } from "./issue-token.ts";
import { recordAudit } from "./record-audit.ts";

/** Deletes a pilot with all that came of it. Only the audit remembers that there was one. */
export async function purgePilot(
	context: ServerContext,
	pilot: string,
	by: string,
): Promise<void> {
	const { store } = context;
	const stored = await store.survey(pilot);
	if (!stored) throw new Refusal("unknown-survey");
	const { pilotOf } = stored;
	if (pilotOf === null) throw new Refusal("not-a-pilot");
	await store.setFieldOpen(pilot, false);
	// Whether anybody answered, and no number: a pilot nobody answered has tried nothing out.
	const answered = (await store.responseCount(pilot)) > 0;
	await recordAudit(context, by, "purge-pilot", pilotOf, { pilot, answered });
	await context.issuer?.store.destroyKeys(pilot);
	await context.issuer?.store.purgeIssuing(pilot);
	if (context.issuer) forgetSigningKeys(context.issuer);
	await store.purgeSurvey(pilot);
	forgetClosed(store, pilot);
	await store.rewriteCollector();
}
