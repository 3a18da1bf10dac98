import { useId, useState } from "preact/hooks";
import type { WeightProblem } from "../../../analysis/weights/weight-problem.ts";
import type { WeightRecipe } from "../../../analysis/weights/weight-recipe.ts";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import type { Job } from "../../../server/jobs.ts";
import { hrefOf } from "../address.ts";
import { ApiError } from "../api.ts";
import { JobProgress } from "../job-progress.tsx";
import { NumberInput } from "../number-input.tsx";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { makeWeights } from "./api.ts";
import { WeightProblems } from "./weight-problems.tsx";

export interface RecipeDraft {
	nonresponse: { isOn: boolean; fewest: number; greatest: number };
	margins: string[];
	trim: { isOn: boolean; lower: number; upper: number; rounds: number };
}

/** The rules of sampling.md §5, with every margin there is. */
const usual = ({ margins }: WeightsState): RecipeDraft => ({
	nonresponse: { isOn: true, fewest: 30, greatest: 2.5 },
	margins: margins.map(({ name }) => name),
	trim: { isOn: true, lower: 0.3, upper: 3, rounds: 5 },
});

const recipeOf = (draft: RecipeDraft, known: string[]): WeightRecipe => {
	const margins = draft.margins.filter((name) => known.includes(name));
	const { isOn: adjusts, ...nonresponse } = draft.nonresponse;
	const { isOn: trims, ...trim } = draft.trim;
	return {
		nonresponse: adjusts ? nonresponse : null,
		margins,
		trim: trims && margins.length > 0 ? trim : null,
	};
};

/** How the next version is to be made, and the making of it. */
export function MakeView({
	survey,
	state,
	draft,
	onDraft,
	onMade,
}: {
	survey: string;
	state: WeightsState;
	draft: RecipeDraft | undefined;
	onDraft: (draft: RecipeDraft) => void;
	onMade: () => void;
}) {
	const { t, language } = useWords();
	const words = t.weights.make;
	const [job, setJob] = useState<string>();
	const [isRunning, setIsRunning] = useState(false);
	const [made, setMade] = useState<number>();
	const [problems, setProblems] = useState<WeightProblem[]>([]);
	const [error, setError] = useState<ApiError>();
	const recipe = draft ?? usual(state);
	const { nonresponse, trim } = recipe;
	const known = state.margins.map(({ name }) => name);
	const marginsHref = hrefOf({
		page: "weights",
		survey,
		view: "margins",
		language,
	});
	const final = state.versions.find(({ isFinal }) => isFinal)?.version;

	async function run(event: Event) {
		event.preventDefault();
		setMade(undefined);
		setProblems([]);
		setError(undefined);
		try {
			const { job } = await makeWeights(survey, recipeOf(recipe, known));
			setIsRunning(true);
			setJob(job);
		} catch (failed) {
			if (!(failed instanceof ApiError)) throw failed;
			setError(failed);
		}
	}

	function finished({ result }: Job) {
		const found = result as
			| { version: number }
			| { problems: WeightProblem[] }
			| undefined;
		setIsRunning(false);
		if (found && "problems" in found) setProblems(found.problems);
		if (found && "version" in found) {
			setMade(found.version);
			onMade();
		}
	}

	if (state.forms === null)
		return (
			<>
				<p class="measure">{words.closedOnly}</p>
				<p class="acts">
					<a class="act" href={marginsHref}>
						{words.addMargin}
					</a>
				</p>
			</>
		);
	return (
		<>
			<p class="measure">{words.intro}</p>
			{final !== undefined && (
				<p class="caution">{fill(words.finalNote, { version: final })}</p>
			)}
			<form class="sheet" onSubmit={run}>
				<fieldset>
					<Tick
						label={words.nonresponse}
						isOn={nonresponse.isOn}
						onChange={(isOn) =>
							onDraft({ ...recipe, nonresponse: { ...nonresponse, isOn } })
						}
					/>
					<div class="line">
						<NumberBox
							label={words.fewest}
							value={nonresponse.fewest}
							min={1}
							max={100_000}
							disabled={!nonresponse.isOn}
							onValue={(fewest) =>
								onDraft({ ...recipe, nonresponse: { ...nonresponse, fewest } })
							}
						/>
						<NumberBox
							label={words.greatest}
							value={nonresponse.greatest}
							min={1}
							max={1000}
							disabled={!nonresponse.isOn}
							onValue={(greatest) =>
								onDraft({
									...recipe,
									nonresponse: { ...nonresponse, greatest },
								})
							}
						/>
					</div>
				</fieldset>
				<fieldset>
					<legend>{words.margins}</legend>
					{known.length === 0 && <p>{words.noMargins}</p>}
					{state.margins.map(({ name, body }) => (
						<label key={name} class="choice">
							<input
								type="checkbox"
								checked={recipe.margins.includes(name)}
								onChange={({ currentTarget }) =>
									onDraft({
										...recipe,
										margins: currentTarget.checked
											? [...recipe.margins, name]
											: recipe.margins.filter((one) => one !== name),
									})
								}
							/>
							<span>
								{name}{" "}
								<small>
									{body.source}, {body.version}
								</small>
							</span>
						</label>
					))}
					<p>
						<a href={marginsHref}>{words.addMargin}</a>
					</p>
				</fieldset>
				<fieldset>
					<Tick
						label={words.trim}
						isOn={trim.isOn}
						onChange={(isOn) => onDraft({ ...recipe, trim: { ...trim, isOn } })}
					/>
					<div class="line">
						<NumberBox
							label={words.lower}
							value={trim.lower}
							min={0}
							max={1}
							disabled={!trim.isOn}
							onValue={(lower) =>
								onDraft({ ...recipe, trim: { ...trim, lower } })
							}
						/>
						<NumberBox
							label={words.upper}
							value={trim.upper}
							min={1}
							max={1000}
							disabled={!trim.isOn}
							onValue={(upper) =>
								onDraft({ ...recipe, trim: { ...trim, upper } })
							}
						/>
						<NumberBox
							label={words.rounds}
							value={trim.rounds}
							min={1}
							max={20}
							disabled={!trim.isOn}
							onValue={(rounds) =>
								onDraft({ ...recipe, trim: { ...trim, rounds } })
							}
						/>
					</div>
					<small>{words.trimNeedsMargin}</small>
				</fieldset>
				<div class="save">
					<button
						type="submit"
						class="main"
						id="run-weights"
						disabled={isRunning}
					>
						{words.run}
					</button>
					{error && <Problem error={error} />}
				</div>
			</form>
			{job && <JobProgress key={job} id={job} onDone={finished} />}
			{made !== undefined && (
				<p class="done" role="status">
					{fill(words.done, { version: made })}{" "}
					<a
						href={hrefOf({
							page: "weights",
							survey,
							view: `v${made}`,
							language,
						})}
					>
						{fill(words.see, { version: made })}
					</a>
				</p>
			)}
			<WeightProblems title={words.refused} problems={problems} />
		</>
	);
}

function Tick({
	label,
	isOn,
	onChange,
}: {
	label: string;
	isOn: boolean;
	onChange: (isOn: boolean) => void;
}) {
	return (
		<label class="choice">
			<input
				type="checkbox"
				checked={isOn}
				onChange={({ currentTarget }) => onChange(currentTarget.checked)}
			/>
			<strong>{label}</strong>
		</label>
	);
}

function NumberBox({
	label,
	value,
	onValue,
	...input
}: {
	label: string;
	value: number;
	onValue: (value: number) => void;
	min: number;
	max: number;
	disabled: boolean;
}) {
	const id = useId();
	return (
		<label class="field" for={id}>
			<span>{label}</span>
			<NumberInput {...input} id={id} value={value} onValue={onValue} />
		</label>
	);
}
