import { randomBytes } from "node:crypto";
import type { Submission } from "./respondent.ts";

/** What a phone has to send, and for which card. */
export interface Form {
	surveyId: string;
	code: string;
	submission: Submission;
}

export type Reply = "accepted" | "refused";

const atOnce = 16;
/** One phone in so many loses the reply and sends the same form again. */
const losesReply = 50;
const longestWaitMs = 4000;

/** Sends forms as phones do, several at once; a form whose reply is lost goes out again with the same receipt. */
export async function sendForms(
	url: string,
	forms: Form[],
	onReply: (form: Form, reply: Reply) => void,
): Promise<void> {
	const left = forms.entries();
	const phone = async () => {
		for (const [at, form] of left) {
			const request = requestFor(form);
			if (at % losesReply === 0) await post(url, form, request);
			onReply(form, await post(url, form, request));
		}
	};
	await Promise.all(Array.from({ length: atOnce }, phone));
}

const requestFor = ({ code, submission }: Form): RequestInit => ({
	method: "POST",
	headers: { "content-type": "application/json" },
	body: JSON.stringify({
		code,
		receipt: randomBytes(32).toString("base64url"),
		...submission,
	}),
});

async function post(
	url: string,
	{ surveyId }: Form,
	request: RequestInit,
): Promise<Reply> {
	for (let waitMs = 250; ; waitMs *= 2) {
		const reply = await fetch(`${url}/s/${surveyId}/responses`, request);
		await reply.arrayBuffer();
		if (reply.ok) return "accepted";
		// Only a busy store is worth another try; the phone keeps the form meanwhile.
		if (reply.status !== 503 || waitMs > longestWaitMs) return "refused";
		await new Promise((resolve) => setTimeout(resolve, waitMs));
	}
}
