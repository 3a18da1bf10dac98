import { policyFor } from "../analysis/disclosure/policy.ts";
import { openCodes } from "../analysis/open-answers/code-frame.ts";
import {
	type CodeCount,
	countCodes,
} from "../analysis/open-answers/count-codes.ts";
import {
	type Settled,
	settleCodes,
} from "../analysis/open-answers/settle-codes.ts";
import type {
	OpenAnswerRow,
	OpenCodingRow,
} from "../db/sqlite/open-answers.ts";
import type { Store } from "../db/store.ts";
import { Refusal } from "./refusal.ts";

export interface CodedAnswer extends OpenAnswerRow {
	codings: OpenCodingRow[];
	settled: Settled;
}

/** Nobody reads what people wrote before the field has closed. */
export async function closedSurveyRow(store: Store, surveyId: string) {
	const survey = await store.survey(surveyId);
	if (!survey) throw new Refusal("unknown-survey");
	if (survey.status !== "closed") throw new Refusal("fieldwork-open");
	return survey;
}

/** Masked answers with where the coding of each stands. */
export async function codedAnswers(
	store: Store,
	surveyId: string,
): Promise<CodedAnswer[]> {
	const answers = await store.openAnswers(surveyId);
	const codings = await store.openCodings(surveyId);
	return answers.map((answer) => {
		const own = codings.get(answer.id) ?? [];
		return { ...answer, codings: own, settled: settleCodes(own) };
	});
}

export interface QuestionCounts {
	question: string;
	/** Texts whose codes are settled. */
	settled: number;
	codes: CodeCount[];
}

/** Mentions of each code by question, under the least number that may be told. */
export async function mentions(
	store: Store,
	surveyId: string,
): Promise<QuestionCounts[]> {
	const { definition } = await closedSurveyRow(store, surveyId);
	const { minimumBase } = policyFor(definition.population);
	const byQuestion = Map.groupBy(
		await codedAnswers(store, surveyId),
		({ question }) => question,
	);
	return [...byQuestion].map(([question, answers]) => {
		const settled = answers.flatMap((answer) =>
			answer.settled.state === "settled" ? [answer.settled.codes] : [],
		);
		return {
			question,
			settled: settled.length,
			codes: countCodes(
				settled,
				openCodes.map(({ code }) => code),
				minimumBase,
			),
		};
	});
}
