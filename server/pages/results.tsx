import { render } from "preact-render-to-string";
import type { PublishedResults } from "../../analysis/report/published-results.ts";
import { shortDate } from "../../analysis/report/vi-format.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { say } from "../../survey-definitions/languages.ts";
import { inLanguage } from "../../survey-definitions/survey.ts";
import type { Spoken } from "../languages.ts";
import { LanguageLinks } from "./language-links.tsx";
import { hashOf, page, readStyle } from "./respondent.tsx";

const style = readStyle("server/pages/results.css");

export const resultsStyleHash = hashOf(style);

/** Where respondents were told that results will be, before they are. */
export const notPublishedPage = (title: Text, spoken: Spoken): string =>
	page(
		spoken,
		spoken.words.results.title,
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1>{inLanguage(title, spoken.code)}</h1>
				<p>{spoken.words.results.notYet}</p>
			</main>,
		)}</div>`,
	);

/** What respondents were promised: the main results, for anybody to read. No script, no cookie. */
export function resultsPage(
	survey: { id: string; title: Text },
	results: PublishedResults,
	spoken: Spoken,
): string {
	const t = spoken.words.results;
	const { headlines, responses, opened, closed, isProbability } = results;
	const isVietnamese = spoken.code === "vi";
	return page(
		spoken,
		t.title,
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1>{t.title}</h1>
				<p>
					<strong>{inLanguage(survey.title, spoken.code)}</strong>
				</p>
				{responses !== null && (
					<p class="invitation">
						{say(t.intro, {
							n: responses.toLocaleString(isVietnamese ? "vi-VN" : "en"),
						})}
					</p>
				)}
				{opened && closed && <p>{say(t.field, { opened, closed })}</p>}
				{!isVietnamese && headlines.length > 0 && <p>{t.onlyVietnamese}</p>}
				{headlines.length === 0 && <p>{t.few}</p>}
				<ol class="headlines" lang="vi">
					{headlines.map(({ number, sentence }) => (
						<li key={sentence}>
							<strong>{number}</strong>
							<p>{sentence}</p>
						</li>
					))}
				</ol>
				<p>{isProbability ? t.method : t.noProbability}</p>
				<p>
					<a href={`/s/${survey.id}/ket-qua.pdf`}>{t.pdf}</a>
				</p>
				<p>
					<a href={`/s/${survey.id}/xac-minh?lang=${spoken.code}`}>{t.box}</a>
				</p>
				<h2>{t.hash}</h2>
				<p class="digits">{results.dataHash}</p>
				<p>{say(t.published, { day: shortDate(results.publishedOn) })}</p>
			</main>,
		)}</div>`,
		"",
		style,
	);
}
