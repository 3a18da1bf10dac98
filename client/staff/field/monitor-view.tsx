import type { Monitor } from "../../../server/actions/monitor-field.ts";
import { factor, share, whole } from "../numbers.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWords } from "../words.ts";
import { monitor } from "./api.ts";
import type { FieldViewProps } from "./field-page.tsx";
import { dayOf } from "./life-view.tsx";

export function MonitorView({ survey, onLoggedOut }: FieldViewProps) {
	const { t } = useWords();
	const loaded = useLoaded(`monitor ${survey.id} ${survey.status}`, () =>
		monitor(survey.id),
	);
	useLeave(loaded.error, onLoggedOut);
	if (loaded.error)
		return <Problem error={loaded.error} again={loaded.again} />;
	if (!loaded.data) return <p class="loading">{t.loading}</p>;
	const of = loaded.data;
	return (
		<>
			<p class={`standing ${of.status}`}>{t.field.life[of.status]}</p>
			<Progress of={of} />
			{of.strata.length > 0 && <Strata of={of} />}
			<section>
				<h2>{t.field.monitor.dispositions}</h2>
				{of.counts ? (
					<Rates of={of} />
				) : (
					<p class="measure">{t.field.monitor.atClose}</p>
				)}
			</section>
		</>
	);
}

function Progress({ of }: { of: Monitor }) {
	const { t, language } = useWords();
	const words = t.field.monitor;
	const n = (count: number) => whole(count, language);
	const counted = (count: number) =>
		of.inTens ? fill(t.atLeast, { n: n(count) }) : n(count);
	const flag = (value: number | null) =>
		value === null ? words.fewForms : whole(value * 100, language).concat("%");
	const rows: [string, string, string?][] = [
		[words.responses, counted(of.responses)],
		[
			words.target,
			n(of.target),
			of.responseRate === null
				? words.targetCards
				: fill(words.targetHow, {
						planned: n(of.planned),
						rate: share(of.responseRate, language),
					}),
		],
		[words.distributed, n(of.distributed)],
		[words.declined, counted(of.declined)],
		[words.screened, counted(of.screened)],
		...(of.status === "open" || of.status === "paused"
			? [[words.forecast, forecastWords(of)] as [string, string]]
			: []),
		[words.tooFast, flag(of.flags.tooFast), words.steps5],
		[words.straight, flag(of.flags.straightLined), words.steps5],
	];
	return (
		<section>
			<h2>{words.progress}</h2>
			<div class="scroll">
				<table class="yearbook plain figures">
					<tbody>
						{rows.map(([label, value, how]) => (
							<tr key={label}>
								<th scope="row">
									{label}
									{how && <small class="beneath">{how}</small>}
								</th>
								<td>{value}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{of.inTens && <p class="notes">{words.tens}</p>}
		</section>
	);

	function forecastWords({ forecast, closingDate }: Monitor): string {
		if (forecast.state === "too-few-days")
			return fill(words.forecasts["too-few-days"], { n: forecast.days });
		if (forecast.state !== "expected") return words.forecasts[forecast.state];
		const expected = fill(words.forecasts.expected, {
			date: dayOf(forecast.date, language),
			n: n(forecast.perDay),
		});
		const isLate = closingDate !== null && forecast.date > closingDate;
		return isLate
			? `${expected}; ${fill(words.forecasts.late, { date: dayOf(closingDate, language) })}`
			: expected;
	}
}

function Strata({ of }: { of: Monitor }) {
	const { t, say, language } = useWords();
	const words = t.field.monitor;
	const n = (count: number) => whole(count, language);
	return (
		<section>
			<h2>{words.byStratum}</h2>
			<div class="scroll">
				<table class="yearbook wide">
					<thead>
						<tr>
							<th scope="col">{words.stratum}</th>
							<th scope="col">{words.planned}</th>
							<th scope="col">{words.target}</th>
							<th scope="col">{words.responses}</th>
							{of.counts ? (
								<th scope="col">RR1</th>
							) : (
								<th scope="col">{words.share}</th>
							)}
						</tr>
					</thead>
					<tbody>
						{of.strata.map((stratum) => {
							const rate = stratum.rates?.rates.find(
								({ name }) => name === "RR1",
							)?.value;
							const reached =
								stratum.target > 0
									? Math.min(1, stratum.responses / stratum.target)
									: 0;
							return (
								<tr key={say(stratum.label)}>
									<th scope="row">{say(stratum.label)}</th>
									<td>{n(stratum.planned)}</td>
									<td>{n(stratum.target)}</td>
									<td>
										{of.inTens
											? fill(t.atLeast, { n: n(stratum.responses) })
											: n(stratum.responses)}
									</td>
									<td>
										{of.counts ? (
											share(rate ?? null, language)
										) : (
											<meter
												min={0}
												max={1}
												value={reached}
												aria-label={words.share}
											/>
										)}
									</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
		</section>
	);
}

const shownCounts = ["I", "R", "NC", "O", "ineligible", "U"] as const;

function Rates({ of }: { of: Monitor }) {
	const { t, language } = useWords();
	const words = t.field.monitor;
	const { counts, rates, weighted } = of;
	if (!counts || !rates) return null;
	return (
		<>
			<div class="scroll">
				<table class="yearbook plain figures">
					<tbody>
						{shownCounts.map((name) => (
							<tr key={name}>
								<th scope="row">{words.counts[name]}</th>
								<td>{whole(counts[name], language)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<div class="scroll">
				<table class="yearbook plain figures">
					<thead>
						<tr>
							<th scope="col">{words.rate}</th>
							<th scope="col">{words.value}</th>
							<th scope="col">{words.weighted}</th>
						</tr>
					</thead>
					<tbody>
						{rates.rates.map(({ name, value, whyNot }, at) => (
							<tr key={name}>
								<th scope="row">
									{words.names[name]}
									{whyNot && (
										<small class="beneath">{words.whyNot[whyNot]}</small>
									)}
								</th>
								<td>{share(value, language)}</td>
								<td>{share(weighted?.rates[at]?.value ?? null, language)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<p class="notes">
				{rates.e !== null && fill(words.e, { e: factor(rates.e, language) })}{" "}
				{words.noPartial}
			</p>
		</>
	);
}
