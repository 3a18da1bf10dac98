import { useState } from "preact/hooks";
import type { DrawnView } from "../../../server/actions/sample-state.ts";
import { noNumber, whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { sampledUnits, unitsCsvHref, unitsPage } from "./api.ts";

/** Units drawn with their probabilities, a page at a time. */
export function SampledUnits({
	survey,
	strata,
}: {
	survey: string;
	strata: DrawnView["strata"];
}) {
	const { t, say, language } = useWords();
	const words = t.sample.drawn;
	const [stratum, setStratum] = useState<number>();
	const [offset, setOffset] = useState(0);
	const loaded = useLoaded(`${stratum ?? ""} ${offset}`, () =>
		sampledUnits(survey, stratum, offset),
	);
	const { total = 0, units = [] } = loaded.data ?? {};
	const probability = (value: number) =>
		new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", {
			minimumFractionDigits: 5,
			maximumFractionDigits: 5,
		}).format(value);
	const hasStages = units.some(({ stages }) => stages.length > 1);
	return (
		<section>
			<h2>{words.unitsTitle}</h2>
			<p class="tools">
				<select
					id="units-stratum"
					aria-label={words.stratum}
					value={stratum ?? ""}
					onChange={(event) => {
						const { value } = event.currentTarget;
						setStratum(value === "" ? undefined : Number(value));
						setOffset(0);
					}}
				>
					<option value="">{words.allStrata}</option>
					{strata.map(({ id, label }) => (
						<option key={id} value={id}>
							{say(label)}
						</option>
					))}
				</select>
				<a href={unitsCsvHref(survey, language)} download>
					{words.unitsCsv}
				</a>
			</p>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			<div class={loaded.isLoading ? "scroll is-loading" : "scroll"}>
				<table class="yearbook register units" id="sampled-units">
					<thead>
						<tr>
							<th scope="col">{words.unit}</th>
							<th scope="col">{words.name}</th>
							<th scope="col">{words.province}</th>
							{hasStages && <th scope="col">{words.stages}</th>}
							<th scope="col">{words.probability}</th>
						</tr>
					</thead>
					<tbody>
						{units.map((unit) => (
							<tr key={unit.row} class={unit.reserve ? "quiet" : ""}>
								<th scope="row">{unit.unit}</th>
								<td>
									{unit.name ?? noNumber}
									{unit.reserve && <small> {words.reserveMark}</small>}
								</td>
								<td>{unit.province ?? noNumber}</td>
								{hasStages && (
									<td>{unit.stages.map(probability).join(" × ")}</td>
								)}
								<td>{probability(unit.inclusionProbability)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{total > unitsPage && (
				<p class="acts pages">
					<button
						type="button"
						disabled={offset === 0}
						onClick={() => setOffset(Math.max(0, offset - unitsPage))}
					>
						{t.sample.before}
					</button>
					<span class="quiet">
						{fill(t.sample.of, {
							from: whole(offset + 1, language),
							to: whole(Math.min(total, offset + unitsPage), language),
							total: whole(total, language),
						})}
					</span>
					<button
						type="button"
						disabled={offset + unitsPage >= total}
						onClick={() => setOffset(offset + unitsPage)}
					>
						{t.sample.next}
					</button>
				</p>
			)}
		</section>
	);
}
