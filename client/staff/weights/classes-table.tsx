import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { factor, share, whole } from "../numbers.ts";
import { fill } from "../strings.ts";
import { useWords } from "../words.ts";
import type { Version } from "./versions-view.tsx";

interface Shown {
	version: Version;
	state: WeightsState;
}

/** What was handed out and came back by class, and the factor that follows. */
export function ClassesTable({ version, state }: Shown) {
	const { t, say, language } = useWords();
	const words = t.weights.classes;
	const step = version.steps.find((one) => one.step === "nonresponse");
	if (!step || !("classes" in step)) return null;
	return (
		<>
			<h2>{words.title}</h2>
			<div class="scroll">
				<table class="yearbook wide classes">
					<thead>
						<tr>
							<th scope="col">{words.strata}</th>
							<th scope="col">{words.population}</th>
							<th scope="col">{words.invited}</th>
							<th scope="col">{words.received}</th>
							<th scope="col">{words.rate}</th>
							<th scope="col">{words.factor}</th>
						</tr>
					</thead>
					<tbody>
						{step.classes.map(({ members, responses, factor: raised }) => {
							const strata = members.flatMap(
								(place) => state.strata[place] ?? [],
							);
							const people = sum(strata.map(({ population }) => population));
							const invited = sum(strata.map(({ invited }) => invited));
							return (
								<tr key={members.join()}>
									<th scope="row">
										{strata.map(({ label }) => say(label)).join("; ")}
										{members.length > 1 && (
											<small>{fill(words.merged, { n: members.length })}</small>
										)}
									</th>
									<td>{whole(people, language)}</td>
									<td>{whole(invited, language)}</td>
									<td>{whole(responses, language)}</td>
									<td>{share(responses / invited, language)}</td>
									<td>{factor(raised, language)}</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
			<p class="notes">{words.foot}</p>
		</>
	);
}

/** Leaders among cards and among forms: far apart, classes were misreported. */
export function PilesTable({ version, state }: Shown) {
	const { t, say, language } = useWords();
	const words = t.weights.piles;
	const step = version.steps.find((one) => one.step === "base");
	if (!step || !("piles" in step) || step.piles.length === 0) return null;
	return (
		<>
			<h2>{words.title}</h2>
			<div class="scroll">
				<table class="yearbook plain">
					<thead>
						<tr>
							<th scope="col">{words.stratum}</th>
							<th scope="col">{words.cards}</th>
							<th scope="col">{words.forms}</th>
						</tr>
					</thead>
					<tbody>
						{step.piles.map(({ stratum, ofCards, forms, leaders }) => {
							const label = state.strata[stratum]?.label;
							return (
								<tr key={stratum}>
									<th scope="row">{label && say(label)}</th>
									<td>{share(ofCards, language)}</td>
									<td>
										{leaders === null ? "…" : share(leaders / forms, language)}
									</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
			<p class="notes">{fill(words.foot, { min: state.minimumBase })}</p>
		</>
	);
}

const sum = (values: number[]) =>
	values.reduce((total, value) => total + value, 0);
