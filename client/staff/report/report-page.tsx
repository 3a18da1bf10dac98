import { useEffect } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { SurveyViews } from "../survey-views.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { reportState } from "./api.ts";
import { CheckView } from "./check-view.tsx";
import { MakeView } from "./make-view.tsx";
import { PublishView } from "./publish-view.tsx";
import { SentencesView } from "./sentences-view.tsx";

const views = ["make", "sentences", "check", "publish"] as const;

/** Documents are made here, and files that come back are checked. */
export function ReportPage({
	survey,
	user,
	view,
	query = "",
	onLoggedOut,
}: {
	survey: ListedSurvey;
	user: string;
	view?: string;
	query?: string;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const words = t.report;
	const loaded = useLoaded(`${survey.id} ${survey.status}`, () =>
		reportState(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const shown = view === undefined ? "make" : views.find((one) => one === view);
	return (
		<main class="page work" id="result">
			<SurveyViews
				page="report"
				survey={survey}
				title={words.title}
				label={words.viewsLabel}
				views={words.views}
				shown={shown}
			/>
			{loaded.error ? (
				<Problem error={loaded.error} again={loaded.again} />
			) : !loaded.data ? (
				<p class="loading">{t.loading}</p>
			) : shown === "make" ? (
				<MakeView survey={survey.id} state={loaded.data} />
			) : shown === "sentences" ? (
				<SentencesView
					survey={survey.id}
					state={loaded.data}
					user={user}
					query={query}
				/>
			) : shown === "check" ? (
				<CheckView survey={survey.id} />
			) : shown === "publish" ? (
				<PublishView survey={survey} user={user} />
			) : (
				<p class="measure">{t.pageNotFound}</p>
			)}
		</main>
	);
}
