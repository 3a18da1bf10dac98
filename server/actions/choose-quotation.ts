import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { codedAnswers, mentions } from "../open-answers.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Chooses a passage of a masked answer to be quoted under one of its codes; under a code with too few mentions nobody is quoted. */
export async function chooseQuotation(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	id: string,
	{ passage, code }: { passage: string; code: string },
	by: string,
): Promise<void> {
	const { store } = context;
	await closedSurveyRow(store, surveyId);
	const answer = (await codedAnswers(store, surveyId)).find(
		(one) => one.id === id,
	);
	if (!answer) throw new Refusal("unknown-text");
	const { masked, settled, question } = answer;
	if (
		settled.state !== "settled" ||
		!settled.codes.includes(code) ||
		!masked?.includes(passage)
	)
		throw new Refusal("invalid-request", [
			{ variable: "passage", code: "malformed" },
		]);
	const counted = (await mentions(store, surveyId))
		.find((one) => one.question === question)
		?.codes.find((one) => one.code === code);
	if (!counted?.count) throw new Refusal("too-few-mentions");
	await store.setQuotation({ surveyId, id, code, passage, chosenBy: by });
	await recordAudit(context, by, "choose-quotation", surveyId, { code });
}
