import type { Access } from "../../db/sqlite/schema/design.ts";
import { cardCodes } from "../card-codes.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Whether the cards of a survey are slips or invitations to a token; not once there are any. */
export async function setAccess(
	context: ServerContext,
	surveyId: string,
	access: Access,
	by: string,
): Promise<void> {
	const { store } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	if (stored.status !== "preparing") throw new Refusal("already-opened");
	if (await isPrinted(context, surveyId, stored.access))
		throw new Refusal("sample-printed");
	await store.setSurvey(surveyId, { access });
	await recordAudit(context, by, "set-access", surveyId, { access });
}

/** Whether there are cards, or keys that cards will promise. */
export async function isPrinted(
	context: Pick<ServerContext, "store" | "pepper" | "issuer">,
	surveyId: string,
	access: Access,
): Promise<boolean> {
	const printed = await cardCodes(context, surveyId, access).counts();
	return (
		printed.size > 0 ||
		(await context.store.tokenManifest(surveyId)) !== undefined
	);
}
