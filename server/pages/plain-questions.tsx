import { walk, wording } from "../../survey-definitions/flow.ts";
import { say, type Words } from "../../survey-definitions/languages.ts";
import type { Piece } from "../../survey-definitions/survey.ts";
import type { Trace } from "../../survey-definitions/traces-of-people.ts";
import { interviewOf } from "../actions/plain-answers.ts";
import { askedOn, pagesOf } from "../actions/plain-pages.ts";
import { sealState } from "../actions/plain-state.ts";
import type { PlainView } from "../actions/plain-step.ts";
import { wordsTo } from "../languages.ts";
import { Form, Go, type Place, whole } from "./plain-frame.tsx";
import { PlainQuestion } from "./plain-question.tsx";
import { translated } from "./translated.ts";

/** One page of questions. */
export function questionsPage(
	view: Extract<PlainView, { show: "questions" }>,
	{ surveyId, spoken, pepper }: Place,
): string {
	const { state } = view;
	const survey = translated(view.survey, spoken.code);
	const flow = walk(survey, interviewOf(state, view.lotLevel));
	const { phone: words, plain } = wordsTo(spoken, survey.address);
	const asked = askedOn(view.page, flow);
	const sections = [
		...new Set(pagesOf(view.survey).map(({ section }) => section)),
	];
	const section = survey.sections.find(({ id }) => id === view.page.section);
	const first = flow.asked.find((one) => one.section === section);
	const opensSection = first?.question === asked[0]?.question;
	const word = (text: string, pieces?: Record<string, Piece<string>>) =>
		wording(text, pieces, survey, flow.scope);
	const wrong = [...new Set(view.problems.map(({ variable }) => variable))];
	return whole(
		spoken,
		`${section?.title} – ${survey.title}`,
		<Form
			surveyId={surveyId}
			spoken={spoken}
			enter="next"
			part={say(words.part, {
				section: sections.indexOf(view.page.section) + 1,
				of: sections.length,
			})}
			sealed={sealState(pepper, state)}
			leave={plain.leave}
		>
			<main>
				<h1>{section?.title}</h1>
				{opensSection && section?.intro && (
					<p class="lead">{word(section.intro, section.pieces)}</p>
				)}
				{view.notice && (
					<p class="advice again" role="alert">
						{plain.notice[view.notice]}
					</p>
				)}
				{wrong.length > 0 && (
					<div class="advice again" role="alert">
						<p>{say(plain.seeAgain, { count: wrong.length })}</p>
						{wrong.map((name) => (
							<a key={name} href={`#${anchorOf(name, asked)}`}>
								{titleOf(name, asked, word)}
							</a>
						))}
					</div>
				)}
				{asked.map((one) => (
					<PlainQuestion
						key={one.question.name}
						survey={survey}
						asked={one}
						said={(text) => word(text, one.question.pieces)}
						answers={state.answers}
						texts={state.texts}
						problems={view.problems}
						caution={cautionOf(view.traces[one.question.name], words)}
						words={plain}
						choicesOf={(name) =>
							flow.asked.find(({ question }) => question.name === name)
								?.choices ?? []
						}
					/>
				))}
			</main>
			<nav>
				<Go look="primary" to="next">
					{words.next}
				</Go>
				{!view.isFirst && (
					<Go look="quiet" to="back">
						{words.back}
					</Go>
				)}
				{state.reviewed && (
					<Go look="quiet" to="review">
						{plain.toReview}
					</Go>
				)}
			</nav>
		</Form>,
	);
}

/** The sentence about what may point at somebody. */
const cautionOf = (
	traces: Trace[] | undefined,
	words: Words["phone"],
): string | undefined =>
	traces &&
	say(words.tracesFound, {
		what: traces.map((trace) => words.traces[trace]).join(", "),
	});

type AskedList = ReturnType<typeof walk<string>>["asked"];

/** A place in a ranking stands within its question. */
function anchorOf(variable: string, asked: AskedList): string {
	const isOwn = asked.some(
		({ question, items }) =>
			question.name === variable ||
			items.some((item) => item.name === variable),
	);
	return isOwn ? variable : variable.replace(/_\d+$/, "");
}

function titleOf(
	variable: string,
	asked: AskedList,
	word: (text: string, pieces?: Record<string, Piece<string>>) => string,
): string {
	const name = anchorOf(variable, asked);
	for (const { question, items } of asked) {
		const item = items.find((one) => one.name === name);
		if (item) return item.text;
		if (question.name === name) return word(question.text, question.pieces);
	}
	return "";
}
