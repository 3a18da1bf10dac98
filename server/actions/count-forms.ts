import {
	attentionLines,
	isStraightLined,
	isTooFast,
} from "../../analysis/fieldwork/flag-forms.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { dayOf, hourOf } from "../local-day.ts";

// What may be known of a field that is open. Every count is rounded down to tens and never moves within its period: one
// that moved with each form would be a clock, and tell who has just answered.

export const inTens = (count: number): number => Math.floor(count / 10) * 10;

/** Days that a forecast looks back; what is older is forgotten, as a series of counts is a series of times. */
const keptDays = 8;

type Context = Pick<ServerContext, "store" | "now">;

/** Forms, as they were when first asked for in this hour. */
export async function countInTens(
	context: Context,
	surveyId: string,
): Promise<number> {
	const { store, now } = context;
	const hour = hourOf(now());
	const shown = await store.shownCount(surveyId, "survey", hour, async () =>
		inTens(await store.responseCount(surveyId)),
	);
	await store.forgetShownCounts(surveyId, "survey", hour);
	// The day's count is the first one shown on that day, and so tells nothing that the hour's did not.
	const day = dayOf(now());
	await store.shownCount(surveyId, "day", day, async () => shown);
	await store.forgetShownCounts(surveyId, "day", day - keptDays);
	return shown;
}

export const dailyCounts = async ({ store, now }: Context, surveyId: string) =>
	(await store.shownCounts(surveyId, "day", dayOf(now()) - keptDays + 1)).map(
		({ period, count }) => ({ day: period, count }),
	);

/** Those who declined and who were screened out, by the hour. */
export async function outcomesInTens(
	{ store, now }: Context,
	surveyId: string,
): Promise<{ declined: number; screened: number }> {
	const hour = hourOf(now());
	const outcome = async (of: "declined" | "screened") => {
		const shown = await store.shownCount(surveyId, of, hour, async () =>
			inTens(
				(await store.tallies(surveyId))
					.filter(({ outcome }) => outcome === of)
					.reduce((sum, { count }) => sum + count, 0),
			),
		);
		await store.forgetShownCounts(surveyId, of, hour);
		return shown;
	};
	return {
		declined: await outcome("declined"),
		screened: await outcome("screened"),
	};
}

/** Forms by stratum, as they were when first asked for on this day. */
export async function strataInTens(
	{ store, now }: Context,
	surveyId: string,
): Promise<Map<number, number>> {
	const day = dayOf(now());
	const counts = new Map<number, number>();
	let byStratum: Map<number, number> | undefined;
	const exact = async () => {
		byStratum ??= await strataCounts(store, surveyId);
		return byStratum;
	};
	for (const { id } of await store.strata(surveyId)) {
		const what = `stratum:${id}`;
		counts.set(
			id,
			await store.shownCount(surveyId, what, day, async () =>
				inTens((await exact()).get(id) ?? 0),
			),
		);
		await store.forgetShownCounts(surveyId, what, day);
	}
	return counts;
}

/** Exact counts by stratum: to be shown after the close alone. */
export async function strataCounts(
	store: Context["store"],
	surveyId: string,
): Promise<Map<number, number>> {
	const byLot = await store.responseCounts(surveyId);
	const counts = new Map<number, number>();
	for (const { id, stratumId } of await store.lots(surveyId))
		counts.set(stratumId, (counts.get(stratumId) ?? 0) + (byLot.get(id) ?? 0));
	return counts;
}

export interface FlagShares {
	tooFast: number | null;
	straightLined: number | null;
}

/** Under so many forms a share would speak of single people. */
const fewestForms = 50;
const unknown = -1;

/** Shares of forms flagged, in steps of 5 points, once a day; null under fifty forms. */
export async function flagShares(
	{ store, now }: Context,
	surveyId: string,
): Promise<FlagShares> {
	const day = dayOf(now());
	let found: { tooFast: number; straightLined: number } | undefined;
	const exact = async () => {
		found ??= await countFlags(store, surveyId);
		return found;
	};
	const share = async (flag: "tooFast" | "straightLined") => {
		const shown = await store.shownCount(
			surveyId,
			`flag:${flag}`,
			day,
			async () => (await exact())[flag],
		);
		await store.forgetShownCounts(surveyId, `flag:${flag}`, day);
		return shown === unknown ? null : shown / 100;
	};
	return {
		tooFast: await share("tooFast"),
		straightLined: await share("straightLined"),
	};
}

async function countFlags(store: Context["store"], surveyId: string) {
	const { survey } = await compiledSurvey(store, surveyId);
	const attention = attentionLines(survey);
	let [forms, tooFast, straightLined] = [0, 0, 0];
	for await (const { body } of store.responses(surveyId)) {
		forms++;
		if (isTooFast(body)) tooFast++;
		if (isStraightLined(body, attention)) straightLined++;
	}
	if (forms < fewestForms) return { tooFast: unknown, straightLined: unknown };
	const share = (count: number) => Math.round((20 * count) / forms) * 5;
	return { tooFast: share(tooFast), straightLined: share(straightLined) };
}
