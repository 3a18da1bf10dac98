import type { ApiToken } from "../../db/sqlite/api-tokens.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { tokenState } from "./list-api-tokens.ts";
import { tokenHash } from "./open-session.ts";

/** Who asks, by the header `Authorization: Bearer …`. Expired and revoked tokens are as unknown ones. */
export async function authoriseToken(
	{ store, now }: Pick<ServerContext, "store" | "now">,
	header: string | undefined,
): Promise<ApiToken> {
	const token = /^Bearer\s+(ln_[\w-]{43})$/i.exec(header?.trim() ?? "")?.[1];
	const found = token && (await store.apiTokenOf(tokenHash(token)));
	if (!found || tokenState(found, now()) !== "valid")
		throw new Refusal("invalid-api-token");
	return found;
}

/** A survey that the token may not read is as one that is not there. */
export function mayRead({ surveys }: ApiToken, survey: string): void {
	if (!surveys.includes(survey)) throw new Refusal("unknown-survey");
}
