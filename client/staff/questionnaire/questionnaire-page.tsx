import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { SurveyViews } from "../survey-views.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { AccessView } from "./access-view.tsx";
import { describe } from "./api.ts";
import { CleaningView } from "./cleaning-view.tsx";
import { TextView } from "./text-view.tsx";
import { WaveView } from "./wave-view.tsx";

const views = ["wave", "access", "cleaning", "text"] as const;

export function QuestionnairePage({
	survey,
	view = "wave",
	onLoggedOut,
}: {
	survey: ListedSurvey;
	view?: string;
	/** After a change that the list of surveys shows. */
	onChanged: () => void;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const loaded = useLoaded(`${survey.id} ${survey.status}`, () =>
		describe(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	const shown = views.find((one) => one === view);
	const described = loaded.data;
	return (
		<main class="page work" id="result">
			<SurveyViews
				page="questionnaire"
				survey={survey}
				title={t.questionnaire.title}
				label={t.questionnaire.viewsLabel}
				views={t.questionnaire.views}
				shown={shown}
			/>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{!described ? (
				!loaded.error && <p class="loading">{t.loading}</p>
			) : (
				<>
					{shown !== "text" && described.status !== "preparing" && (
						<p class="caution">{t.questionnaire.fixed}</p>
					)}
					{shown === "wave" ? (
						<WaveView described={described} onSaved={loaded.again} />
					) : shown === "access" ? (
						<AccessView described={described} onSaved={loaded.again} />
					) : shown === "cleaning" ? (
						<CleaningView described={described} onSaved={loaded.again} />
					) : shown === "text" ? (
						<TextView survey={survey.id} onLoggedOut={onLoggedOut} />
					) : (
						<p class="measure">{t.pageNotFound}</p>
					)}
				</>
			)}
		</main>
	);
}
