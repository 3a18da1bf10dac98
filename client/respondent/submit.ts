import { toResponse } from "../../survey-definitions/flow.ts";
import { codeScreen, type WholeApp } from "./app.tsx";
import { paceOf } from "./pace.ts";
import { type Sent, send, submission } from "./send.ts";
import { vote } from "./vote.ts";

/** Sends the form; once that has begun, the same text until the server has said what became of it. */
export async function submit(app: WholeApp): Promise<void> {
	if (app.sending || app.ending) return;
	clearTimeout(timer);
	removeEventListener("online", again);
	const { saved, ahead } = app;
	const { survey } = app.rest;
	const { interview } = ahead;
	const form = {
		...vote(saved),
		receipt: saved.receipt,
		response: toResponse(survey, interview, app.rest.language),
		texts: textsAsked(app),
	};
	const pace = paceOf(app.timesMs);
	if (pace) form.response.flags.pace = pace;
	const body = saved.sent ?? submission(form);
	app.advice = "";
	app.sending = true;
	app.keep({ sent: body });
	const mayArrive = navigator.onLine;
	const result = await send(survey.id, body);
	app.sending = false;
	if (app.ending) return;
	app.isUnsure = result.state === "offline" && (mayArrive || app.isUnsure);
	afterSending(app, result);
	if (app.saved.sent) sendAgain(app);
}

let timer: number | undefined;
let waitMs = 5000;
let again = () => {};

/** By itself, as long as the page is open. */
function sendAgain(app: WholeApp) {
	again = () => void submit(app);
	addEventListener("online", again);
	timer = window.setTimeout(again, waitMs);
	waitMs = Math.min(waitMs * 2, 60_000);
}

function afterSending(app: WholeApp, result: Sent) {
	const { words } = app.rest;
	switch (result.state) {
		case "sent":
			if (app.saved.token) app.access?.showReceipt(app.saved.token);
			return app.end("sent");
		case "fieldwork-closed":
			return app.end("closed");
		case "offline":
			return app.show({
				advice: [
					app.where === "phone" ? words.offlineKept : words.offline,
					app.isOfflineReady ? "" : words.noReload,
				].join(" "),
			});
		case "fieldwork-paused":
			return app.show({ advice: words.paused });
		case "busy":
			return app.show({ advice: words.busy });
		case "unknown-code":
		case "used-code":
			// The server has said that it kept nothing: answers may be changed again.
			app.keep({ sent: undefined });
			app.go(codeScreen);
			return app.show({
				advice:
					result.state === "used-code" ? words.codeUsed : words.codeUnknown,
			});
		case "refused": {
			app.keep({ sent: undefined });
			const { problems } = result;
			return app.show({
				problems,
				advice: problems.length > 0 ? words.refusedAnswers : words.notAccepted,
			});
		}
	}
}

/** Open texts that still belong to something asked. */
export const textsAsked = ({ saved, ahead: { flow } }: WholeApp) =>
	Object.fromEntries(
		Object.entries(saved.texts).filter(([name, text]) => {
			const asked = flow.asked.find((one) => one.question.name === name);
			if (!asked || !text.trim()) return false;
			const codes = ([] as number[]).concat(flow.answers[name] ?? []);
			return (
				asked.question.kind === "text" ||
				asked.choices.some((c) => c.otherText && codes.includes(c.code))
			);
		}),
	);
