import type {
	CheckName,
	CheckPoint,
} from "../../../analysis/fieldwork/checklist.ts";
import type { DesignProblem } from "../../../analysis/sampling/check-design.ts";
import { hrefOf, type SurveyPage } from "../address.ts";
import { fill, type strings } from "../strings.ts";
import { useWords } from "../words.ts";

/** Where each point is dealt with. */
const places: Partial<Record<CheckName, [SurveyPage, string?]>> = {
	wave: ["questionnaire", "wave"],
	controller: ["questionnaire", "wave"],
	hotline: ["questionnaire", "wave"],
	"lot-minimum": ["questionnaire", "wave"],
	"consent-words": ["questionnaire", "wave"],
	sample: ["sample"],
	design: ["sample", "plan"],
	cards: ["field", "cards"],
	"hand-over": ["sample", "drawn"],
	margins: ["weights", "margins"],
	"closing-date": ["questionnaire", "wave"],
};

export function CheckTable({
	survey,
	points,
}: {
	survey: string;
	points: CheckPoint[];
}) {
	const { t, language } = useWords();
	const { checks, life } = t.field;
	return (
		<div class="scroll">
			<table class="yearbook register checks">
				<thead>
					<tr>
						<th scope="col">{life.point}</th>
						<th scope="col">{life.state}</th>
					</tr>
				</thead>
				<tbody>
					{points.map(
						({ name, state, values, definition, design, consent }) => {
							const place = places[name];
							return (
								<tr key={name} id={`check-${name}`} class={state}>
									<th scope="row">
										{place && state !== "met" ? (
											<a
												href={hrefOf({
													page: place[0],
													survey,
													...(place[1] ? { view: place[1] } : {}),
													language,
												})}
											>
												{checks[name].label}
											</a>
										) : (
											checks[name].label
										)}
										{state !== "met" && (
											<small>
												{fill(checks[name].todo, { smallest: "–", ...values })}
											</small>
										)}
										{definition?.map(({ where, message }) => (
											<small key={where + message}>
												<span class="code">{where}</span> {life.unset}
											</small>
										))}
										{consent?.map((fault) => (
											<small key={fault}>{t.field.consent[fault]}</small>
										))}
										{design?.map((problem, at) => (
											<small key={at}>{designSentence(problem, t.field)}</small>
										))}
									</th>
									<td class="state">
										<span aria-hidden="true">
											{state === "met" ? "✓" : state === "warning" ? "!" : "○"}
										</span>{" "}
										{life.states[state]}
									</td>
								</tr>
							);
						},
					)}
				</tbody>
			</table>
		</div>
	);
}

function designSentence(
	{ code, where, values, remedy }: DesignProblem,
	{ design }: (typeof strings)["vi"]["field"],
): string {
	const place =
		where.kind === "survey"
			? design.whole
			: where.kind === "domain"
				? where.domain
				: where.kind === "stratum"
					? where.stratum
					: where.lot;
	const how =
		remedy.action === "merge-strata"
			? fill(design.merge, {
					what: remedy.merges.map((names) => names.join(" + ")).join("; "),
				})
			: remedy.action === "merge-lots"
				? fill(design.merge, { what: remedy.lots.join(" + ") })
				: remedy.action === "add-lots"
					? fill(design.lots, { n: remedy.count })
					: fill(
							remedy.action === "lower-sample" ? design.lower : design.raise,
							{ n: remedy.to },
						);
	return `${fill(design[code], { where: place, ...values })} ${how}`;
}
