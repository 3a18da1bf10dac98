import type { Problem } from "../../survey-definitions/response.ts";

export type Sent =
	| { state: "sent" }
	/** No answer, or one that says "later": the same text can be sent again. */
	| { state: "offline" | "busy" | "fieldwork-paused" }
	| { state: "unknown-code" | "used-code" | "fieldwork-closed" }
	| { state: "refused"; problems: Problem[] };

/** Bodies are padded, so that their size does not tell how much somebody answered. */
const paddedTo = 8192;

export function submission(content: object): string {
	const json = JSON.stringify(content);
	const bytes = new TextEncoder().encode(json).length;
	return json + " ".repeat(paddedTo - (bytes % paddedTo));
}

/** Sends a submission. Sending the same one again is harmless: it is stored once. */
export async function send(survey: string, body: string): Promise<Sent> {
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), 30_000);
	try {
		const reply = await fetch(`/s/${survey}/responses`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body,
			credentials: "omit",
			referrerPolicy: "no-referrer",
			cache: "no-store",
			signal: patience.signal,
		});
		if (reply.ok) return { state: "sent" };
		if (reply.status >= 500 || reply.status === 429) return { state: "busy" };
		const { error } = (await reply.json()) as {
			error: { code: string; problems: Problem[] };
		};
		if (
			error.code === "unknown-code" ||
			error.code === "used-code" ||
			error.code === "fieldwork-paused" ||
			error.code === "fieldwork-closed"
		)
			return { state: error.code };
		return { state: "refused", problems: error.problems };
	} catch {
		return { state: "offline" };
	} finally {
		clearTimeout(timer);
	}
}
