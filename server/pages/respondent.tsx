import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { render } from "preact-render-to-string";
import { Consent } from "../../client/respondent/consent.tsx";
import { strings } from "../../client/respondent/strings.ts";
import type { TokenPlace } from "../../client/respondent/tokens.ts";
import type {
	Language,
	SurveyDefinition,
} from "../../survey-definitions/definition.ts";
import { type Survey, translate } from "../../survey-definitions/survey.ts";
import { clientAssets } from "../assets.ts";
import { speak } from "../languages.ts";
import { projectRoot } from "../project-root.ts";

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
	language: string,
	title: string,
	body: string,
	script = "",
	moreStyle = "",
): string {
	const more = moreStyle && `<style>${moreStyle}</style>`;
	return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><link rel="icon" href="data:,"><style>${respondentStyle}</style>${more}</head><body>${body}${script}</body></html>`;
}

/** The survey's page: the consent screen as it will be, and where the rest comes from. */
export function respondentPage(
	survey: Survey,
	language: Language,
	formAddress: string,
	lotsAddress: string,
	tokens?: TokenPlace,
): string {
	const form = translate(survey, language);
	const words = strings(language, form.address);
	const content = render(
		<>
			<header>
				<button class="exit" type="button" disabled>
					{words.exit}
				</button>
			</header>
			<Consent survey={form} strings={words} waiting />
			<noscript>
				<p class="advice">{words.needsScript}</p>
			</noscript>
			{/* It goes once the script has come: until then, or without one, it is the way on. */}
			{!tokens && (
				<p class="plain-link">
					<a class="quiet" href={`/s/${survey.id}/plain?lang=${language}`}>
						{speak(undefined, language).words.plain.link}
					</a>
				</p>
			)}
		</>,
	);
	const data = {
		form: formAddress,
		lots: lotsAddress,
		language,
		address: form.address,
		...(tokens ? { tokens: JSON.stringify(tokens) } : {}),
	};
	const attributes = Object.entries(data)
		.map(([name, value]) => ` data-${name}="${escaped(value)}"`)
		.join("");
	return page(
		language,
		form.consent.title,
		`<div id="app"${attributes}>${content}</div>`,
		`<script type="module" src="${clientAssets("respondent").js}"></script>`,
	);
}

/** After the field has closed. */
export const closedPage = (survey: Survey, language: Language): string => {
	const form = translate(survey, language);
	return page(
		language,
		form.consent.title,
		`<div id="app">${render(
			<main class="ending">
				<h1>{strings(language, form.address).closed}</h1>
			</main>,
		)}</div>`,
	);
};

/** While the field is paused: whoever is in the middle of answering keeps what is on the phone. */
export const pausedPage = (survey: Survey, language: Language): string => {
	const form = translate(survey, language);
	const words = strings(language, form.address);
	return page(
		language,
		form.consent.title,
		`<div id="app">${render(
			<main class="ending">
				<h1>{words.pausedTitle}</h1>
				<p>{words.pausedText}</p>
			</main>,
		)}</div>`,
	);
};

/** Before the field opens; the wave may be incomplete, so nothing of it is shown. */
export const notOpenPage = (
	definition: Pick<SurveyDefinition, "title" | "address"> | undefined,
	language: Language,
): string =>
	page(
		language,
		definition?.title[language] ?? "Lắng nghe",
		`<div id="app">${render(
			<main class="ending">
				<h1>
					{strings(language, definition?.address[language] ?? "").notOpen}
				</h1>
			</main>,
		)}</div>`,
	);

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
