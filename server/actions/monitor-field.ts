import {
	type Dispositions,
	dispositions,
	type LedgerCounts,
	outcomeRates,
	type Rates,
	sumDispositions,
} from "../../analysis/fieldwork/dispositions.ts";
import { type Forecast, forecast } from "../../analysis/fieldwork/forecast.ts";
import type { Lot } from "../../db/sqlite/samples.ts";
import type { SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { Store } from "../../db/store.ts";
import { closingDateOf } from "../../survey-definitions/closing-date.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { FigureContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { dateOfDay } from "../local-day.ts";
import { Refusal } from "../refusal.ts";
import {
	countInTens,
	dailyCounts,
	type FlagShares,
	flagShares,
	outcomesInTens,
	strataCounts,
	strataInTens,
} from "./count-forms.ts";

export interface MonitorStratum {
	label: Text;
	planned: number;
	target: number;
	responses: number;
	/** After the close alone. */
	counts?: Dispositions;
	rates?: Rates;
}

export interface Monitor {
	status: SurveyStatus;
	/** Whether counts are rounded down to tens. */
	inTens: boolean;
	responses: number;
	declined: number;
	screened: number;
	/** Cards planned, reserve left out. */
	planned: number;
	/** Forms expected of them by the plan's response rate; the cards themselves where no plan says one. */
	target: number;
	responseRate: number | null;
	/** Cards that the ledger says were handed out. */
	distributed: number;
	strata: MonitorStratum[];
	daily: { date: string; count: number }[];
	forecast: Exclude<Forecast, { state: "expected" }> | ExpectedOn;
	closingDate: string | null;
	flags: FlagShares;
	/** After the close alone. */
	counts?: Dispositions;
	rates?: Rates;
	/** The same, each stratum weighted by people in the frame over cards. */
	weighted?: Rates;
}

interface ExpectedOn {
	state: "expected";
	date: string;
	perDay: number;
}

/** How the field goes, as far as may be known while it is open, and exactly once it has closed. */
export async function monitorField(
	context: FigureContext,
	surveyId: string,
): Promise<Monitor> {
	const { store } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const status = await fieldStatus(store, surveyId);
	const isClosed = status === "closed";
	const lots = (await store.lots(surveyId)).filter(({ reserve }) => !reserve);
	const draw = await store.sampleDraw(surveyId);
	const rate = draw?.plan.assumptions.responseRate.all ?? null;
	const planned = sumOf(lots.map(({ invited }) => invited));
	const target = Math.round(planned * (rate ?? 1));
	const ledger = await ledgerByLot(store, surveyId);
	const responses = isClosed
		? await store.responseCount(surveyId)
		: await countInTens(context, surveyId);
	const outcomes = isClosed
		? await exactOutcomes(store, surveyId)
		: await outcomesInTens(context, surveyId);
	const byStratum = isClosed
		? await strataCounts(store, surveyId)
		: await strataInTens(context, surveyId);
	const daily = isClosed ? [] : await dailyCounts(context, surveyId);
	const ahead = forecast(daily, target);
	const closing = isClosed
		? await closingFigures(store, surveyId, lots, ledger)
		: undefined;
	const closingDate = closingDateOf(stored.wave.CLOSE_DATE);
	const strata = await store.strata(surveyId);
	return {
		status,
		inTens: !isClosed,
		responses,
		...outcomes,
		planned,
		target,
		responseRate: rate,
		distributed: sumOf(
			[...ledger.values()].map(({ distributed = 0 }) => distributed),
		),
		strata: strata.map(({ id, label }) => {
			const cards = sumOf(
				lots.filter((lot) => lot.stratumId === id).map((lot) => lot.invited),
			);
			const counts = closing?.byStratum.get(id);
			return {
				label,
				planned: cards,
				target: Math.round(cards * (rate ?? 1)),
				responses: byStratum.get(id) ?? 0,
				...(counts ? { counts, rates: outcomeRates(counts) } : {}),
			};
		}),
		daily: daily.map(({ day, count }) => ({ date: dateOfDay(day), count })),
		forecast:
			ahead.state === "expected"
				? {
						state: "expected",
						date: dateOfDay(ahead.day),
						perDay: ahead.perDay,
					}
				: ahead,
		closingDate: closingDate ?? null,
		flags:
			status === "preparing"
				? { tooFast: null, straightLined: null }
				: await flagShares(context, surveyId),
		...(closing
			? {
					counts: closing.whole,
					rates: outcomeRates(closing.whole, closing.parts),
					weighted: outcomeRates(closing.weighted(strata), closing.parts),
				}
			: {}),
	};
}

const sumOf = (values: number[]) => values.reduce((sum, one) => sum + one, 0);

async function exactOutcomes(store: Store, surveyId: string) {
	const tallies = await store.tallies(surveyId);
	const sum = (of: "declined" | "screened") =>
		sumOf(
			tallies.filter(({ outcome }) => outcome === of).map(({ count }) => count),
		);
	return { declined: sum("declined"), screened: sum("screened") };
}

/** The ledger's counts of a lot, its piles together. */
async function ledgerByLot(
	store: Store,
	surveyId: string,
): Promise<Map<string, LedgerCounts>> {
	const lots = new Map<string, LedgerCounts>();
	for (const { lotId, counts } of await store.ledger(surveyId)) {
		const sum = lots.get(lotId) ?? {};
		lots.set(lotId, sum);
		for (const [name, count] of Object.entries(counts) as [
			keyof LedgerCounts,
			number,
		][])
			sum[name] = (sum[name] ?? 0) + count;
	}
	return lots;
}

async function closingFigures(
	store: Store,
	surveyId: string,
	lots: Lot[],
	ledger: Map<string, LedgerCounts>,
) {
	const forms = await store.responseCounts(surveyId);
	const tallies = await store.tallies(surveyId);
	const tally = (lotId: string, of: "declined" | "screened") =>
		tallies.find((one) => one.lotId === lotId && one.outcome === of)?.count ??
		0;
	const byStratum = new Map<number, Dispositions>();
	for (const { id, stratumId } of lots) {
		const counts = dispositions(ledger.get(id) ?? {}, {
			completed: forms.get(id) ?? 0,
			declined: tally(id, "declined"),
			screened: tally(id, "screened"),
		});
		const before = byStratum.get(stratumId);
		byStratum.set(
			stratumId,
			before ? sumDispositions([before, counts]) : counts,
		);
	}
	return {
		byStratum,
		parts: [...byStratum.values()],
		whole: sumDispositions([...byStratum.values()]),
		weighted(strata: { id: number; population: number }[]) {
			const weightOf = (id: number) => {
				const cards = sumOf(
					lots
						.filter(({ stratumId }) => stratumId === id)
						.map(({ invited }) => invited),
				);
				const people = strata.find((one) => one.id === id)?.population ?? 0;
				return cards > 0 ? people / cards : 0;
			};
			return sumDispositions(
				[...byStratum.values()],
				[...byStratum.keys()].map(weightOf),
			);
		},
	};
}
