import { render } from "preact-render-to-string";
import type { Text } from "../../survey-definitions/definition.ts";
import { inLanguage } from "../../survey-definitions/survey.ts";
import type { Spoken } from "../languages.ts";
import { LanguageLinks } from "./language-links.tsx";
import { page } from "./respondent.tsx";

/** The page at `/`: where to go with a card, and for staff. */
export function welcomePage(
	surveys: { id: string; title: Text }[],
	spoken: Spoken,
): string {
	const { welcome: t, verify, whoKnows } = spoken.words;
	const asked = `?lang=${spoken.code}`;
	return page(
		spoken,
		"Lắng nghe",
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1 lang="vi">Lắng nghe</h1>
				<p class="invitation">{surveys.length > 0 ? t.intro : t.none}</p>
				<ul>
					{surveys.map(({ id, title }) => (
						<li key={id}>
							<a href={`/s/${id}${asked}`}>{inLanguage(title, spoken.code)}</a>
						</li>
					))}
				</ul>
				<p class="links">
					<a href={`/xac-minh${asked}`}>{verify.title}</a>
					<a href={`/ai-biet-gi${asked}`}>{whoKnows.title}</a>
				</p>
				<p>
					<a class="quiet" href={`/staff${asked}`}>
						{t.staff}
					</a>
				</p>
			</main>,
		)}</div>`,
	);
}
