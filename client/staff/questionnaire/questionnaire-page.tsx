import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { useWords } from "../words.ts";

export function QuestionnairePage({
	survey,
}: {
	survey: ListedSurvey;
	view?: string;
	/** After a change that the list of surveys shows. */
	onChanged: () => void;
	onLoggedOut: () => void;
}) {
	const { t, say } = useWords();
	return (
		<main class="page" id="result">
			<h1>{t.questionnaire.title}</h1>
			<p>{say(survey.title)}</p>
		</main>
	);
}
