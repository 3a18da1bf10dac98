import { useEffect } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { SurveyViews } from "../survey-views.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { openAnswers } from "./api.ts";
import { CodeView } from "./code-view.tsx";
import { CountsView } from "./counts-view.tsx";
import { MaskView } from "./mask-view.tsx";
import { QuoteView } from "./quote-view.tsx";

const views = {
	mask: MaskView,
	code: CodeView,
	quote: QuoteView,
	counts: CountsView,
};
type View = keyof typeof views;
const isView = (view: string): view is View => view in views;

/** What people wrote in their own words, from masking to the counts of codes. */
export function OpenAnswersPage({
	survey,
	user,
	view = "mask",
	onLoggedOut,
}: {
	survey: ListedSurvey;
	user: string;
	view?: string;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const words = t.openAnswers;
	const isClosed = survey.status === "closed";
	const loaded = useLoaded(isClosed ? survey.id : undefined, () =>
		openAnswers(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	const shown = isView(view) ? view : undefined;
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const Shown = shown && views[shown];
	return (
		<main class="page work open-answers" id="result">
			<SurveyViews
				page="open-answers"
				survey={survey}
				title={words.title}
				label={words.label}
				views={words.views}
				shown={shown}
			/>
			{!isClosed && <p class="measure">{words.notClosed}</p>}
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{!Shown && <p class="measure">{t.pageNotFound}</p>}
			{loaded.data && loaded.data.answers.length === 0 && (
				<p class="measure quiet">{words.none}</p>
			)}
			{Shown && loaded.data && loaded.data.answers.length > 0 && (
				<Shown
					survey={survey.id}
					user={user}
					state={loaded.data}
					onChanged={loaded.again}
				/>
			)}
		</main>
	);
}
