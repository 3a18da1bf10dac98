import { useState } from "preact/hooks";
import type { DescribedSurvey } from "../../../server/actions/describe-survey.ts";
import type {
	CleaningProblem,
	CleaningRule,
} from "../../../survey-definitions/cleaning.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { setCleaning } from "./api.ts";

const empty: CleaningRule = {
	name: "",
	label: { vi: "", en: "" },
	when: "",
	effect: "flag",
};

export function CleaningView({
	described,
	onSaved,
}: {
	described: DescribedSurvey;
	onSaved: () => void;
}) {
	const { t, say } = useWords();
	const words = t.questionnaire.cleaning;
	const isFixed = described.status !== "preparing";
	const [rules, setRules] = useState(described.cleaning);
	const [problems, setProblems] = useState<CleaningProblem[]>([]);
	const [state, setState] = useState<"saved" | "unsaved">();
	const work = useWork();
	const edit = (at: number, change: Partial<CleaningRule>) => {
		setState("unsaved");
		setRules(
			rules.map((rule, place) =>
				place === at ? { ...rule, ...change } : rule,
			),
		);
	};
	const wrong = (at: number, field: CleaningProblem["field"]) =>
		problems
			.filter((one) => one.rule === at && one.field === field)
			.map(({ code, detail, place }) => (
				<small key={code + detail} class="wrong" role="alert">
					{fill(words.errors[code], {
						detail: place ? say(place) : detail,
					})}
				</small>
			));
	return (
		<form
			class="sheet wide"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(async () => {
					const { problems } = await setCleaning(described.id, rules);
					setProblems(problems);
					setState(problems.length > 0 ? "unsaved" : "saved");
					if (problems.length === 0) onSaved();
				});
			}}
		>
			<p class="measure">{words.intro}</p>
			<p class="measure quiet">
				{fill(words.expressions, { a: "${CB_L1} = 6" })}
			</p>
			{rules.length === 0 ? (
				<p class="measure quiet">{words.none}</p>
			) : (
				<div class="scroll">
					<table class="yearbook register rules">
						<thead>
							<tr>
								<th scope="col">{words.name}</th>
								<th scope="col">{words.labelVi}</th>
								<th scope="col">{words.labelEn}</th>
								<th scope="col">{words.when}</th>
								<th scope="col">{words.effect}</th>
								{!isFixed && <th />}
							</tr>
						</thead>
						<tbody>
							{rules.map((rule, at) => (
								<tr key={at}>
									<th scope="row">
										<input
											id={`rule-${at}-name`}
											aria-label={words.name}
											disabled={isFixed}
											value={rule.name}
											onInput={(event) =>
												edit(at, { name: event.currentTarget.value })
											}
										/>
										{wrong(at, "name")}
									</th>
									{(["vi", "en"] as const).map((language) => (
										<td key={language}>
											<textarea
												id={`rule-${at}-${language}`}
												lang={language}
												rows={3}
												aria-label={
													language === "vi" ? words.labelVi : words.labelEn
												}
												disabled={isFixed}
												value={rule.label[language]}
												onInput={(event) =>
													edit(at, {
														label: {
															...rule.label,
															[language]: event.currentTarget.value,
														},
													})
												}
											/>
											{language === "vi" && wrong(at, "label")}
										</td>
									))}
									<td>
										<textarea
											id={`rule-${at}-when`}
											class="expression"
											rows={3}
											spellcheck={false}
											aria-label={words.when}
											disabled={isFixed}
											value={rule.when}
											onInput={(event) =>
												edit(at, { when: event.currentTarget.value })
											}
										/>
										{wrong(at, "when")}
									</td>
									<td>
										<select
											id={`rule-${at}-effect`}
											aria-label={words.effect}
											disabled={isFixed}
											value={rule.effect}
											onChange={(event) =>
												edit(at, {
													effect: event.currentTarget
														.value as CleaningRule["effect"],
												})
											}
										>
											<option value="flag">{words.effects.flag}</option>
											<option value="outside">{words.effects.outside}</option>
										</select>
									</td>
									{!isFixed && (
										<td>
											<button
												type="button"
												aria-label={`${words.remove} ${rule.name}`}
												onClick={() => {
													setState("unsaved");
													setProblems([]);
													setRules(rules.filter((_, place) => place !== at));
												}}
											>
												{words.remove}
											</button>
										</td>
									)}
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			{!isFixed && (
				<div class="save">
					<button
						type="button"
						onClick={() => {
							setState("unsaved");
							setRules([...rules, empty]);
						}}
					>
						{words.add}
					</button>
					{problems.length > 0 && (
						<p class="problem" role="alert">
							{t.questionnaire.notSaved}
						</p>
					)}
					{work.error && <Problem error={work.error} />}
					<button class="main" type="submit" disabled={work.isBusy}>
						{t.questionnaire.save}
					</button>
					<span role="status">{state && t.questionnaire[state]}</span>
				</div>
			)}
		</form>
	);
}
