import { factor, share } from "../numbers.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { weightSpread } from "./api.ts";

const rows = ["base", "final", "ratio"] as const;

/** Where weights lie about their mean: a line for the middle of the forms, drawn on one scale. */
export function Spread({
	survey,
	version,
}: {
	survey: string;
	version: number;
}) {
	const { t, language } = useWords();
	const words = t.weights.spread;
	const { data } = useLoaded(`${survey} ${version}`, () =>
		weightSpread(survey, version),
	);
	if (!data) return null;
	const all = rows.flatMap((row) => data[row].quantiles);
	const [least, most] = [Math.min(...all), Math.max(...all)].map(Math.log) as [
		number,
		number,
	];
	// Equal weights make one point, in the middle.
	const placeOf = (value: number) =>
		most - least < 1e-9
			? 50
			: 2 + (96 * (Math.log(value) - least)) / (most - least);
	return (
		<>
			<h2>{words.title}</h2>
			<div class="scroll">
				<table class="yearbook wide spread">
					<thead>
						<tr>
							<th scope="col" />
							<th scope="col" class="strip">
								<span class="for-ears">{words.foot}</span>
							</th>
							<th scope="col">{words.least}</th>
							<th scope="col">{words.median}</th>
							<th scope="col">{words.most}</th>
							<th scope="col">{words.tenth}</th>
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => {
							const { quantiles, largestTenth } = data[row];
							const [min, , p5, p25, p50, p75, p95, , max] = quantiles as [
								number,
								number,
								number,
								number,
								number,
								number,
								number,
								number,
								number,
							];
							return (
								<tr key={row}>
									<th scope="row">{words[row]}</th>
									<td class="strip">
										<svg
											viewBox="0 0 100 14"
											preserveAspectRatio="none"
											aria-hidden={true}
										>
											<line class="axis" x1="0" x2="100" y1="7" y2="7" />
											<line
												class="one"
												x1={placeOf(1)}
												x2={placeOf(1)}
												y1="0"
												y2="14"
											/>
											<line
												class="thin"
												x1={placeOf(p5)}
												x2={placeOf(p95)}
												y1="7"
												y2="7"
											/>
											<line
												class="thick"
												x1={placeOf(p25)}
												x2={placeOf(p75)}
												y1="7"
												y2="7"
											/>
											<line
												class="dot"
												x1={placeOf(p50)}
												x2={placeOf(p50)}
												y1="7"
												y2="7"
											/>
										</svg>
									</td>
									<td>{factor(min, language)}</td>
									<td>{factor(p50, language)}</td>
									<td>{factor(max, language)}</td>
									<td>{share(largestTenth, language)}</td>
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
