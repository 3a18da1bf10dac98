import {
	closingDateOf,
	closingPhrase,
	isDay,
} from "../../survey-definitions/closing-date.ts";
import type { ServerContext } from "../context.ts";
import { todayOf } from "../local-day.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Moves the closing date to a later day, ISO form; nothing else of a wave changes once it has opened. */
export async function extendField(
	context: ServerContext,
	surveyId: string,
	date: string,
	by: string,
): Promise<void> {
	const { store, now } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { status, wave, definition } = stored;
	if (status === "closed") throw new Refusal("fieldwork-closed");
	if (status === "preparing") throw new Refusal("fieldwork-not-open");
	const before = closingDateOf(wave.CLOSE_DATE) ?? "";
	const today = todayOf(now());
	const earliest = before > today ? before : today;
	if (
		!isDay(date) ||
		date <= earliest ||
		definition.parameters.CLOSE_DATE === undefined
	)
		throw new Refusal("invalid-request", [
			{ variable: "date", code: "out-of-range", params: { after: earliest } },
		]);
	await store.setSurvey(surveyId, {
		wave: { ...wave, CLOSE_DATE: closingPhrase(date) },
	});
	await recordAudit(context, by, "extend-field", surveyId, {
		from: before,
		to: date,
	});
}
