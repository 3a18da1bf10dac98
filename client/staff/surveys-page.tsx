import type { ListedSurvey } from "../../server/actions/list-surveys.ts";
import { hrefOf } from "./address.ts";
import { whole } from "./numbers.ts";
import { firstPage } from "./side-column.tsx";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

export function SurveysPage({ surveys }: { surveys: ListedSurvey[] }) {
	const { t, say, language } = useWords();
	return (
		<main class="page" id="result">
			<h1>{t.surveys}</h1>
			{surveys.length === 0 ? (
				<p>{t.noSurveys}</p>
			) : (
				<div class="scroll">
					<table class="yearbook register">
						<thead>
							<tr>
								<th scope="col">{t.survey}</th>
								<th scope="col">{t.population}</th>
								<th scope="col">{t.status}</th>
								<th scope="col">{t.responses}</th>
							</tr>
						</thead>
						<tbody>
							{surveys.map(
								({ id, title, population, status, pilotOf, responses }) => (
									<tr key={id}>
										<th scope="row">
											<a
												href={hrefOf({
													page: firstPage(status),
													survey: id,
													language,
												})}
											>
												{say(title)}
											</a>
											<small class="code">
												{id}
												{pilotOf && ` · ${t.questionnaire.pilot} ${pilotOf}`}
											</small>
										</th>
										<td>{t[population]}</td>
										<td class={status}>{t.statuses[status]}</td>
										<td>
											{status !== "closed"
												? fill(t.atLeast, { n: whole(responses, language) })
												: whole(responses, language)}
										</td>
									</tr>
								),
							)}
						</tbody>
					</table>
				</div>
			)}
			<p class="actions">
				<a href={hrefOf({ page: "new-survey", language })}>{t.newSurvey}</a>{" "}
				<a href={hrefOf({ page: "compare", language })}>{t.compare.link}</a>{" "}
				<a href={hrefOf({ page: "outside", language })}>
					{t.compare.outside.link}
				</a>
			</p>
			{surveys.some(({ status }) => status === "open") && (
				<p class="notes">{t.openCountNote}</p>
			)}
		</main>
	);
}
