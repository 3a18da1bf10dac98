import { randomBytes } from "node:crypto";
import type { ApiToken } from "../../db/sqlite/api-tokens.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { newToken, tokenHash } from "./open-session.ts";
import { recordAudit } from "./record-audit.ts";

/** Makes a token that reads tables of certain surveys until it expires. It is given once; the store has its hash alone. */
export async function makeApiToken(
	context: ServerContext,
	{
		name,
		role,
		surveys,
		days,
	}: Pick<ApiToken, "name" | "role" | "surveys"> & { days: number },
	by: string,
): Promise<{ id: string; token: string }> {
	const { store, now } = context;
	for (const survey of surveys)
		if (!(await store.surveyState(survey))) throw new Refusal("unknown-survey");
	const id = randomBytes(6).toString("base64url");
	const token = `ln_${newToken()}`;
	await store.addApiToken({
		id,
		tokenHash: tokenHash(token),
		name,
		role,
		surveys,
		madeBy: by,
		madeAtMs: now(),
		expiresAtMs: now() + days * 86_400_000,
		revokedAtMs: null,
	});
	await recordAudit(context, by, "make-api-token", null, {
		id,
		role,
		days,
		surveys: surveys.join(" "),
	});
	return { id, token };
}
