import { factor, points, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import type { PlanEdit } from "./plan-view.tsx";
import { ProblemLines } from "./problem-lines.tsx";

/** The bar's whole width, in percentage points. */
const scale = 20;
const width = 132;

/** What the whole, main domains and classes will tell, with their intervals drawn, and what it costs. */
export function PlanPrecision({ plan, page, isLocked, merge }: PlanEdit) {
	const { t, say, language } = useWords();
	const words = t.sample.plan;
	const { preview } = page;
	const [everybody] = preview.precision;
	const total = fill(words.costNote, {
		psus: whole(preview.psus, language),
		cards: whole(preview.cards, language),
		lots: whole(preview.lots, language),
		forms: whole(preview.expectedResponses, language),
	});
	const cost = (
		<p class="cost">
			{words.cost}: <strong>{whole(preview.cost, language)} ₫</strong>. {total}
		</p>
	);
	if (!everybody) return plan.sampling === "quota" ? cost : null;
	return (
		<section>
			<h2>{words.precision}</h2>
			<div class="scroll">
				<table class="yearbook wide" id="plan-precision">
					<thead>
						<tr>
							<th scope="col">{words.domain}</th>
							<th scope="col">{words.people}</th>
							<th scope="col">{words.cards}</th>
							<th scope="col">{words.forms}</th>
							<th scope="col">{words.deff}</th>
							<th scope="col">{words.df}</th>
							<th scope="col">{words.moe}</th>
							<th scope="col">
								{words.interval}
								<small>p = {share(plan.assumptions.share.all, language)}</small>
							</th>
						</tr>
					</thead>
					<tbody>
						{preview.precision.map((row, at) => {
							const problems =
								row.class !== null
									? []
									: preview.problems.filter(
											({ domain, stratum, row: unit }) =>
												unit === null &&
												stratum === null &&
												row.domain !== null &&
												domain === row.domain,
										);
							return (
								<tr
									key={`${row.domain} ${row.class}`}
									class={at > 0 ? "" : "whole"}
								>
									<th scope="row">
										{say(row.name)}
										<ProblemLines
											problems={problems}
											onMerge={isLocked ? undefined : merge}
										/>
									</th>
									<td>{whole(row.people, language)}</td>
									<td>{whole(row.cards, language)}</td>
									<td>{whole(row.responses, language)}</td>
									<td>{factor(row.deff, language)}</td>
									<td
										class={
											row.df < plan.minimumDf && row.class === null
												? "short"
												: ""
										}
									>
										{whole(row.df, language)}
									</td>
									<td class="figure">{points(row.marginOfError, language)}</td>
									<td>
										<Interval half={row.marginOfError} />
									</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
			<p class="notes">
				{fill(words.precisionNote, {
					clustering: factor(everybody.clusteringDeff, language),
					weighting: factor(everybody.weightingDeff, language),
				})}
			</p>
			{cost}
		</section>
	);
}

/** A half width around the middle, to the scale that all rows share. */
function Interval({ half }: { half: number | null }) {
	if (half === null) return <span class="quiet">–</span>;
	const middle = width / 2;
	const reach = Math.min(middle, (100 * half * width) / scale);
	return (
		<svg
			class="moe"
			width={width}
			height="14"
			viewBox={`0 0 ${width} 14`}
			aria-hidden="true"
		>
			<line class="axis" x1="0" x2={width} y1="7.5" y2="7.5" />
			<line
				class="reach"
				x1={middle - reach}
				x2={middle + reach}
				y1="7.5"
				y2="7.5"
			/>
			<line class="tick" x1={middle} x2={middle} y1="3" y2="12" />
		</svg>
	);
}
