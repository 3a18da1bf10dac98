import {
	type AnswerLine,
	answerLines,
} from "../../survey-definitions/answer-lines.ts";
import { type Asked, type Flow, walk } from "../../survey-definitions/flow.ts";
import { say, type Words } from "../../survey-definitions/languages.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { interviewOf } from "../actions/plain-answers.ts";
import { askedOn, pagesOf } from "../actions/plain-pages.ts";
import type { PlainView } from "../actions/plain-step.ts";
import type { PlainWords } from "./plain-frame.tsx";
import { Go } from "./plain-frame.tsx";
import { problemText } from "./plain-problem.ts";

interface Line extends AnswerLine {
	problem: string;
}

/** The answers by section, folded up: somebody may be looking on. */
export function PlainReview({
	view,
	survey,
	words,
	phone,
}: {
	view: Extract<PlainView, { show: "review" }>;
	survey: Survey<string>;
	words: PlainWords;
	phone: Words["phone"];
}) {
	const flow = walk(survey, interviewOf(view.state, view.lotLevel));
	const pages = pagesOf(view.survey).map((page, index) => ({
		section: page.section,
		index,
		lines: askedOn(page, flow).flatMap((one) =>
			linesOf(one, flow, { view, survey, words }),
		),
	}));
	return (
		<>
			{survey.sections.map((section) => {
				const own = pages.filter(
					(page) => page.section === section.id && page.lines.length > 0,
				);
				if (own.length === 0) return null;
				const lines = own.flatMap((page) => page.lines);
				const counted = lines.filter((line) => line.counts);
				return (
					<details
						class="part-answers"
						key={section.id}
						open={lines.some((line) => line.problem !== "")}
					>
						<summary>
							{section.title}
							<span>
								{say(phone.answered, {
									count: counted.filter((line) => line.answer).length,
									of: counted.length,
								})}
							</span>
						</summary>
						{own.map((page) => (
							<div class="page-answers" key={page.index}>
								<dl>
									{page.lines.map(({ name, text, answer, problem }) => (
										<div key={name}>
											<dt>{text}</dt>
											<dd {...(answer ? {} : { class: "blank" })}>
												{answer || phone.blank}
											</dd>
											{problem && <dd class="advice">{problem}</dd>}
										</div>
									))}
								</dl>
								<Go look="quiet" to={`page:${page.index}`}>
									{words.change}
								</Go>
							</div>
						))}
					</details>
				);
			})}
		</>
	);
}

function linesOf(
	asked: Asked<string>,
	flow: Flow<string>,
	{
		view,
		survey,
		words,
	}: {
		view: Extract<PlainView, { show: "review" }>;
		survey: Survey<string>;
		words: PlainWords;
	},
): Line[] {
	return answerLines(asked, flow, survey, view.state).map((line) => ({
		...line,
		problem: view.problems
			.filter(({ variable }) => line.variables.includes(variable))
			.map((problem) => problemText(problem, asked, words, survey))
			.join(" "),
	}));
}
