import { createHash, randomBytes } from "node:crypto";
import type { ServerContext } from "../context.ts";

export const sessionHours = 12;

/** What the store keeps of a token: whoever reads the file cannot use it. */
export const tokenHash = (token: string): Buffer =>
	createHash("sha256").update(token).digest();

export const newToken = (): string => randomBytes(32).toString("base64url");

/** Opens a session and gives the token that proves it. */
export async function openSession(
	{ store, now }: ServerContext,
	userName: string,
): Promise<string> {
	const token = newToken();
	await store.addSession({
		tokenHash: tokenHash(token),
		userName,
		expiresAtMs: now() + sessionHours * 3_600_000,
	});
	return token;
}
