import { createHash } from "node:crypto";

/** Tells one state of what is stored from another: who saves sends back the mark of what they read. */
export const markOf = (stored: unknown): string =>
	createHash("sha256")
		.update(JSON.stringify(stored ?? null))
		.digest("base64url");
