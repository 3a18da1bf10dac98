import { say } from "../../survey-definitions/languages.ts";
import type { Piece } from "../../survey-definitions/survey.ts";
import { type App, consentScreen, sendScreen } from "./app.tsx";
import { OneChoice, type QuestionProps } from "./one-choice.tsx";
import type { Screen } from "./screens.ts";
import { Tools, Waiting } from "./view.tsx";

/** One question, or one item of a battery. */
export function QuestionScreen({ app, screen }: { app: App; screen: Screen }) {
	const { survey, words, answers, saved, rest, ahead, screens } = app;
	const { question, section } = screen.asked;
	const index = screens.indexOf(screen);
	const word = (text: string, pieces?: Record<string, Piece<string>>) =>
		rest && ahead
			? rest.later.wording(text, pieces, rest.survey, ahead.flow.scope)
			: text;
	const said = (text: string | undefined) =>
		text && word(text, question.pieces);

	function next() {
		if (question.required && answers[screen.key] === undefined)
			return app.show({ advice: words.chooseFirst });
		app.withRest((whole) => {
			const { constraint, constraintMessage } = question;
			const { holds } = whole.rest.later;
			if (
				constraint &&
				answers[screen.key] !== undefined &&
				!holds(constraint, whole.ahead.flow.scope)
			)
				return app.show({
					advice: constraintMessage ?? whole.rest.words.problem,
				});
			const isLast = screen.key === whole.screens.at(-1)?.key;
			if (whole.ahead.flow.ended && isLast)
				whole.rest.later.endWithout(whole, "screened");
			else app.goOn(screen);
		});
	}

	const props: QuestionProps = {
		survey,
		screen,
		word: (text) => said(text) ?? "",
		answers,
		text: saved.texts[question.name] ?? "",
		rest,
		choicesOf: (name) =>
			ahead?.flow.asked.find((one) => one.question.name === name)?.choices ??
			[],
		onAnswer(given, byPointer) {
			const changed = { ...saved.answers };
			for (const [name, answer] of Object.entries(given))
				if (answer === undefined) delete changed[name];
				else changed[name] = answer;
			app.advice = "";
			app.keep({ answers: changed });
			if (screen.item && byPointer) app.goOnSoon(screen);
		},
		onText: (text) =>
			app.keep({ texts: { ...saved.texts, [question.name]: text } }),
		tooMany: app.tooMany,
		onTooMany: () => app.show({ tooMany: true }),
	};
	const isOne = question.kind === "single" || question.kind === "battery";

	return (
		<>
			<header>
				<p class="part">
					{say(words.part, {
						section: rest ? rest.survey.sections.indexOf(section) + 1 : 1,
						of: app.sectionCount,
					})}
				</p>
				<Tools app={app} />
			</header>
			<main key={screen.key}>
				{screen.opensSection && (
					<p class="section">
						{section.title}
						{section.intro && (
							<span>{word(section.intro, section.pieces)}</span>
						)}
					</p>
				)}
				{question.lead && screen.opensQuestion && (
					<p class="lead">{said(question.lead)}</p>
				)}
				{screen.item && (
					<p id="stem" class="stem">
						{said(question.text)}
					</p>
				)}
				<h1 id="question" tabIndex={-1}>
					{screen.item ? screen.item.text : said(question.text)}
				</h1>
				{question.hint && <p class="hint">{said(question.hint)}</p>}
				{isOne ? (
					<OneChoice {...props} />
				) : (
					rest && <rest.later.Question {...props} rest={rest} />
				)}
				{!rest && (app.whenRest || !isOne) ? (
					<Waiting app={app} />
				) : (
					<p class="advice" role="alert">
						{app.advice ||
							(app.where === "page" && screen.opensSection
								? rest?.words.placePage
								: "")}
					</p>
				)}
			</main>
			<nav>
				{rest && <rest.later.AtHand {...props} rest={rest} />}
				<button
					class="quiet"
					type="button"
					onClick={() => app.go(screens[index - 1]?.key ?? consentScreen)}
				>
					{words.back}
				</button>
				{rest && saved.mending && (
					<button
						class="quiet"
						type="button"
						onClick={() => app.go(sendScreen)}
					>
						{rest.words.toSend}
					</button>
				)}
				<button class="primary" type="button" onClick={next}>
					{words.next}
				</button>
			</nav>
		</>
	);
}
