import { variablesOf } from "../../survey-definitions/flow.ts";
import { say } from "../../survey-definitions/languages.ts";
import type { Problem } from "../../survey-definitions/response.ts";
import { consentScreen, type WholeApp } from "./app.tsx";
import { KeepHere, placeText } from "./keeping.tsx";
import { ReadOver } from "./read-over.tsx";
import { submit } from "./submit.ts";

/** The last screen before sending. */
export function SendScreen({ app }: { app: WholeApp }) {
	const { words } = app.rest;
	const { screens, answers, sending } = app;
	const count = screens.filter(
		({ key, asked }) =>
			asked.question.kind !== "text" &&
			answers[key] === undefined &&
			answers[`${key}_1`] === undefined,
	).length;
	return (
		<>
			<main class="sending">
				<h1 id="question" tabIndex={-1}>
					{words.sendTitle}
				</h1>
				<p>{say(count ? words.sendTextBlank : words.sendText, { count })}</p>
				<p class="state" role="status">
					{sending
						? words.sending
						: app.isUnsure
							? words.unsure
							: words.notSent}
				</p>
				<p class="advice" role="alert">
					{app.advice}
				</p>
				<p class="hint">{placeText(app)}</p>
				{app.saved.sent &&
					app.where === "tab" &&
					(app.saved.keeping ?? "tab") === "tab" && <KeepHere app={app} />}
				<Look app={app} />
				{app.problems.map((problem) => (
					<Trouble
						key={problem.variable + problem.code}
						app={app}
						problem={problem}
					/>
				))}
			</main>
			<nav>
				{!app.saved.sent && (
					<button
						class="quiet"
						type="button"
						onClick={() => app.go(screens.at(-1)?.key ?? consentScreen)}
					>
						{words.back}
					</button>
				)}
				<button
					class="primary"
					type="button"
					disabled={sending}
					onClick={() => submit(app)}
				>
					{words.send}
				</button>
			</nav>
		</>
	);
}

let isOpen = false;

/** Nothing of the answers is shown until somebody asks for it: others may be looking on. */
function Look({ app }: { app: WholeApp }) {
	const { words } = app.rest;
	return (
		<>
			<button
				class="quiet"
				type="button"
				aria-expanded={isOpen}
				onClick={() => {
					isOpen = !isOpen;
					app.show();
				}}
			>
				{isOpen ? words.readOverClose : words.readOver}
			</button>
			{isOpen ? (
				<ReadOver app={app} />
			) : (
				<p class="hint">{words.readOverHint}</p>
			)}
		</>
	);
}

/** What is wrong with an answer, and the way to it. */
function Trouble({
	app,
	problem: { variable, code },
}: {
	app: WholeApp;
	problem: Problem;
}) {
	const { words } = app.rest;
	const screen = app.screens.find(({ key, asked }) =>
		asked.question.kind === "ranking"
			? variablesOf(asked.question, []).includes(variable)
			: key === variable,
	);
	const own = code === "constraint" && screen?.asked.question.constraintMessage;
	const said: Record<string, string> = {
		"too-long": words.problemTooLong,
		"too-many": words.problemTooMany,
	};
	return (
		<p class="advice">
			{own || said[code] || words.problem}{" "}
			{screen && (
				<button
					type="button"
					class="quiet"
					onClick={() => {
						app.problems = [];
						app.go(screen.key);
					}}
				>
					{words.seeQuestion}
				</button>
			)}
		</p>
	);
}
