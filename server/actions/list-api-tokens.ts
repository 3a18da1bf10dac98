import type { ApiToken } from "../../db/sqlite/api-tokens.ts";
import type { ServerContext } from "../context.ts";

export interface ListedToken extends ApiToken {
	state: "valid" | "expired" | "revoked";
}

/** Tokens of the API, the newest first; nothing of the token itself is known. */
export async function listApiTokens({
	store,
	now,
}: Pick<ServerContext, "store" | "now">): Promise<ListedToken[]> {
	return (await store.apiTokens()).map((token) => ({
		...token,
		state: tokenState(token, now()),
	}));
}

export const tokenState = (
	{ revokedAtMs, expiresAtMs }: ApiToken,
	nowMs: number,
): ListedToken["state"] =>
	revokedAtMs !== null ? "revoked" : expiresAtMs <= nowMs ? "expired" : "valid";
