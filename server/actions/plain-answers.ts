import { check } from "../../survey-definitions/check.ts";
import {
	type Asked,
	toResponse,
	variablesOf,
	walk,
} from "../../survey-definitions/flow.ts";
import { nameWords } from "../../survey-definitions/name-words.ts";
import type {
	Answer,
	Answers,
	FreeTexts,
	Problem,
	ResponseBody,
} from "../../survey-definitions/response.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import {
	type Trace,
	tracesOfPeople,
} from "../../survey-definitions/traces-of-people.ts";
import type { PlainState } from "./plain-state.ts";

/** What is wrong with an answer; the page has one case more than a phone with scripts, which shows no such field. */
export type PlainProblem =
	| Problem
	| { variable: string; code: "other-not-chosen" };

export interface Given {
	/** As it came, the impossible included: `check` names what is wrong with it. */
	sent: Record<string, unknown>;
	/** What can be shown again; `undefined` takes an answer back. */
	answers: Record<string, Answer | undefined>;
	texts: FreeTexts;
}

/** Name of the field for the words that go with "other". */
export const otherTextField = (question: string) => `${question}.text`;

/** The answers to some questions out of the fields of a form. */
export function readGiven(
	asked: Asked<unknown>[],
	fields: URLSearchParams,
): Given {
	const given: Given = { sent: {}, answers: {}, texts: {} };
	for (const { question, items, choices } of asked) {
		for (const name of variablesOf(question, items)) {
			const values = fields.getAll(name).filter((value) => value !== "");
			const codes = values.map(codeOf);
			const sent =
				question.kind !== "multiple" && codes.length < 2 ? codes[0] : codes;
			const isEmpty = codes.length === 0;
			if (!isEmpty) given.sent[name] = sent;
			given.answers[name] =
				!isEmpty && codes.every(Number.isInteger)
					? (sent as Answer)
					: undefined;
		}
		const field =
			question.kind === "text"
				? question.name
				: choices.some((choice) => choice.otherText)
					? otherTextField(question.name)
					: undefined;
		if (field)
			given.texts[question.name] = (fields.get(field) ?? "")
				.replace(/\r\n?/g, "\n")
				.trim();
	}
	return given;
}

/** "3" is a code; " 3", "3.0" and "0x3" are no browser's. */
const codeOf = (value: string) =>
	/^\d{1,6}$/.test(value) ? Number(value) : value;

/** The state with what a page brought; what is taken back is gone, what is not asked on the page stays. */
export function withGiven(state: PlainState, given: Given): PlainState {
	const answers = { ...state.answers };
	for (const [name, answer] of Object.entries(given.answers))
		if (answer === undefined) delete answers[name];
		else answers[name] = answer;
	const texts = { ...state.texts };
	for (const [name, text] of Object.entries(given.texts))
		if (text) texts[name] = text;
		else delete texts[name];
	return { ...state, answers, texts };
}

/** Without scripts nothing is drawn: every item, in the order of the definition, no arm. */
export const interviewOf = (
	{ answers }: PlainState,
	lotLevel: number | undefined,
) => ({
	setting: {
		mode: "plain" as const,
		...(lotLevel === undefined ? {} : { lotLevel }),
	},
	draws: { arms: {}, orders: {} },
	answers,
});

/** The form as it would be sent. */
export function formOf(
	survey: Survey,
	state: PlainState,
	language: string,
	lotLevel: number | undefined,
): { response: ResponseBody; texts: FreeTexts } {
	const interview = interviewOf(state, lotLevel);
	const { asked } = walk(survey, interview);
	const response = toResponse(survey, interview, language);
	const given: Answers = {};
	for (const { question, items } of asked)
		for (const name of variablesOf(question, items))
			if (state.answers[name] !== undefined) given[name] = state.answers[name];
	const texts: FreeTexts = {};
	for (const one of asked) {
		const text = state.texts[one.question.name];
		if (text && takesText(one, state.answers)) texts[one.question.name] = text;
	}
	// What the way through the questionnaire left aside as impossible must still be named to the person.
	return {
		response: { ...response, answers: { ...response.answers, ...given } },
		texts,
	};
}

/** What is wrong on one page, before the next is shown. */
export function problemsOnPage(
	survey: Survey,
	/** The state with what the page brought. */
	state: PlainState,
	asked: Asked<unknown>[],
	{ sent }: Given,
	language: string,
	lotLevel: number | undefined,
): PlainProblem[] {
	const { response, texts } = formOf(survey, state, language, lotLevel);
	const body = { ...response, answers: { ...response.answers, ...sent } };
	const here = new Set(
		asked.flatMap(({ question, items }) => [
			question.name,
			...variablesOf(question, items),
		]),
	);
	const problems: PlainProblem[] = check(
		survey,
		body,
		texts,
		lotLevel,
	).problems.filter(
		({ variable, code }) => here.has(variable) && code !== "screened-out",
	);
	for (const one of asked)
		if (
			one.question.kind !== "text" &&
			state.texts[one.question.name] &&
			!takesText(one, state.answers)
		)
			problems.push({
				variable: one.question.name,
				code: "other-not-chosen",
			});
	return problems;
}

/** What of the words on a page may point at somebody, by question. */
export const tracesIn = (
	asked: Asked<unknown>[],
	{ texts }: PlainState,
): Record<string, Trace[]> =>
	Object.fromEntries(
		asked.flatMap(({ question: { name } }) => {
			const traces = tracesOfPeople(texts[name] ?? "", nameWords);
			return traces.length > 0 ? [[name, traces]] : [];
		}),
	);

function takesText(
	{ question, choices }: Asked<unknown>,
	answers: Answers,
): boolean {
	const codes = ([] as unknown[]).concat(answers[question.name] ?? []);
	return (
		question.kind === "text" ||
		choices.some((choice) => choice.otherText && codes.includes(choice.code))
	);
}
