import {
	openReserveLots,
	openReserveUnits,
} from "../../analysis/sampling/draw-plan.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Takes the whole reserve of a stratum into its sample: its cards can be printed, and the rates of all its lots and the probabilities of its units grow. */
export async function openReserve(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	stratumId: number,
): Promise<{ lots: number; cards: number }> {
	const { store } = context;
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	// A closing that has built its data has taken the rates as they are.
	if (state.status === "closed" || (await store.snapshot(surveyId)))
		throw new Refusal("fieldwork-closed");
	const lots = (await store.lots(surveyId)).filter(
		(lot) => lot.stratumId === stratumId,
	);
	const kept = lots.filter(({ reserve }) => reserve);
	if (kept.length === 0) throw new Refusal("no-reserve");
	const units = (await store.sampledUnits(surveyId)).filter(
		(unit) => unit.stratumId === stratumId,
	);
	await store.setLots(
		openReserveLots(lots, kept.length),
		openReserveUnits(units, lots),
	);
	const opened = {
		lots: kept.length,
		cards: kept.reduce((sum, { invited }) => sum + invited, 0),
	};
	await recordAudit(context, by, "open-reserve", surveyId, {
		stratum: stratumId,
		...opened,
	});
	return opened;
}
