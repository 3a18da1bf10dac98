import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** What closing will do with the weights, in the order of the work. */
export function BeforeClosing({ state }: { state: WeightsState }) {
	const { t, say } = useWords();
	const { title, text, steps } = t.weights.before;
	const { kind, question } = state.baseWeight;
	const list: [string, string][] = [
		[
			steps.base,
			kind === "class"
				? fill(steps.baseClass, { question: say(question) })
				: steps.baseHousehold,
		],
		[steps.nonresponse, steps.nonresponseText],
		[steps.outside, steps.outsideText],
		[steps.rake, steps.rakeText],
		[steps.trim, steps.trimText],
	];
	return (
		<>
			<h2>{title}</h2>
			<p class="measure">{text}</p>
			<ol class="recipe-steps">
				{list.map(([name, what]) => (
					<li key={name}>
						<strong>{name}</strong>
						<span>{what}</span>
					</li>
				))}
			</ol>
		</>
	);
}
