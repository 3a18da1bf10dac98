import type { ShownStep } from "../../../analysis/weights/shown-steps.ts";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { factor, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import type { Version } from "./versions-view.tsx";

/** Steps × diagnostics, what each step did, and how near the margins are. */
export function StepsTable({
	version,
	state,
}: {
	version: Version;
	state: WeightsState;
}) {
	const { t, language } = useWords();
	const words = t.weights.steps;
	const isProbability = state.sampling === "probability";
	const met = version.steps
		.toReversed()
		.find((step) => step.step === "rake" || step.step === "trim");
	return (
		<>
			<div class="scroll">
				<table class="yearbook wide">
					<thead>
						<tr>
							<th scope="col">{words.step}</th>
							<th scope="col">{words.n}</th>
							<th scope="col">{words.sum}</th>
							<th scope="col">{words.min}</th>
							<th scope="col">{words.max}</th>
							<th scope="col">{words.cv}</th>
							{isProbability && <th scope="col">{words.deff}</th>}
							{isProbability && <th scope="col">{words.effectiveN}</th>}
						</tr>
					</thead>
					<tbody>
						{version.steps.map(({ step, summary }) => (
							<tr key={step}>
								<th scope="row">{words.names[step]}</th>
								<td>{summary.n === null ? "…" : whole(summary.n, language)}</td>
								<td>
									{summary.sum === null ? "…" : whole(summary.sum, language)}
								</td>
								<td>{factor(summary.min, language)}</td>
								<td>{factor(summary.max, language)}</td>
								<td>{factor(Math.sqrt(summary.cv2), language)}</td>
								{isProbability && (
									<td>{factor(summary.kish_deff ?? null, language)}</td>
								)}
								{isProbability && (
									<td>{whole(summary.kish_neff ?? null, language)}</td>
								)}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<ul class="notes">
				{version.steps.map((step) => (
					<WhatItDid key={step.step} step={step} state={state} />
				))}
				<li>
					{words.foot} {isProbability && words.footDeff}
				</li>
			</ul>
			{met && "margins" in met && (
				<div class="scroll">
					<table class="yearbook plain met">
						<caption>{words.marginTable}</caption>
						<thead>
							<tr>
								<th scope="col">{words.margin}</th>
								<th scope="col">
									{words.deviation}
									<small>{words.deviationUnit}</small>
								</th>
								<th scope="col">
									{words.unforced}
									<small>{words.unforcedUnit}</small>
								</th>
							</tr>
						</thead>
						<tbody>
							{met.margins.map(({ name, deviation, unforced }) => (
								<tr key={name}>
									<th scope="row">{name}</th>
									<td>{deviationOf(deviation, language)}</td>
									<td>{share(unforced, language)}</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
		</>
	);
}

/** Under a ten thousandth of a point it is as good as none. */
const deviationOf = (deviation: number, language: "vi" | "en") =>
	deviation < 1e-6
		? `< ${(0.0001).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { minimumFractionDigits: 4 })}`
		: factor(100 * deviation, language);

function WhatItDid({ step, state }: { step: ShownStep; state: WeightsState }) {
	const { t, say, language } = useWords();
	const words = t.weights.steps;
	switch (step.step) {
		case "base":
			return (
				<li>
					{fill(words.missing, {
						share: share(step.missing, language),
						question: say(state.baseWeight.question),
					})}
				</li>
			);
		case "outside":
			return (
				<li>
					{step.forms === null
						? fill(words.outsideFew, { min: state.minimumBase })
						: step.forms === 0
							? words.outsideNone
							: fill(words.outside, { n: whole(step.forms, language) })}
				</li>
			);
		case "rake":
			return <li>{fill(words.rounds, { n: step.rounds })}</li>;
		case "trim":
			return (
				<li>
					{fill(words.trimmed, {
						n: step.rounds,
						share: share(step.trimmed, language),
						beyond: share(step.beyond, language),
					})}
				</li>
			);
		default:
			return null;
	}
}
