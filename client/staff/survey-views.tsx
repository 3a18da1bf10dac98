import type { ListedSurvey } from "../../server/actions/list-surveys.ts";
import { hrefOf, type SurveyPage } from "./address.ts";
import { useWords } from "./words.ts";

/** Head of a survey's page: whose it is, what it is about, and its parts. */
export function SurveyViews<V extends string>({
	page,
	survey,
	title,
	label,
	views,
	shown,
}: {
	page: SurveyPage;
	survey: ListedSurvey;
	title: string;
	label: string;
	views: Record<V, string>;
	shown: V | undefined;
}) {
	const { t, say, language } = useWords();
	return (
		<>
			<p class="kicker">
				<span>{say(survey.title)}</span>
				<span class="code">{survey.id}</span>
				{survey.pilotOf && (
					<strong class="pilot-mark">
						{t.questionnaire.pilot} {survey.pilotOf}
					</strong>
				)}
			</p>
			<h1>{title}</h1>
			<nav class="views" aria-label={label}>
				{(Object.entries(views) as [V, string][]).map(([view, words]) => (
					<a
						key={view}
						href={hrefOf({ page, survey: survey.id, view, language })}
						aria-current={view === shown ? "page" : undefined}
					>
						{words}
					</a>
				))}
			</nav>
		</>
	);
}
