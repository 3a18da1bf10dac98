import type { DescribedSurvey } from "../../../server/actions/describe-survey.ts";
import { useWords } from "../words.ts";

/** The consent screen's words with the parameters put in as they are typed; what is missing is marked. */
export function ConsentPreview({
	consent,
	say: parameter,
}: {
	consent: DescribedSurvey["consent"];
	/** A parameter's value; undefined while it has none. */
	say: (name: string) => string | undefined;
}) {
	const { t, say } = useWords();
	const filled = (text: string) =>
		text.split(/(\{\{\w+\}\})/).map((part, at) => {
			const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
			if (!name) return part;
			const value = parameter(name);
			return value === undefined ? (
				<mark key={at}>
					{name}: {t.questionnaire.wave.previewMissing}
				</mark>
			) : (
				value
			);
		});
	return (
		<aside class="preview" aria-label={t.questionnaire.wave.preview}>
			<h2>{t.questionnaire.wave.preview}</h2>
			<div class="phone">
				<h3>{filled(say(consent.title))}</h3>
				<p>{filled(say(consent.invitation))}</p>
				<ul>
					{consent.points.map((point, at) => (
						<li key={at}>{filled(say(point))}</li>
					))}
				</ul>
				<ul class="more">
					{consent.more.map((point, at) => (
						<li key={at}>{filled(say(point))}</li>
					))}
				</ul>
				<p class="tick">{say(consent.sensitive.text)}</p>
			</div>
		</aside>
	);
}
