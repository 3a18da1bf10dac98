import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { codedAnswers, framesOf } from "../open-answers.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** One person's codes for one masked answer: as its first or second coder, or as the third opinion where these two differ. */
export async function codeOpenAnswer(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	id: string,
	codes: string[],
	by: string,
): Promise<void> {
	const { store } = context;
	await closedSurveyRow(store, surveyId);
	const answer = (await codedAnswers(store, surveyId)).find(
		(one) => one.id === id,
	);
	if (!answer || answer.masked === null) throw new Refusal("not-masked");
	const frame = (await framesOf(store, surveyId))(answer.question);
	if (!codes.every((code) => frame.some((one) => one.code === code)))
		throw new Refusal("invalid-request", [
			{ variable: "codes", code: "unknown-option" },
		]);
	const { codings, settled } = answer;
	const last = codings.at(-1);
	const isOwn = last?.coder === by && settled.state === "open";
	if (settled.state === "settled") throw new Refusal("coded-already");
	const place = isOwn ? codings.length : codings.length + 1;
	if (
		!(await store.setOpenCoding({
			surveyId,
			id,
			place,
			coder: by,
			codes: [...new Set(codes)].sort(),
		}))
	)
		throw new Refusal("coded-already");
	await recordAudit(context, by, "code-open-answer", surveyId, { place });
}
