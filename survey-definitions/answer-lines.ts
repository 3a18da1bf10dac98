import { dontKnow, refused } from "./definition.ts";
import { type Asked, type Flow, variablesOf, wording } from "./flow.ts";
import type { Answer, FreeTexts } from "./response.ts";
import type { Survey } from "./survey.ts";

/** One question, or one item of a battery, with its answer in words. */
export interface AnswerLine {
	name: string;
	/** What the answer is stored as: of a ranking its places. */
	variables: string[];
	text: string;
	/** Empty where nothing was answered; several lines for a ranking. */
	answer: string;
	/** Free words may be left out without leaving a question blank. */
	counts: boolean;
}

/** What somebody has answered to a question, as it can be read over before it is sent. */
export function answerLines(
	asked: Asked<string>,
	flow: Flow<string>,
	survey: Survey<string>,
	/** As given; an answer that the way through the questionnaire has put aside is still shown. */
	given: { answers: Record<string, Answer>; texts: FreeTexts },
): AnswerLine[] {
	const { question, items } = asked;
	const inWords = (name: string) =>
		labels(given.answers[name], asked, flow, survey);
	if (question.kind === "battery")
		return items.map(({ name, text }) => ({
			name,
			variables: [name],
			text,
			answer: inWords(name),
			counts: true,
		}));
	const { name } = question;
	const names = variablesOf(question, items);
	const answers = names
		.map(inWords)
		.filter(Boolean)
		.map((label, place) =>
			question.kind === "ranking" ? `${place + 1}. ${label}` : label,
		);
	const written = given.texts[name];
	return [
		{
			name,
			variables: [name, ...names],
			text: wording(question.text, question.pieces, survey, flow.scope),
			answer: [...answers, ...(written ? [`“${written}”`] : [])].join("\n"),
			counts: question.kind !== "text",
		},
	];
}

function labels(
	answer: Answer | undefined,
	{ question, choices }: Asked<string>,
	flow: Flow<string>,
	survey: Survey<string>,
): string {
	const from =
		question.kind === "ranking"
			? (flow.asked.find((one) => one.question.name === question.of)?.choices ??
				[])
			: choices;
	return ([] as number[])
		.concat(answer ?? [])
		.map((code) =>
			code === dontKnow
				? survey.dontKnow
				: code === refused
					? survey.refused
					: (from.find((choice) => choice.code === code)?.text ?? String(code)),
		)
		.join("; ");
}
