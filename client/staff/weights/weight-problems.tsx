import type { WeightProblem } from "../../../analysis/weights/weight-problem.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";

/** What is wrong, where, and what to do: nothing was stored. */
export function WeightProblems({
	title,
	problems,
	of,
}: {
	title: string;
	/** The margin that the page is about, which need not be named. */
	of?: string;
	problems: WeightProblem[];
}) {
	const { t, say } = useWords();
	if (problems.length === 0) return null;
	return (
		<div class="problem" role="alert">
			<p>{title}</p>
			<ul>
				{problems.map(({ code, margin, row, remedy }, at) => {
					const where = [
						margin !== of && `“${margin}”`,
						row > 0 && fill(t.weights.margins.line, { n: row }),
					]
						.filter(Boolean)
						.join(", ");
					const sentence = where ? `${where}: ${say(remedy)}` : say(remedy);
					return (
						<li key={`${code} ${at}`}>
							{sentence.slice(0, 1).toLocaleUpperCase()}
							{sentence.slice(1)}.
						</li>
					);
				})}
			</ul>
		</div>
	);
}
