import type { QuestionnaireText } from "../../../server/actions/describe-survey.ts";
import { Problem } from "../problem.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { questionnaireText } from "./api.ts";

type Element = QuestionnaireText["sections"][number]["elements"][number];

/** The questionnaire to be read through, with codes and conditions. */
export function TextView({
	survey,
	onLoggedOut,
}: {
	survey: string;
	onLoggedOut: () => void;
}) {
	const { t, say } = useWords();
	const loaded = useLoaded(survey, () => questionnaireText(survey));
	useLeave(loaded.error, onLoggedOut);
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const { sections, scales } = loaded.data;
	return (
		<div class="questions-text">
			<p class="measure quiet">{t.questionnaire.text.intro}</p>
			{sections.map((section) => (
				<section key={section.id}>
					<h2>{say(section.title)}</h2>
					<dl>
						{section.elements.map((element) => (
							<Question key={element.name} element={element} scales={scales} />
						))}
					</dl>
				</section>
			))}
		</div>
	);
}

function Question({
	element,
	scales,
}: {
	element: Element;
	scales: QuestionnaireText["scales"];
}) {
	const { t, say } = useWords();
	const words = t.questionnaire.text;
	const scale = "scale" in element && element.scale ? element.scale : undefined;
	const options = [
		...(scale ? (scales[scale] ?? []) : []),
		...(("options" in element && element.options) || []),
	];
	return (
		<>
			<dt>
				<span class="code">{element.name}</span>
				<small>{words.kinds[element.kind]}</small>
			</dt>
			<dd>
				<p>
					{say(element.kind === "calculate" ? element.label : element.text)}
				</p>
				{element.kind === "battery" && (
					<ul>
						{element.items.map(({ name, text }) => (
							<li key={name}>
								<span class="code">{name}</span> {say(text)}
							</li>
						))}
					</ul>
				)}
				{options.length > 0 && (
					<p class="quiet">
						{options
							.map(({ code, text }) => `${code} ${say(text)}`)
							.join(" · ")}
					</p>
				)}
				{element.kind === "calculate" && (
					<p class="expression">{element.calculate}</p>
				)}
				{"relevant" in element && element.relevant && (
					<p class="quiet">
						{words.asked} <span class="expression">{element.relevant}</span>
					</p>
				)}
			</dd>
		</>
	);
}
