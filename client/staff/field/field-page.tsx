import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { SurveyViews } from "../survey-views.tsx";
import { useWords } from "../words.ts";
import { CardsView } from "./cards-view.tsx";
import { LedgerView } from "./ledger-view.tsx";
import { LifeView } from "./life-view.tsx";
import { MonitorView } from "./monitor-view.tsx";
import { RemindersView } from "./reminders-view.tsx";

const views = {
	open: LifeView,
	cards: CardsView,
	ledger: LedgerView,
	monitor: MonitorView,
	reminders: RemindersView,
};

export interface FieldViewProps {
	survey: ListedSurvey;
	/** After a change that the list of surveys shows. */
	onChanged: () => void;
	onLoggedOut: () => void;
}

export function FieldPage({
	view,
	...props
}: FieldViewProps & { view?: string }) {
	const { t } = useWords();
	const { survey } = props;
	const usual = survey.status === "preparing" ? "open" : "monitor";
	const shown = (Object.keys(views) as (keyof typeof views)[]).find(
		(one) => one === (view ?? usual),
	);
	const View = shown && views[shown];
	return (
		<main class="page work" id="result">
			<SurveyViews
				page="field"
				survey={survey}
				title={t.field.title}
				label={t.field.viewsLabel}
				views={t.field.views}
				shown={shown}
			/>
			{View ? <View {...props} /> : <p class="measure">{t.pageNotFound}</p>}
		</main>
	);
}
