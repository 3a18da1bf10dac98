import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** From the next request on the token opens nothing, for good. */
export async function revokeApiToken(
	context: ServerContext,
	id: string,
	by: string,
): Promise<void> {
	if (!(await context.store.revokeApiToken(id, context.now())))
		throw new Refusal("unknown-token");
	await recordAudit(context, by, "revoke-api-token", null, { id });
}
