import { useEffect, useRef, useState } from "preact/hooks";
import { check } from "../../survey-definitions/check.ts";
import {
	draw,
	toResponse,
	variablesOf,
	walk,
	wording,
} from "../../survey-definitions/flow.ts";
import type { Problem } from "../../survey-definitions/response.ts";
import { lotOfSlip, readSlipCode } from "../../survey-definitions/slip-code.ts";
import type { Piece, Survey } from "../../survey-definitions/survey.ts";
import { CodeForm } from "./code-form.tsx";
import { Consent } from "./consent.tsx";
import { paceOf } from "./pace.ts";
import { Question } from "./question.tsx";
import { random, receipt } from "./random.ts";
import { erase, load, type Saved, save } from "./saved.ts";
import { type Screen, screensOf } from "./screens.ts";
import { type Sent, send, submission } from "./send.ts";
import { strings as stringsOf } from "./strings.ts";
import type { Card, TokenAccess } from "./token-access.ts";

export interface AppProps {
	survey: Survey<string>;
	language: string;
	/** The level of each lot's stratum. */
	lots: Record<string, number>;
	/** From the address; the page takes it out of there at once. */
	code: string | undefined;
	/** In a survey with tokens alone. */
	access?: TokenAccess | undefined;
}

type Ending = "sent" | "declined" | "screened" | "exited" | "closed";

const consentScreen = "consent";
const codeScreen = "code";
const sendScreen = "send";

export function App({ survey, language, lots, code, access }: AppProps) {
	const strings = stringsOf(language, survey.address);
	const isKnown = (one: string) => lotOfSlip(one) in lots;
	const known = code && isKnown(code) ? code : undefined;
	const [saved, setSaved] = useState<Saved>(() => {
		// Another card is another person's: what the tab still holds of the one before is not theirs to see.
		const kept = load(survey.id, survey.version);
		const isOthers = access?.mark
			? kept?.mark && kept.mark !== access.mark
			: code && kept?.code && kept.code !== code;
		const before = isOthers ? undefined : kept;
		const first: Saved = {
			version: survey.version,
			receipt: receipt(),
			draws: draw(survey, random),
			answers: {},
			texts: {},
			at: consentScreen,
			...before,
			// Once there is a token, the code is good for nothing and stays away.
			...(known && !before?.token ? { ...cardOf(access), code: known } : {}),
		};
		// The address no longer holds the code: a change of language would lose it.
		if (known) save(survey.id, first);
		return first;
	});
	const [ending, setEnding] = useState<Ending>();
	const hasEnded = useRef(false);
	const [warn, setWarn] = useState(false);
	const [advice, setAdvice] = useState("");
	const [problems, setProblems] = useState<Problem[]>([]);
	const [sending, setSending] = useState(false);
	const timer = useRef<number | undefined>(undefined);
	// In the open page alone, never saved or sent: only the band that they make leaves the phone.
	const shownAtMs = useRef(0);
	const timesMs = useRef<number[]>([]);

	const { token, code: card } = saved;
	const lot = saved.lot ?? (card && lotOfSlip(card));
	const lotLevel = lot ? lots[lot] : undefined;
	const interview = {
		setting: {
			mode: "self" as const,
			...(lotLevel === undefined ? {} : { lotLevel }),
		},
		draws: saved.draws,
		answers: saved.answers,
	};
	const flow = walk(survey, interview);
	const screens = screensOf(flow.asked);

	function keep(change: Partial<Saved>) {
		clearTimeout(timer.current);
		if (hasEnded.current) return;
		setSaved((before) => {
			const after = { ...before, ...change };
			save(survey.id, after);
			return after;
		});
	}

	function go(at: string) {
		if (flow.answers[saved.at] !== undefined)
			timesMs.current.push(performance.now() - shownAtMs.current);
		setAdvice("");
		setWarn(false);
		keep({ at });
	}

	function end(how: Ending) {
		clearTimeout(timer.current);
		hasEnded.current = true;
		erase(survey.id);
		setEnding(how);
	}

	const [, redraw] = useState(0);
	useEffect(() => {
		if (!access) return;
		access.onChange = () => redraw((times) => times + 1);
		const { fingerprint } = saved;
		if (card && fingerprint) access.check({ code: card, fingerprint });
	}, []);

	/** Fetches the token of a card, and goes on with it; the code is wiped as the token is kept. */
	async function goWithToken(
		card: Pick<Card, "code" | "fingerprint">,
		to: string,
		isTyped = false,
	) {
		if (!access) return;
		const mark = await access.markOf(card.code);
		const before = saved.code === card.code ? saved.blinded : undefined;
		const got = await access.get(
			{ ...card, blinded: before },
			(blinded) => keep({ ...card, mark, blinded }),
			isTyped,
		);
		if (!got) return;
		keep({
			code: "",
			blinded: undefined,
			token: got,
			lot: lotOfSlip(card.code),
		});
		go(to);
	}

	useEffect(() => {
		shownAtMs.current = performance.now();
		scrollTo(0, 0);
		document.getElementById("question")?.focus({ preventScroll: true });
	}, [saved.at, ending]);

	const vote = token ? { token, lot } : { code: card };

	/** Tells that there will be no interview; without a card there is nobody to count. */
	async function endWithout(outcome: "declined" | "screened") {
		const { receipt } = saved;
		end("exited");
		// Before consent no token is fetched: who declines then tells nobody.
		if (access ? !token : !card) return;
		const told = await send(
			survey.id,
			submission({ ...vote, receipt, outcome }),
		);
		if (told.state === "sent") end(outcome);
	}

	async function submit() {
		const form = {
			...vote,
			receipt: saved.receipt,
			response: toResponse(survey, interview, language),
			texts: textsAsked(),
		};
		const pace = paceOf(timesMs.current);
		if (pace) form.response.flags.pace = pace;
		const { problems } = check(survey, form.response, form.texts, lotLevel);
		if (!saved.sent && problems.length > 0)
			return afterSending({ state: "refused", problems });
		const body = saved.sent ?? submission(form);
		keep({ sent: body });
		setAdvice("");
		setSending(true);
		const result = await send(survey.id, body);
		setSending(false);
		afterSending(result);
	}

	function afterSending(result: Sent) {
		if (hasEnded.current) return;
		switch (result.state) {
			case "sent":
				if (token) access?.showReceipt(token);
				return end("sent");
			case "fieldwork-closed":
				return end("closed");
			case "offline":
				return setAdvice(strings.offline);
			case "fieldwork-paused":
				return setAdvice(strings.paused);
			case "busy":
				return setAdvice(strings.busy);
			case "unknown-code":
			case "used-code":
				withoutSent();
				go(codeScreen);
				return setAdvice(
					result.state === "used-code" ? strings.codeUsed : strings.codeUnknown,
				);
			case "refused":
				withoutSent();
				setProblems(result.problems);
				return setAdvice(
					result.problems.length > 0
						? strings.refusedAnswers
						: strings.notAccepted,
				);
		}
	}

	/** The server has said that it kept nothing: answers may be changed again. */
	function withoutSent() {
		if (hasEnded.current) return;
		setSaved(({ sent: _, ...rest }) => {
			save(survey.id, rest);
			return rest;
		});
	}

	/** Open texts that still belong to something asked. */
	const textsAsked = () =>
		Object.fromEntries(
			Object.entries(saved.texts).filter(([name, text]) => {
				const asked = flow.asked.find((one) => one.question.name === name);
				if (!asked || !text.trim()) return false;
				const codes = ([] as number[]).concat(flow.answers[name] ?? []);
				return (
					asked.question.kind === "text" ||
					asked.choices.some((c) => c.otherText && codes.includes(c.code))
				);
			}),
		);

	if (ending)
		return (
			<main class="ending">
				<h1 id="question" tabIndex={-1}>
					{ending === "exited"
						? strings.exited
						: ending === "closed"
							? strings.closed
							: survey.endings[ending]}
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

	const exit = (
		<button class="exit" type="button" onClick={() => end("exited")}>
			{strings.exit}
		</button>
	);

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
				<Consent
					survey={survey}
					strings={strings}
					warn={warn}
					note={access?.words.lost}
					advice={access?.state}
					waiting={access?.isBusy}
					onAgree={(ticked) => {
						if (!ticked) return setWarn(true);
						const first = screens[0]?.key ?? sendScreen;
						if (access && !token) {
							const { fingerprint } = saved;
							return card && fingerprint
								? goWithToken({ code: card, fingerprint }, first)
								: go(codeScreen);
						}
						go(token || card ? first : codeScreen);
						if (code && !token && !card) setAdvice(strings.codeUnknown);
					}}
					onDecline={() => endWithout("declined")}
				/>
			</>
		);

	if (saved.at === codeScreen)
		return (
			<>
				<header>{exit}</header>
				<CodeForm
					strings={strings}
					advice={access?.state || advice}
					card={card}
					access={access}
					onCode={(typed, typedFingerprint) => {
						const read = readSlipCode(typed);
						if (!read) return setAdvice(strings.codeWrong);
						if (!isKnown(read)) return setAdvice(strings.codeUnknown);
						const answered = Object.keys(saved.answers).length > 0;
						const then = answered
							? sendScreen
							: (screens[0]?.key ?? sendScreen);
						if (access) {
							setAdvice("");
							const fingerprint = access.readFingerprint(typedFingerprint);
							return fingerprint
								? goWithToken({ code: read, fingerprint }, then, true)
								: setAdvice(access.words.fingerprintWrong);
						}
						keep({ code: read });
						go(then);
					}}
				/>
			</>
		);

	if (saved.at === sendScreen) {
		const blank = screens.filter(
			({ key, asked }) =>
				asked.question.kind !== "text" &&
				flow.answers[key] === undefined &&
				flow.answers[`${key}_1`] === undefined,
		).length;
		return (
			<>
				<header>{exit}</header>
				<main class="sending">
					<h1 id="question" tabIndex={-1}>
						{strings.sendTitle}
					</h1>
					<p>{strings.sendText(blank)}</p>
					<p class="state" role="status">
						{sending ? strings.sending : strings.notSent}
					</p>
					<p class="advice" role="alert">
						{advice}
					</p>
					{problems.map(({ variable, code }) => {
						const screen = screens.find(({ key, asked }) =>
							asked.question.kind === "ranking"
								? variablesOf(asked.question, []).includes(variable)
								: key === variable,
						);
						const own =
							code === "constraint" && screen?.asked.question.constraintMessage;
						return (
							<p key={variable + code} class="advice">
								{own || strings.problem(code)}{" "}
								{screen && (
									<button
										type="button"
										class="quiet"
										onClick={() => {
											setProblems([]);
											go(screen.key);
										}}
									>
										{strings.seeQuestion}
									</button>
								)}
							</p>
						);
					})}
				</main>
				<nav>
					{!saved.sent && (
						<button
							class="quiet"
							type="button"
							onClick={() => go(screens.at(-1)?.key ?? consentScreen)}
						>
							{strings.back}
						</button>
					)}
					<button
						class="primary"
						type="button"
						disabled={sending}
						onClick={submit}
					>
						{strings.send}
					</button>
				</nav>
			</>
		);
	}

	// A screen that is no longer asked for: on with the first that has no answer.
	const screen = (screens.find(({ key }) => key === saved.at) ??
		screens.find(({ key }) => flow.answers[key] === undefined) ??
		screens.at(-1)) as Screen;
	const index = screens.indexOf(screen);
	const { question, section } = screen.asked;
	const sections = survey.sections;
	const word = (text: string, pieces?: Record<string, Piece<string>>) =>
		wording(text, pieces, survey, flow.scope);
	const said = (text: string | undefined) =>
		text && word(text, question.pieces);

	function next() {
		if (question.required && flow.answers[screen.key] === undefined)
			return setAdvice(strings.chooseFirst);
		if (flow.ended && index === screens.length - 1)
			return endWithout("screened");
		go(screens[index + 1]?.key ?? sendScreen);
	}

	return (
		<>
			<header>
				<p class="part">
					{strings.part(sections.indexOf(section) + 1, sections.length)}
				</p>
				{exit}
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
				<Question
					survey={survey}
					screen={screen}
					word={(text) => said(text) ?? ""}
					answers={flow.answers}
					text={saved.texts[question.name] ?? ""}
					strings={strings}
					choicesOf={(name) =>
						flow.asked.find((one) => one.question.name === name)?.choices ?? []
					}
					onAnswer={(given, byPointer) => {
						setAdvice("");
						const answers = { ...saved.answers };
						for (const [name, answer] of Object.entries(given))
							if (answer === undefined) delete answers[name];
							else answers[name] = answer;
						keep({ answers });
						// A battery moves on by itself, once the tick has been seen.
						if (screen.item && byPointer) {
							const then = screensOf(
								walk(survey, { ...interview, answers }).asked,
							);
							const at = then.findIndex(({ key }) => key === screen.key);
							timer.current = window.setTimeout(
								() => go(then[at + 1]?.key ?? sendScreen),
								350,
							);
						}
					}}
					onText={(text) =>
						keep({ texts: { ...saved.texts, [question.name]: text } })
					}
				/>
				<p class="advice" role="alert">
					{advice}
				</p>
			</main>
			<nav>
				<button
					class="quiet"
					type="button"
					onClick={() => go(screens[index - 1]?.key ?? consentScreen)}
				>
					{strings.back}
				</button>
				<button class="primary" type="button" onClick={next}>
					{strings.next}
				</button>
			</nav>
		</>
	);
}

/** What the address said of the card besides its code. */
const cardOf = (access: TokenAccess | undefined) => ({
	...(access?.fingerprint ? { fingerprint: access.fingerprint } : {}),
	...(access?.mark ? { mark: access.mark } : {}),
});
