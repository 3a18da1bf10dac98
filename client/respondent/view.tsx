import type { ComponentChild } from "preact";
import {
	type App,
	codeScreen,
	consentScreen,
	isWhole,
	sendScreen,
} from "./app.tsx";
import { ConsentScreen } from "./consent-screen.tsx";
import { QuestionScreen } from "./question-screen.tsx";

/** The page as it is now. */
export function view(app: App) {
	const { words, access, saved, rest, ending, screens, answers } = app;
	if (ending)
		return (
			<main class="ending">
				<h1 id="question" tabIndex={-1}>
					{ending === "exited"
						? words.exited
						: { ...rest?.words, ...rest?.survey.endings }[ending]}
				</h1>
				{ending === "elsewhere" && (
					<button
						class="primary"
						type="button"
						onClick={() => location.reload()}
					>
						{rest?.words.goOnHere}
					</button>
				)}
				{ending === "sent" && <p>{rest?.survey.endings.results}</p>}
				{access?.receipt}
			</main>
		);
	const under = (content: ComponentChild) => (
		<>
			<header>
				<Tools app={app} />
			</header>
			{content}
		</>
	);
	if (access?.stop)
		return under(
			<main class="ending">
				<h1 id="question" tabIndex={-1}>
					{access.stop}
				</h1>
			</main>,
		);
	if (saved.at === consentScreen) return under(<ConsentScreen app={app} />);
	if (saved.at !== codeScreen && saved.at !== sendScreen) {
		// A screen that is no longer asked for: on with the first that has no answer.
		const screen =
			screens.find(({ key }) => key === saved.at) ??
			(rest && screens.find(({ key }) => answers[key] === undefined)) ??
			(rest && screens.at(-1));
		if (screen) return <QuestionScreen app={app} screen={screen} />;
	}
	if (!isWhole(app) || (saved.at === codeScreen && !app.codeForm))
		return under(
			<main>
				<Waiting app={app} />
			</main>,
		);
	const Screen =
		saved.at === codeScreen ? app.codeForm : app.rest.later.SendScreen;
	return under(Screen && <Screen app={app} />);
}

/** What stands at the top of every screen. */
export const Tools = ({
	app: { isReady, words, saved, keep, exit },
}: {
	app: App;
}) => (
	<>
		<button
			class="larger"
			type="button"
			disabled={!isReady}
			aria-label={words.larger}
			onClick={() => keep({ size: ((saved.size ?? 0) + 1) % 3 })}
		>
			A+
		</button>
		<button
			class="exit"
			type="button"
			disabled={!isReady}
			onClick={() => exit()}
		>
			{words.exit}
		</button>
	</>
);

/** For somebody who cannot go on before the rest has come. */
export const Waiting = ({
	app: { words, restFailed, retry },
}: {
	app: App;
}) => (
	<p id="waiting" class="advice" role="alert">
		{restFailed ? `${words.loadFailed} ` : words.loading}
		{restFailed && (
			<button class="quiet" type="button" onClick={retry}>
				{words.again}
			</button>
		)}
	</p>
);
