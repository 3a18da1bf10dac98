import type { ComponentChildren } from "preact";
import { sealState } from "../actions/plain-state.ts";
import type { PlainView } from "../actions/plain-step.ts";
import { wordsTo } from "../languages.ts";
import { consentPage } from "./plain-consent.tsx";
import {
	addressOf,
	CodeField,
	Form,
	Go,
	type Place,
	whole,
} from "./plain-frame.tsx";
import { questionsPage } from "./plain-questions.tsx";
import { PlainReview } from "./plain-review.tsx";
import { translated } from "./translated.ts";

export function plainPage(view: PlainView, place: Place): string {
	switch (view.show) {
		case "consent":
			return consentPage(view, place);
		case "questions":
			return questionsPage(view, place);
		case "review":
			return reviewPage(view, place);
		default:
			return noticePage(view, place);
	}
}

function reviewPage(
	view: Extract<PlainView, { show: "review" }>,
	{ surveyId, spoken, pepper }: Place,
): string {
	const survey = translated(view.survey, spoken.code);
	const { phone: words, plain } = wordsTo(spoken, survey.address);
	const wantsCode =
		view.trouble === "code-wrong" ||
		view.trouble === "unknown-code" ||
		view.trouble === "used-code";
	return whole(
		spoken,
		`${plain.reviewTitle} – ${survey.title}`,
		<Form
			surveyId={surveyId}
			spoken={spoken}
			enter="send"
			sealed={sealState(pepper, view.state)}
			leave={plain.leave}
		>
			<main>
				<h1>{plain.reviewTitle}</h1>
				{view.trouble && (
					<p class="advice again" role="alert">
						{plain.trouble[view.trouble]}
					</p>
				)}
				{wantsCode && (
					<CodeField
						label={plain.otherCode}
						hint={words.codeHint}
						typed={view.typed}
					/>
				)}
				<p>{plain.reviewText}</p>
				<PlainReview view={view} survey={survey} words={plain} phone={words} />
				<p class="state">{words.notSent}</p>
			</main>
			<nav>
				<Go look="primary" to="send">
					{words.send}
				</Go>
				<Go look="quiet" to="back">
					{words.back}
				</Go>
			</nav>
		</Form>,
	);
}

function noticePage(
	view: Exclude<PlainView, { show: "consent" | "questions" | "review" }>,
	{ surveyId, spoken, fielded }: Place,
): string {
	const survey = translated(fielded, spoken.code);
	const { phone: words, plain } = wordsTo(spoken, survey.address);
	const begin = (
		<a class="quiet" href={addressOf(surveyId, spoken.code)}>
			{plain.fromBeginning}
		</a>
	);
	const [title, text, more] = {
		sent: [
			plain.sentTitle,
			plain.sentText,
			survey.endings.results && <p>{survey.endings.results}</p>,
		],
		declined: [survey.endings.declined, ""],
		screened: [survey.endings.screened, ""],
		left: [plain.leave, plain.left],
		closed: [words.closed, ""],
		tokens: [plain.tokensTitle, plain.tokensText],
		failed: [plain.failedTitle, plain.failedText],
		"too-large": [plain.tooLargeTitle, plain.tooLargeText],
		unreadable: [plain.unreadableTitle, plain.unreadableText, begin],
		"other-survey": [
			plain.otherSurveyTitle,
			plain.otherSurveyText,
			view.show === "other-survey" && (
				<form method="post" action={addressOf(view.survey, spoken.code)}>
					<input type="hidden" name="state" value={view.sealed} />
					<Go look="primary" to="stay">
						{plain.toOtherSurvey}
					</Go>
				</form>
			),
		],
	}[view.show] as [string, string, ComponentChildren?];
	return whole(
		spoken,
		survey.title,
		<main class="ending">
			<h1>{title}</h1>
			{text && <p>{text}</p>}
			{more}
		</main>,
	);
}
