// Fetched by those who type their code.
import { readSlipCode } from "../../survey-definitions/slip-code.ts";
import { sendScreen, type WholeApp } from "./app.tsx";

/** For those who type the code; in a survey with tokens, the fingerprint as well. */
export function CodeForm({ app }: { app: WholeApp }) {
	const { access, saved } = app;
	const strings = app.rest.words;
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				const typed = new FormData(event.currentTarget);
				const field = (name: string) => String(typed.get(name) ?? "");
				enter(app, field("code"), field("fingerprint"));
			}}
		>
			<main>
				<h1 id="question" tabIndex={-1}>
					{strings.code}
				</h1>
				<p class="hint">{strings.codeHint}</p>
				<label class="field">
					<input
						type="text"
						class="code"
						name="code"
						autocomplete="off"
						autocapitalize="characters"
						spellcheck={false}
						aria-labelledby="question"
						placeholder="XXXX-XXXX-XXXX-XXXX-XXXXX"
						defaultValue={saved.code ?? ""}
					/>
				</label>
				{access && (
					<label class="field">
						{access.words.fingerprint}
						<input
							type="text"
							class="code"
							name="fingerprint"
							autocomplete="off"
							autocapitalize="none"
							spellcheck={false}
							placeholder="xxxx xxxx xxxx xxxx xxxx"
						/>
						<span class="hint">{access.words.fingerprintHint}</span>
					</label>
				)}
				<p class="advice" role="alert">
					{access?.state || app.advice}
				</p>
				<details>
					<summary>{strings.cardTitle}</summary>
					<p>{strings.cardText}</p>
				</details>
			</main>
			<nav>
				<button class="primary" type="submit" disabled={access?.isBusy}>
					{strings.next}
				</button>
			</nav>
		</form>
	);
}

function enter(app: WholeApp, typed: string, typedFingerprint: string) {
	const { access, saved, screens, rest } = app;
	const { words } = rest;
	const code = readSlipCode(typed);
	if (!code) return app.show({ advice: words.codeWrong });
	if (!rest.later.isKnown(rest, code))
		return app.show({ advice: words.codeUnknown });
	const answered = Object.keys(saved.answers).length > 0;
	const then = answered ? sendScreen : (screens[0]?.key ?? sendScreen);
	if (!access) {
		app.keep({ code });
		return app.goForward(then);
	}
	const fingerprint = access.readFingerprint(typedFingerprint);
	if (!fingerprint) return app.show({ advice: access.words.fingerprintWrong });
	app.advice = "";
	access.enter(app, { code, fingerprint }, then, true);
}
