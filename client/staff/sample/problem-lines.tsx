import { useState } from "preact/hooks";
import type { PlanProblem } from "../../../analysis/sampling/plan-problem.ts";
import type { StratumKey } from "../../../analysis/sampling/sample-plan.ts";
import { whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { sentence } from "./frame-findings.tsx";

const listed = 8;

/** What is wrong, what mends it, and a button where a merge does. */
export function ProblemLines({
	problems,
	onMerge,
	nameOf = (key) => key,
	withPlace = false,
}: {
	problems: readonly PlanProblem[];
	/** Absent where nothing can be changed. */
	onMerge?: ((merges: StratumKey[][]) => void) | undefined;
	nameOf?: (key: StratumKey) => string;
	/** Says the stratum or domain too, where the list does not stand beside it. */
	withPlace?: boolean;
}) {
	const { t, say, language } = useWords();
	const words = t.sample.plan;
	const [shown, setShown] = useState(listed);
	if (problems.length === 0) return null;
	const left = problems.length - shown;
	return (
		<ul class="plan-problems">
			{problems.slice(0, shown).map((problem, at) => {
				const { code, row, unit, stratum, domain, remedy, merges } = problem;
				const where = [
					withPlace && stratum !== null && row === null
						? `${words.stratum} ${nameOf(stratum)}`
						: "",
					withPlace && domain !== null
						? fill(words.newDomain, { n: domain + 1 })
						: "",
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
			{left > 0 && (
				<li>
					<button type="button" onClick={() => setShown(shown + 5 * listed)}>
						{fill(words.leftOut, { n: whole(left, language) })}
					</button>
				</li>
			)}
		</ul>
	);
}
