import type { MicrodataState } from "../../../server/actions/microdata-state.ts";
import { whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** What k-anonymity says of the choice: combinations by their names, never by their values. */
export function FileCheck({
	state,
	isNew,
}: {
	state: MicrodataState;
	/** Whether it is of the choice on the screen; else it is being made. */
	isNew: boolean;
}) {
	const { t, say, language } = useWords();
	const words = t.files;
	const labelOf = (name: string) => {
		const found = state.identifiers.find((one) => one.name === name);
		return found ? say(found.label) : name;
	};
	const number = (value: number) => whole(value, language);
	return (
		<section aria-busy={!isNew} class={isNew ? "" : "waiting"}>
			<h2>{words.check}</h2>
			<div role="status">
				{!isNew && <p class="quiet">{words.checking}</p>}
				{isNew && state.small.length === 0 && (
					<p class="done">
						{fill(words.safe, {
							k: number(state.k),
							forms: number(state.forms),
						})}
					</p>
				)}
				{state.small.length > 0 && (
					<>
						<p class="caution">{fill(words.few, { k: number(state.k) })}</p>
						<ul class="few">
							{state.small.map((names) => (
								<li key={names.join()}>{names.map(labelOf).join(" × ")}</li>
							))}
						</ul>
					</>
				)}
				{state.told.length > 0 && (
					<>
						<p class="caution">{words.told}</p>
						<ul class="few">
							{state.told.map((name) => (
								<li key={name}>{labelOf(name)}</li>
							))}
						</ul>
					</>
				)}
			</div>
			{state.small.length === 0 && (
				<ul class="facts">
					<li>
						{state.sampling === "non-probability"
							? words.nonProbability
							: state.replicates > 0
								? fill(words.replicates, { n: number(state.replicates) })
								: words.noReplicates}
					</li>
					<li>{words.weights}</li>
					{state.telling.length > 0 && (
						<li>{fill(words.telling, { names: state.telling.join(", ") })}</li>
					)}
				</ul>
			)}
		</section>
	);
}
