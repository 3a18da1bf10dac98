import { useState } from "preact/hooks";
import type { ListedAnswer } from "../../../server/actions/list-open-answers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { code } from "./api.ts";
import type { OpenAnswersView } from "./view.ts";

const most = 5;

/** The next text that this person codes, or gives a third opinion on. */
export function CodeView({ survey, state, onChanged }: OpenAnswersView) {
	const { t } = useWords();
	const words = t.openAnswers;
	const waiting = state.answers.filter((one) =>
		["to-code", "to-settle"].includes(one.state),
	);
	const mine = state.answers.filter((one) => one.state === "mine").length;
	const [next] = waiting;
	return (
		<>
			<p class="measure">{words.code.intro}</p>
			{next ? (
				<>
					<p class="quiet counted">{fill(words.left, { n: waiting.length })}</p>
					<CodeForm
						key={next.id}
						survey={survey}
						answer={next}
						codes={state.frames[next.question] ?? state.codes}
						onChanged={onChanged}
					/>
				</>
			) : (
				<p class="measure">{words.code.nothing}</p>
			)}
			{mine > 0 && <p class="notes">{fill(words.code.waiting, { n: mine })}</p>}
		</>
	);
}

function CodeForm({
	survey,
	answer,
	codes,
	onChanged,
}: {
	survey: string;
	answer: ListedAnswer;
	codes: OpenAnswersView["state"]["codes"];
	onChanged: () => void;
}) {
	const { t, say } = useWords();
	const words = t.openAnswers;
	const work = useWork();
	const [chosen, setChosen] = useState<string[]>([]);
	const [one, other] = answer.differing ?? [];
	return (
		<form
			class="text-work"
			onSubmit={(event) => {
				event.preventDefault();
				void work.run(async () => {
					await code(survey, answer.id, chosen);
					onChanged();
				});
			}}
		>
			<h2>{fill(words.question, { name: answer.question })}</h2>
			<blockquote lang="vi">{answer.masked}</blockquote>
			{one && other && (
				<p class="caution">
					{fill(words.code.differing, {
						one: one.join(", "),
						other: other.join(", "),
					})}
				</p>
			)}
			<fieldset class="codes">
				<legend>{words.code.codes}</legend>
				{codes.map(({ code: name, label }) => (
					<label key={name}>
						<input
							type="checkbox"
							checked={chosen.includes(name)}
							disabled={chosen.length >= most && !chosen.includes(name)}
							onChange={(event) =>
								setChosen(
									event.currentTarget.checked
										? [...chosen, name]
										: chosen.filter((kept) => kept !== name),
								)
							}
						/>
						<span class="code">{name}</span>
						<span>{say(label)}</span>
					</label>
				))}
			</fieldset>
			{work.error && <Problem error={work.error} />}
			<p class="acts">
				<button
					type="submit"
					class="act main"
					disabled={work.isBusy || chosen.length === 0}
				>
					{words.code.save}
				</button>
			</p>
		</form>
	);
}
