// A script of its own, fetched only by the page of a survey with tokens.
import type { Survey } from "../../survey-definitions/survey.ts";
import { type TokenAccess, tokenAccess } from "./token-access.ts";
import { markOf, readFingerprint, type TokenPlace } from "./tokens.ts";

export type TokenScript = { openAccess: typeof openAccess };

export async function openAccess(
	place: TokenPlace,
	survey: Survey<string>,
	language: string,
	code: string | undefined,
	fingerprint: string | undefined,
): Promise<TokenAccess> {
	// Without it nothing is hashed here either; the check of the card says so.
	const mark = code && crypto.subtle ? await markOf(code) : undefined;
	const own = { fingerprint, mark, readFingerprint, markOf };
	return tokenAccess(place, survey, language, own);
}
