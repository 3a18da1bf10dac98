import { policyFor } from "../analysis/disclosure/policy.ts";
import type { OpenCode } from "../analysis/open-answers/code-frame.ts";
import { codesOfQuestion } from "../analysis/open-answers/codes-of-question.ts";
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
import { codebook } from "../survey-definitions/codebook.ts";
import { compiledSurvey } from "./compiled-survey.ts";
import { closedSurveyRow } from "./field-status.ts";

export interface CodedAnswer extends OpenAnswerRow {
	codings: OpenCodingRow[];
	settled: Settled;
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
	/** What its texts may be coded as. */
	frame: OpenCode[];
}

/** What the texts of each question of a survey may be coded as. */
export async function framesOf(
	store: Store,
	surveyId: string,
): Promise<(question: string) => OpenCode[]> {
	const variables = codebook((await compiledSurvey(store, surveyId)).survey);
	return (question) => codesOfQuestion(question, variables);
}

/** Mentions of each code by question, under the least number that may be told. */
export async function mentions(
	store: Store,
	surveyId: string,
): Promise<QuestionCounts[]> {
	const { definition } = await closedSurveyRow(store, surveyId);
	const { minimumBase } = policyFor(definition.population);
	const frameOf = await framesOf(store, surveyId);
	const byQuestion = Map.groupBy(
		await codedAnswers(store, surveyId),
		({ question }) => question,
	);
	return [...byQuestion].map(([question, answers]) => {
		const settled = answers.flatMap((answer) =>
			answer.settled.state === "settled" ? [answer.settled.codes] : [],
		);
		const frame = frameOf(question);
		return {
			question,
			settled: settled.length,
			codes: countCodes(
				settled,
				frame.map(({ code }) => code),
				minimumBase,
			),
			frame,
		};
	});
}
