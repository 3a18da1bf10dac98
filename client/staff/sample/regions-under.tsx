import { useState } from "preact/hooks";
import { whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { regionsUnder } from "./api.ts";
import { sentence } from "./frame-findings.tsx";

const versions = ["G1", "G2", "G3", "G4"] as const;

/** Whether each stratum lies wholly in one region of another version of the geography, and why not. */
export function RegionsUnder({
	survey,
	from,
}: {
	survey: string;
	from: string;
}) {
	const { t, say, language } = useWords();
	const words = t.sample.drawn;
	const [to, setTo] = useState<string>();
	const loaded = useLoaded(to, () => regionsUnder(survey, to ?? from));
	const view = loaded.data;
	const not = view?.strata.filter(({ region }) => region === null).length ?? 0;
	return (
		<section>
			<h2>{words.regions}</h2>
			<p class="measure">{fill(words.regionsHint, { from })}</p>
			<p class="tools">
				<label>
					{words.regionsVersion}{" "}
					<select
						id="regions-version"
						value={to ?? ""}
						onChange={(event) => setTo(event.currentTarget.value || undefined)}
					>
						<option value="">–</option>
						{versions
							.filter((version) => version !== from)
							.map((version) => (
								<option key={version} value={version}>
									{t.sample.frame.geographies[version]}
								</option>
							))}
					</select>
				</label>
			</p>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{to && view && (
				<div class={loaded.isLoading ? "is-loading" : ""}>
					<p class={view.whole ? "done" : "caution"} role="status">
						{fill(view.whole ? words.regionsWhole : words.regionsNot, {
							to: view.to,
							n: whole(not, language),
						})}
					</p>
					<div class="scroll">
						<table class="yearbook register" id="regions-under">
							<thead>
								<tr>
									<th scope="col">{words.stratum}</th>
									<th scope="col">{fill(words.region, { to: view.to })}</th>
								</tr>
							</thead>
							<tbody>
								{view.strata.map(({ stratum, label, name, reason }) => (
									<tr key={stratum} class={reason ? "quiet" : ""}>
										<th scope="row">{say(label)}</th>
										<td>
											{name ? say(name) : reason && sentence(say(reason))}
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				</div>
			)}
		</section>
	);
}
