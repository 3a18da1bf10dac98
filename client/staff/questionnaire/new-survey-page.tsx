import { useWords } from "../words.ts";

export function NewSurveyPage(_props: {
	onMade: () => void;
	onLoggedOut: () => void;
}) {
	const { t } = useWords();
	return (
		<main class="page" id="result">
			<h1>{t.newSurvey}</h1>
		</main>
	);
}
