import { render } from "preact-render-to-string";
import type { Text } from "../../survey-definitions/definition.ts";
import { inLanguage } from "../../survey-definitions/survey.ts";
import type {
	ClosedSurvey,
	GenuineSurvey,
} from "../actions/genuine-surveys.ts";
import { surveyAddress } from "../invitation-address.ts";
import type { Spoken } from "../languages.ts";
import { LanguageLinks } from "./language-links.tsx";
import { page } from "./respondent.tsx";
import { Said } from "./said.tsx";

/** The page against which a respondent holds a card: the same for everyone, with no script and no cookie. */
export function verifyPage(
	surveys: GenuineSurvey[],
	closed: ClosedSurvey[],
	publicUrl: string,
	spoken: Spoken,
): string {
	const t = spoken.words.verify;
	const { code } = spoken;
	const text = (one: Text) => inLanguage(one, code);
	const said = (one: Text) => (
		<Said text={text(one)} vietnamese={[one.vi]} code={code} />
	);
	return page(
		spoken,
		t.title,
		`<div id="app">${render(
			<main class="consent">
				<LanguageLinks others={spoken.others} />
				<h1>{t.title}</h1>
				<p class="invitation">{surveys.length > 0 ? t.intro : t.none}</p>
				{surveys.map((survey) => (
					<section key={survey.id}>
						<h2>{text(survey.title)}</h2>
						<ul>
							<li>
								{t.address}{" "}
								<strong>{surveyAddress(publicUrl, survey.id)}</strong>
							</li>
							<li>
								{t.controller}: {said(survey.controller)}
							</li>
							<li>
								{t.hotline}: {said(survey.hotline)}
							</li>
							{text(survey.closes) && (
								<li>
									{t.closes}: {said(survey.closes)}
								</li>
							)}
							<li>
								{survey.isOpen ? t.open : t.paused}
								{survey.isPilot && ` ${t.pilot}`}
							</li>
						</ul>
					</section>
				))}
				{closed.length > 0 && (
					<section>
						<h2>{t.closedTitle}</h2>
						<p>{t.closedText}</p>
						<ul>
							{closed.map(({ id, title, hasResults }) => (
								<li key={id}>
									<a href={`/s/${id}/xac-minh?lang=${spoken.code}`}>
										{text(title)}
									</a>
									{hasResults && (
										<>
											{" · "}
											<a href={`/s/${id}/ket-qua?lang=${spoken.code}`}>
												{spoken.words.results.title}
											</a>
										</>
									)}
								</li>
							))}
						</ul>
					</section>
				)}
				<h2>{t.never}</h2>
				<ul>
					{t.neverList.map((one) => (
						<li key={one}>{one}</li>
					))}
				</ul>
				<p>{t.otherwise}</p>
				<h2>{t.cardTitle}</h2>
				<p>{t.cardText}</p>
				<p>{t.nothingKept}</p>
			</main>,
		)}</div>`,
	);
}
