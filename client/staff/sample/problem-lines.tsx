import type { PlanProblem } from "../../../analysis/sampling/plan-problem.ts";
import type { StratumKey } from "../../../analysis/sampling/sample-plan.ts";
import { whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { sentence } from "./frame-findings.tsx";

/** What is wrong, what mends it, and a button where a merge does. */
export function ProblemLines({
	problems,
	onMerge,
	nameOf = (key) => key,
}: {
	problems: readonly PlanProblem[];
	/** Absent where nothing can be changed. */
	onMerge?: ((merges: StratumKey[][]) => void) | undefined;
	nameOf?: (key: StratumKey) => string;
}) {
	const { t, say, language } = useWords();
	const words = t.sample.plan;
	if (problems.length === 0) return null;
	return (
		<ul class="plan-problems">
			{problems.map(({ code, row, unit, stratum, remedy, merges }, at) => {
				const where = [
					row === null ? "" : fill(words.row, { n: whole(row, language) }),
					unit === null ? "" : fill(words.unit, { id: unit }),
				]
					.filter(Boolean)
					.join(", ");
				return (
					<li key={`${code} ${stratum} ${row} ${at}`}>
						{where && `${where}: `}
						{where ? say(remedy) : sentence(say(remedy))}.
						{onMerge && merges && merges.length > 0 && (
							<>
								{" "}
								<button type="button" onClick={() => onMerge(merges)}>
									{fill(words.merge, {
										strata: merges
											.map((keys) => keys.map(nameOf).join(" + "))
											.join("; "),
									})}
								</button>
							</>
						)}
					</li>
				);
			})}
		</ul>
	);
}
