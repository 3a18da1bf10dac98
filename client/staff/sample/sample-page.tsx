import { useState } from "preact/hooks";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import type { SampleState } from "../../../server/actions/sample-state.ts";
import { Problem } from "../problem.tsx";
import { SurveyViews } from "../survey-views.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { sampleState } from "./api.ts";
import { DrawnView } from "./drawn-view.tsx";
import { FrameView } from "./frame-view.tsx";
import { type PlanDraft, PlanView } from "./plan-view.tsx";

const views = ["frame", "plan", "drawn"] as const;
type View = (typeof views)[number];

/** Where the work on the sample stands. */
const nextView = ({ frames, drawn }: SampleState): View =>
	frames.length === 0 ? "frame" : drawn ? "drawn" : "plan";

export function SamplePage({
	survey,
	view,
	onChanged,
	onLoggedOut,
}: {
	survey: ListedSurvey;
	view?: string;
	/** After a change that the list of surveys shows. */
	onChanged: () => void;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	const loaded = useLoaded(survey.id, () => sampleState(survey.id));
	// Outlives the change from one part to another: what was typed is not lost.
	const [draft, setDraft] = useState<PlanDraft>();
	useLeave(loaded.error, onLoggedOut);
	const state = loaded.data;
	const known = views.find((one) => one === view);
	const shown = known ?? (state && !view ? nextView(state) : undefined);
	const changed = () => {
		loaded.again();
		onChanged();
	};
	return (
		<main class="page sample" id="result">
			<SurveyViews
				page="sample"
				survey={survey}
				title={t.sample.title}
				label={t.sample.viewsLabel}
				views={t.sample.views}
				shown={shown}
			/>
			{state?.sampling === "non-probability" && state.drawn && (
				<p class="caution">{t.sample.drawn.nonProbability}</p>
			)}
			{loaded.error ? (
				<Problem error={loaded.error} again={loaded.again} />
			) : !state ? (
				<p class="loading">{t.loading}</p>
			) : shown === "frame" ? (
				<FrameView
					survey={survey.id}
					population={survey.population}
					state={state}
					onChanged={changed}
				/>
			) : shown === "plan" ? (
				<PlanView
					survey={survey.id}
					state={state}
					draft={draft}
					onDraft={setDraft}
					onChanged={changed}
				/>
			) : shown === "drawn" ? (
				<DrawnView survey={survey.id} state={state} onChanged={changed} />
			) : (
				<p class="measure">{t.pageNotFound}</p>
			)}
		</main>
	);
}
