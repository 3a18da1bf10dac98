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
						: ending === "closed"
							? rest?.words.closed
							: rest?.survey.endings[ending]}
				</h1>
				{access?.receipt && (
					<details>
						<summary>{access.words.receiptTitle}</summary>
						<p class="code">{access.receipt}</p>
						<p>{access.words.receiptText}</p>
					</details>
				)}
			</main>
		);
	const exit = <Exit app={app} />;
	if (access?.stop)
		return (
			<>
				<header>{exit}</header>
				<main class="ending">
					<h1 id="question" tabIndex={-1}>
						{access.stop}
					</h1>
				</main>
			</>
		);
	if (saved.at === consentScreen)
		return (
			<>
				<header>{exit}</header>
				<ConsentScreen app={app} />
			</>
		);
	if (saved.at !== codeScreen && saved.at !== sendScreen) {
		// A screen that is no longer asked for: on with the first that has no answer.
		const screen =
			screens.find(({ key }) => key === saved.at) ??
			(rest && screens.find(({ key }) => answers[key] === undefined)) ??
			(rest && screens.at(-1));
		if (screen) return <QuestionScreen app={app} screen={screen} />;
	}
	if (!isWhole(app))
		return (
			<>
				<header>{exit}</header>
				<main>
					<Waiting app={app} />
				</main>
			</>
		);
	const { CodeForm, SendScreen } = app.rest.later;
	const Screen = saved.at === codeScreen ? CodeForm : SendScreen;
	return (
		<>
			<header>{exit}</header>
			<Screen app={app} />
		</>
	);
}

export const Exit = ({ app }: { app: App }) => (
	<button
		class="exit"
		type="button"
		disabled={!app.isReady}
		onClick={() => app.end("exited")}
	>
		{app.words.exit}
	</button>
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
