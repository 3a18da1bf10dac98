import type { PreviewStratum } from "../../../analysis/sampling/preview-sample.ts";
import type {
	SamplePlan,
	StratumKey,
} from "../../../analysis/sampling/sample-plan.ts";
import { whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import { NumberField } from "./number-field.tsx";
import type { PlanEdit } from "./plan-view.tsx";
import { ProblemLines } from "./problem-lines.tsx";

/** Every stratum with its PSUs, lots and cards, and under it what is wrong with it. */
export function PlanStrata({ plan, page, isLocked, change, merge }: PlanEdit) {
	const { t, say, language } = useWords();
	const words = t.sample.plan;
	const { strata, problems } = page.preview;
	const isQuota = plan.sampling === "quota";
	const isDirect = !isQuota && plan.allocation === null;
	const byKey = new Map(strata.map((stratum) => [stratum.key, stratum]));
	const nameOf = (key: StratumKey) => {
		const label = byKey.get(key)?.label;
		return label ? `«${say(label)}»` : key;
	};
	const set = (
		record: "psus" | "reserveLots" | "quotas",
		{ key, members }: PreviewStratum,
		value: number,
	) => {
		// One number for a merged stratum takes the place of its members'.
		const kept = Object.entries(plan[record]).filter(
			([other]) => other !== key && !members.includes(other),
		);
		change({
			...plan,
			[record]: { ...Object.fromEntries(kept), [key]: value },
		});
	};
	if (strata.length === 0) return null;
	return (
		<section>
			<h2>{words.strata}</h2>
			<div class="scroll">
				<table class="yearbook wide" id="plan-strata">
					<thead>
						<tr>
							<th scope="col">{words.stratum}</th>
							<th scope="col">{words.units}</th>
							<th scope="col">{words.people}</th>
							{isQuota ? (
								<th scope="col">{words.quota}</th>
							) : (
								<>
									<th scope="col">{words.psus}</th>
									<th scope="col">{words.reserve}</th>
								</>
							)}
							<th scope="col">{words.lots}</th>
							<th scope="col">{words.cards}</th>
							<th scope="col">{words.forms}</th>
							{!isQuota && <th scope="col">{words.df}</th>}
						</tr>
					</thead>
					<tbody>
						{strata.map((stratum) => {
							const { key, label, certain, members } = stratum;
							const own = problems.filter(
								(problem) =>
									!certain && problem.stratum === key && problem.row === null,
							);
							return (
								<tr key={key}>
									<th scope="row">
										{say(label)}
										{!certain && members.length > 1 && !isLocked && (
											<small>
												<button
													type="button"
													onClick={() => change(withoutMerge(plan, members))}
												>
													{words.unmerge}
												</button>
											</small>
										)}
										<ProblemLines
											problems={own}
											onMerge={isLocked ? undefined : merge}
											nameOf={nameOf}
										/>
									</th>
									<td>{whole(stratum.units, language)}</td>
									<td>{whole(stratum.people, language)}</td>
									{isQuota ? (
										<td>
											<NumberField
												id={`quota-${key}`}
												hidden
												label={fill(words.quotaFor, { stratum: say(label) })}
												value={entryOf(plan.quotas, stratum)}
												min={0}
												disabled={isLocked}
												onValue={(value) => set("quotas", stratum, value)}
											/>
										</td>
									) : (
										<>
											<td>
												{isDirect && !certain ? (
													<NumberField
														id={`psus-${key}`}
														hidden
														label={fill(words.psusFor, { stratum: say(label) })}
														value={entryOf(plan.psus, stratum)}
														min={0}
														disabled={isLocked}
														onValue={(value) => set("psus", stratum, value)}
													/>
												) : (
													whole(stratum.psus, language)
												)}
											</td>
											<td>
												{certain ? (
													"–"
												) : (
													<NumberField
														id={`reserve-${key}`}
														hidden
														label={fill(words.reserveFor, {
															stratum: say(label),
														})}
														value={entryOf(plan.reserveLots, stratum)}
														min={0}
														disabled={isLocked}
														onValue={(value) =>
															set("reserveLots", stratum, value)
														}
													/>
												)}
											</td>
										</>
									)}
									<td>{whole(stratum.lots, language)}</td>
									<td>{whole(stratum.cards, language)}</td>
									<td>{whole(stratum.expectedResponses, language)}</td>
									{!isQuota && (
										<td>{whole(Math.max(0, stratum.lots - 1), language)}</td>
									)}
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
		</section>
	);
}

const entryOf = (
	record: Record<StratumKey, number>,
	{ key, members }: PreviewStratum,
): number =>
	record[key] ??
	members.reduce((sum, member) => sum + (record[member] ?? 0), 0);

const withoutMerge = (
	plan: SamplePlan,
	members: readonly StratumKey[],
): SamplePlan => ({
	...plan,
	merges: plan.merges.filter(
		(keys) => !keys.some((key) => members.includes(key)),
	),
});
