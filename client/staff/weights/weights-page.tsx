import { useEffect, useState } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { SurveyViews } from "../survey-views.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { weightsState } from "./api.ts";
import { FlagsView } from "./flags-view.tsx";
import { MakeView, type RecipeDraft } from "./make-view.tsx";
import type { MarginDraft } from "./margin-draft.ts";
import { MarginsView } from "./margins-view.tsx";
import { VersionsView } from "./versions-view.tsx";

const views = ["versions", "make", "margins", "flags"] as const;

export function WeightsPage({
	survey,
	view,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	view?: string;
	/** After a change that the list of surveys shows. */
	onChanged: () => void;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const words = t.weights;
	const loaded = useLoaded(`${survey.id} ${survey.status}`, () =>
		weightsState(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	// They outlive the change from one part to another: what was typed is not lost.
	const [margin, setMargin] = useState<MarginDraft>();
	const [recipe, setRecipe] = useState<RecipeDraft>();
	const version = /^v(\d+)$/.exec(view ?? "")?.[1];
	const shown =
		version !== undefined || view === undefined
			? ("versions" as const)
			: views.find((one) => one === view);
	useEffect(() => {
		document.title = [words.title, survey.id, t.siteName].join(" – ");
	}, [words, survey.id, t]);
	const state = loaded.data;
	return (
		<main class="page work weights" id="result">
			<SurveyViews
				page="weights"
				survey={survey}
				title={words.title}
				label={words.viewsLabel}
				views={words.views}
				shown={shown}
			/>
			{state?.sampling === "non-probability" && (
				<p class="caution">{words.nonProbability}</p>
			)}
			{loaded.error ? (
				<Problem error={loaded.error} again={loaded.again} />
			) : !state ? (
				<p class="loading">{t.loading}</p>
			) : shown === "versions" ? (
				<VersionsView
					survey={survey.id}
					state={state}
					version={version === undefined ? undefined : Number(version)}
					onChanged={loaded.again}
				/>
			) : shown === "make" ? (
				<MakeView
					survey={survey.id}
					state={state}
					draft={recipe}
					onDraft={setRecipe}
					onMade={loaded.again}
				/>
			) : shown === "margins" ? (
				<MarginsView
					survey={survey.id}
					state={state}
					draft={margin}
					onDraft={setMargin}
					onChanged={loaded.again}
				/>
			) : shown === "flags" ? (
				<FlagsView state={state} />
			) : (
				<p class="measure">{t.pageNotFound}</p>
			)}
		</main>
	);
}
