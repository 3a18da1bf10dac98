import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { Consent } from "../../client/respondent/consent.tsx";
import type { FirstPart } from "../../client/respondent/parts.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import {
	spoken as fill,
	type Words,
} from "../../survey-definitions/languages.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { clientAssets } from "../assets.ts";
import { type Spoken, wordsTo } from "../languages.ts";
import { projectRoot } from "../project-root.ts";
import { LanguageLinks } from "./language-links.tsx";
import { Said } from "./said.tsx";
import { translated } from "./translated.ts";

/** A style sheet as it stands in a page. */
export const readStyle = (file: string) =>
	readFileSync(path.join(projectRoot, file), "utf8")
		.replace(/\/\*.*?\*\//gs, "")
		.replace(/\s+/g, " ")
		.replace(/ ?([{};,]) ?/g, "$1")
		.trim();

export const hashOf = (text: string) =>
	`'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The phone's styles stand in the page itself: the first screen takes one round trip. */
const respondentStyle = readStyle("client/respondent/style.css");

export const styleHash = hashOf(respondentStyle);

/** A whole page of the respondent's, with its styles inside. */
export function page(
	{ code, words }: Pick<Spoken, "code" | "words">,
	title: string,
	body: string,
	script = "",
	moreStyle = "",
): string {
	const more = moreStyle && `<style>${moreStyle}</style>`;
	// One frame with all that there is to read, where a browser would draw an empty one first.
	const whole =
		script && `<link rel="expect" href="#waiting" blocking="render">`;
	return `<!doctype html><html lang="${code}" dir="${words.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><link rel="icon" href="data:,">${whole}<style>${respondentStyle}</style>${more}</head><body>${body}${script}</body></html>`;
}

/** The survey's page: the consent screen as it will be, the first question, and where the rest comes from. */
export function respondentPage(
	survey: Survey,
	spoken: Spoken,
	first: FirstPart,
): string {
	const form = translated(survey, spoken.code);
	const { consent } = form;
	const { phone: words, plain } = wordsTo(spoken, form.address);
	const content = render(
		<>
			<header>
				<button class="larger" type="button" disabled aria-label={words.larger}>
					A+
				</button>
				<button class="exit" type="button" disabled>
					{words.exit}
				</button>
			</header>
			<Consent
				words={{
					text: render(
						consentText(
							form,
							words,
							spoken,
							first.tokens &&
								fill(spoken.words.tokens.lost, { you: form.address }),
						),
					),
					agree: consent.agree,
					decline: consent.decline,
				}}
				waiting
			>
				<p id="waiting" class="advice" role="alert">
					{words.loading}
				</p>
			</Consent>
			<noscript>
				<p class="advice">{words.needsScript}</p>
			</noscript>
			{/* It goes once the script has come: until then, or without one, it is the way on. */}
			{!first.tokens && (
				<p class="plain-link">
					<a class="quiet" href={`/s/${survey.id}/plain?lang=${spoken.code}`}>
						{plain.link}
					</a>
				</p>
			)}
		</>,
	);
	const data = JSON.stringify(first).replaceAll("<", "\\u003c");
	return page(
		spoken,
		consent.title,
		`<div id="app">${content}</div>`,
		`<script id="first" type="application/json">${data}</script>${script()}`,
	);
}

const script = () =>
	`<script type="module" src="${clientAssets("respondent").js}"></script>`;

/** What there is to read before anybody consents. The phone takes it from the page. */
function consentText(
	{ id, consent }: Pick<Survey<string>, "id" | "consent">,
	words: Words["phone"],
	spoken: Spoken,
	/** What to know in a survey with tokens. */
	lost: string | undefined,
) {
	const said = (text: string) => (
		<Said text={text} vietnamese={consent.vietnamese} code={spoken.code} />
	);
	return (
		<>
			<LanguageLinks others={spoken.others} />
			<h1>{said(consent.title)}</h1>
			<p class="invitation">{said(consent.invitation)}</p>
			<ul>
				{consent.points.map((point) => (
					<li key={point}>{said(point)}</li>
				))}
			</ul>
			<details>
				<summary>{words.more}</summary>
				<ul>
					{consent.more.map((point) => (
						<li key={point}>{said(point)}</li>
					))}
				</ul>
			</details>
			<p class="links">
				<a href={`/s/${id}/xac-minh?lang=${spoken.code}`}>{words.verify}</a>
				<a href={`/ai-biet-gi?lang=${spoken.code}`}>{words.whoKnows}</a>
			</p>
			<details>
				<summary id="keeping">{words.keepTitle}</summary>
				<fieldset aria-labelledby="keeping">
					{keepings.map(([keeping, text]) => (
						<label key={keeping} class="keeping">
							<input
								type="radio"
								name="keeping"
								value={keeping}
								checked={keeping === "tab"}
								autocomplete="off"
							/>
							<span>{words[text]}</span>
						</label>
					))}
				</fieldset>
			</details>
			{lost && <p>{lost}</p>}
			<label class="sensitive">
				<input id="sensitive" type="checkbox" autocomplete="off" />
				<span>{consent.sensitive.text}</span>
			</label>
		</>
	);
}

const keepings = [
	["tab", "keepTab"],
	["phone", "keepPhone"],
	["shared", "keepShared"],
] as const;

/** Where somebody is led who left in haste: it says nothing of a survey. */
export const leftPage = (spoken: Spoken): string =>
	ending(spoken, "", <p>{spoken.words.phone.left}</p>);

const ending = (spoken: Spoken, title: string, content: VNode, script = "") =>
	page(
		spoken,
		title,
		`<div id="app">${render(<main class="ending">{content}</main>)}</div>`,
		script,
	);

/** After the field has closed; what a phone still holds of it is erased. */
export function closedPage(survey: Survey, spoken: Spoken): string {
	const { address, consent } = translated(survey, spoken.code);
	const { closed } = wordsTo(spoken, address).phone;
	return ending(
		spoken,
		consent.title,
		<>
			<h1>{closed}</h1>
			<p class="links">
				<a href={`/s/${survey.id}/xac-minh?lang=${spoken.code}`}>
					{spoken.words.ballotBox.title}
				</a>
			</p>
		</>,
		script(),
	);
}

/** While the field is paused: whoever is in the middle of answering keeps what is on the phone. */
export function pausedPage(survey: Survey, spoken: Spoken): string {
	const { address, consent } = translated(survey, spoken.code);
	const { pausedTitle, pausedText } = wordsTo(spoken, address).phone;
	return ending(
		spoken,
		consent.title,
		<>
			<h1>{pausedTitle}</h1>
			<p>{pausedText}</p>
		</>,
	);
}

/** Before the field opens; the wave may be incomplete, so nothing of it is shown. */
export function notOpenPage(
	definition: Pick<SurveyDefinition, "title" | "address"> | undefined,
	spoken: Spoken,
): string {
	const said = (text: Text | undefined) =>
		(text as Record<string, string> | undefined)?.[spoken.code] ?? text?.vi;
	const { notOpen } = wordsTo(spoken, said(definition?.address) ?? "").phone;
	const title = said(definition?.title) ?? "Lắng nghe";
	return ending(spoken, title, <h1>{notOpen}</h1>);
}

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
