import type { PlainView } from "../actions/plain-step.ts";
import { wordsTo } from "../languages.ts";
import { CodeField, Form, Go, type Place, whole } from "./plain-frame.tsx";
import { Said } from "./said.tsx";
import { translated } from "./translated.ts";

/** The first page: what is promised, the box for sensitive data, the card's code. */
export function consentPage(
	view: Extract<PlainView, { show: "consent" }>,
	{ surveyId, spoken }: Place,
): string {
	const survey = translated(view.survey, spoken.code);
	const { phone: words, plain } = wordsTo(spoken, survey.address);
	const { consent } = survey;
	const said = (text: string) => (
		<Said text={text} vietnamese={consent.vietnamese} code={spoken.code} />
	);
	const codeProblem = view.problems.find((one) => one !== "tick-first");
	return whole(
		spoken,
		consent.title,
		<Form surveyId={surveyId} spoken={spoken} enter="agree" leave={plain.leave}>
			<main class="consent">
				<input type="hidden" name="receipt" value={view.receipt} />
				<h1>{said(consent.title)}</h1>
				<p class="invitation">{said(consent.invitation)}</p>
				<p>{plain.about}</p>
				{view.problems.length > 0 && (
					<div class="advice again" role="alert">
						<p>{plain.seeBelow}</p>
						{view.problems.map((problem) => (
							<a
								key={problem}
								href={problem === "tick-first" ? "#sensitive" : "#code"}
							>
								{plain.consentProblem[problem]}
							</a>
						))}
					</div>
				)}
				<ul>
					{consent.points.map((point) => (
						<li key={point}>{said(point)}</li>
					))}
				</ul>
				<details>
					<summary>{words.more}</summary>
					<ul>
						{[...consent.more, plain.reload].map((point) => (
							<li key={point}>{said(point)}</li>
						))}
					</ul>
				</details>
				<p class="links">
					<a href={`/s/${surveyId}/xac-minh?lang=${spoken.code}`}>
						{words.verify}
					</a>
					<a href={`/ai-biet-gi?lang=${spoken.code}`}>{words.whoKnows}</a>
				</p>
				<label class="sensitive">
					<input
						id="sensitive"
						type="checkbox"
						name="sensitive"
						value="1"
						checked={view.ticked}
						autocomplete="off"
					/>
					<span>{consent.sensitive.text}</span>
				</label>
				{view.problems.includes("tick-first") && (
					<p class="advice">{plain.consentProblem["tick-first"]}</p>
				)}
				<CodeField
					label={words.code}
					hint={words.codeHint}
					typed={view.typed}
				/>
				{codeProblem && (
					<p class="advice">{plain.consentProblem[codeProblem]}</p>
				)}
				<details>
					<summary>{words.cardTitle}</summary>
					<p>{words.cardText}</p>
				</details>
				<div class="consent-actions">
					<Go look="primary" to="agree">
						{consent.agree}
					</Go>
					<Go look="quiet" to="decline">
						{consent.decline}
					</Go>
				</div>
			</main>
		</Form>,
	);
}
