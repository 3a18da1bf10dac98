import {
	type Agreement,
	agreement,
} from "../../analysis/open-answers/agreement.ts";
import {
	type OpenCode,
	openCodes,
} from "../../analysis/open-answers/code-frame.ts";
import {
	type Identity,
	markIdentities,
} from "../../analysis/open-answers/mark-identities.ts";
import { nameWords } from "../../survey-definitions/name-words.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import {
	codedAnswers,
	framesOf,
	mentions,
	type QuestionCounts,
} from "../open-answers.ts";

export interface ListedAnswer {
	id: string;
	question: string;
	/** What was written; gone once it is masked. */
	written?: string;
	/** Pieces of `written` that may point at somebody. */
	identities?: Identity[];
	/** null: left out. Absent before masking. */
	masked?: string | null;
	/** "mine": this person has coded it and another has not yet; "theirs" is for the third opinion alone. */
	state: "to-mask" | "left-out" | "to-code" | "mine" | "to-settle" | "settled";
	/** Of the person who asks, or settled ones. */
	codes?: string[];
	/** The two that differ, for a third opinion. */
	differing?: string[][];
	quotation?: {
		passage: string;
		code: string;
		chosenBy: string;
		approvedBy: string | null;
	};
}

export interface OpenAnswersState {
	codes: OpenCode[];
	/** By question, what its texts may be coded as: beside "other" of a closed question the answers that it offered. */
	frames: Record<string, OpenCode[]>;
	answers: ListedAnswer[];
	agreement: Agreement;
	mentions: QuestionCounts[];
}

/** What is left to do with the open answers of a closed survey, for one person: nobody sees another's codes before a third opinion. */
export async function listOpenAnswers(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	by: string,
): Promise<OpenAnswersState> {
	await closedSurveyRow(store, surveyId);
	const coded = await codedAnswers(store, surveyId);
	const known = new Map(coded.map((answer) => [answer.id, answer]));
	const quotations = new Map(
		(await store.quotations(surveyId)).map((one) => [one.id, one]),
	);
	const written = await store.textsToRead(surveyId);
	const frameOf = await framesOf(store, surveyId);
	const answers = written.map(({ id, question, body }): ListedAnswer => {
		const answer = known.get(id);
		if (!answer)
			return {
				id,
				question,
				written: body,
				identities: markIdentities(body, nameWords),
				state: "to-mask",
			};
		const { masked, codings, settled } = answer;
		const base = { id, question, masked };
		if (masked === null) return { ...base, state: "left-out" };
		const own = codings.find(({ coder }) => coder === by)?.codes;
		if (settled.state === "settled") {
			const quoted = quotations.get(id);
			return {
				...base,
				state: "settled",
				codes: settled.codes,
				...(quoted
					? {
							quotation: {
								passage: quoted.passage,
								code: quoted.code,
								chosenBy: quoted.chosenBy,
								approvedBy: quoted.approvedBy,
							},
						}
					: {}),
			};
		}
		if (settled.state === "differs")
			return own
				? { ...base, state: "mine", codes: own }
				: {
						...base,
						state: "to-settle",
						differing: codings.map(({ codes }) => codes),
					};
		return own
			? { ...base, state: "mine", codes: own }
			: { ...base, state: "to-code" };
	});
	return {
		codes: openCodes,
		frames: Object.fromEntries(
			[...new Set(written.map(({ question }) => question))].map((question) => [
				question,
				frameOf(question),
			]),
		),
		answers,
		agreement: agreement(
			// Of one frame: coding back to a question's own answers is another task.
			coded
				.filter(({ question }) => frameOf(question) === openCodes)
				.map(({ codings }) => codings),
			openCodes.map(({ code }) => code),
		),
		mentions: await mentions(store, surveyId),
	};
}
