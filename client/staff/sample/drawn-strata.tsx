import type { DrawnView } from "../../../server/actions/sample-state.ts";
import { factor, whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { openReserve } from "./api.ts";

/** The sample by stratum: units, lots, cards and base weights; a reserve is opened here. */
export function DrawnStrata({
	survey,
	view: { strata, sampling },
	isClosed,
	onChanged,
}: {
	survey: string;
	view: DrawnView;
	isClosed: boolean;
	onChanged: () => void;
}) {
	const { t, say, language } = useWords();
	const words = t.sample.drawn;
	const work = useWork();
	const isDrawn = sampling === "probability";
	const hasReserve = strata.some(({ reserveUnits }) => reserveUnits > 0);
	const sum = (of: (stratum: (typeof strata)[0]) => number) =>
		whole(
			strata.reduce((total, stratum) => total + of(stratum), 0),
			language,
		);
	const piles = [...new Set(strata.flatMap(({ rates }) => Object.keys(rates)))];
	return (
		<section>
			<h2>{words.strata}</h2>
			{work.error && <Problem error={work.error} />}
			<div class="scroll">
				<table class="yearbook wide" id="drawn-strata">
					<thead>
						<tr>
							<th scope="col" rowSpan={2}>
								{words.stratum}
							</th>
							<th scope="col" rowSpan={2}>
								{words.people}
							</th>
							{isDrawn && (
								<th scope="col" rowSpan={2}>
									{words.psus}
								</th>
							)}
							<th scope="col" rowSpan={2}>
								{words.lots}
							</th>
							<th scope="col" rowSpan={2}>
								{words.cards}
							</th>
							{isDrawn && (
								<th scope="colgroup" colSpan={piles.length} class="spanner">
									{words.weights}
								</th>
							)}
							{hasReserve && (
								<th scope="col" rowSpan={2}>
									{words.reserve}
								</th>
							)}
						</tr>
						<tr>
							{isDrawn &&
								piles.map((pile) => (
									<th key={pile} scope="col">
										{words.pile[pile] ?? pile}
									</th>
								))}
						</tr>
					</thead>
					<tbody>
						{strata.map((stratum) => (
							<tr key={stratum.id}>
								<th scope="row">{say(stratum.label)}</th>
								<td>{whole(stratum.population, language)}</td>
								{isDrawn && <td>{whole(stratum.units, language)}</td>}
								<td>{whole(stratum.lots, language)}</td>
								<td>{whole(stratum.cards, language)}</td>
								{isDrawn &&
									piles.map((pile) => (
										<td key={pile}>
											{factor(
												stratum.rates[pile] ? 1 / stratum.rates[pile] : null,
												language,
											)}
										</td>
									))}
								{hasReserve && (
									<td class="reserve">
										{stratum.reserveLots > 0
											? whole(stratum.reserveLots, language)
											: "–"}
										{stratum.reserveLots > 0 && !isClosed && (
											<Sure
												id={`open-reserve-${stratum.id}`}
												label={words.openReserve}
												question={fill(words.openReserveSure, {
													lots: whole(stratum.reserveLots, language),
												})}
												onSure={() =>
													void work.run(async () => {
														await openReserve(survey, stratum.id);
														onChanged();
													})
												}
											/>
										)}
									</td>
								)}
							</tr>
						))}
					</tbody>
					<tbody class="sum">
						<tr>
							<th scope="row">{t.sample.frame.sum}</th>
							<td>{sum(({ population }) => population)}</td>
							{isDrawn && <td>{sum(({ units }) => units)}</td>}
							<td>{sum(({ lots }) => lots)}</td>
							<td>{sum(({ cards }) => cards)}</td>
							{isDrawn && piles.map((pile) => <td key={pile} />)}
							{hasReserve && <td>{sum(({ reserveLots }) => reserveLots)}</td>}
						</tr>
					</tbody>
				</table>
			</div>
		</section>
	);
}
