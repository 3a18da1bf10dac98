import type { WeightProblem } from "../../../analysis/weights/weight-problem.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** What is wrong, where, and what to do: nothing was stored. */
export function WeightProblems({
	title,
	problems,
}: {
	title: string;
	problems: WeightProblem[];
}) {
	const { t, say } = useWords();
	if (problems.length === 0) return null;
	return (
		<div class="problem" role="alert">
			<p>{title}</p>
			<ul>
				{problems.map(({ code, margin, row, remedy }, at) => (
					<li key={`${code} ${at}`}>
						{[
							margin && `“${margin}”`,
							row > 0 && fill(t.weights.margins.line, { n: row }),
						]
							.filter(Boolean)
							.join(", ")}
						: {say(remedy)}.
					</li>
				))}
			</ul>
		</div>
	);
}
