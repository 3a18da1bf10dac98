import { textOf } from "../../survey-definitions/wave-parameters.ts";
import type { Cards } from "../cards/cards.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { newCodes } from "./issue-slips.ts";

/** Sheets to be cut, or lines for a gateway that sends messages. */
export type CardKind = "pdf" | "csv";

export interface NewCards {
	/** Cards of each lot beyond those invited, for exchange. */
	spare?: number;
	/** These lots, whether they have cards or not; else all that have none. */
	lots?: string[];
}

/** Cards with new codes, as the survey's wave words them; nothing is stored. Each code is chance, and so is its place in the lot. */
export async function newCards(
	{ store, publicUrl }: Pick<ServerContext, "store" | "publicUrl">,
	surveyId: string,
	{ spare = 0, lots: named }: NewCards = {},
): Promise<Cards> {
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, wave, status, pilotOf } = stored;
	if (status === "closed") throw new Refusal("fieldwork-closed");

	const lots = await store.lots(surveyId);
	if (lots.length === 0) throw new Refusal("no-sample");
	const printed = await store.slipCounts(surveyId);
	const chosen = lots.filter(({ id, reserve }) =>
		named ? named.includes(id) : !reserve && !printed.has(id),
	);
	if (chosen.length === 0) throw new Refusal("nothing-to-print");

	const inVietnamese = (name: string) =>
		textOf(wave[name] ?? definition.parameters[name]?.default).vi;
	const hotline = inVietnamese("HOTLINE");
	if (!hotline) throw new Refusal("no-hotline");
	const controller = inVietnamese("CONTROLLER");
	return {
		surveyId,
		publicUrl,
		title: pilotOf
			? `${definition.title.vi} (thử nghiệm)`
			: definition.title.vi,
		...(controller ? { controller } : {}),
		hotline,
		you: definition.address.vi,
		population: definition.population,
		lots: newCodes(
			chosen.map(({ id, invited }) => ({ id, invited: invited + spare })),
		),
	};
}
