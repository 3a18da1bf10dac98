import type { ServerContext } from "../context.ts";
import { newToken, tokenHash } from "./open-session.ts";

/** A link that makes one administrator, once; an earlier link ends. The token is a fragment, which no server or proxy logs. */
export async function setupLink({
	store,
	publicUrl,
}: ServerContext): Promise<string> {
	const token = newToken();
	await store.setSetupLink(tokenHash(token));
	return `${publicUrl}/staff/setup#${token}`;
}
