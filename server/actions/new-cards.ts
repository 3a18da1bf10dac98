import type { Access } from "../../db/sqlite/schema/design.ts";
import { fingerprintOf } from "../../survey-definitions/manifest.ts";
import { textOf } from "../../survey-definitions/wave-parameters.ts";
import { cardCodes } from "../card-codes.ts";
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
	context: Pick<ServerContext, "store" | "pepper" | "issuer" | "publicUrl">,
	surveyId: string,
	{ spare = 0, lots: named }: NewCards = {},
): Promise<Cards> {
	const { store, publicUrl } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, wave, status, access } = stored;
	if (status === "closed") throw new Refusal("fieldwork-closed");

	const lots = await store.lots(surveyId);
	if (lots.length === 0) throw new Refusal("no-sample");
	const printed = await cardCodes(context, surveyId, access).counts();
	const chosen = lots.filter(({ id, reserve }) =>
		named ? named.includes(id) : !reserve && !printed.has(id),
	);
	if (chosen.length === 0) throw new Refusal("nothing-to-print");

	const inVietnamese = (name: string) =>
		textOf(wave[name] ?? definition.parameters[name]?.default).vi;
	const hotline = inVietnamese("HOTLINE");
	if (!hotline) throw new Refusal("no-hotline");
	const controller = inVietnamese("CONTROLLER");
	const published =
		access === "tokens" ? await store.tokenManifest(surveyId) : undefined;
	const promised = new Map(
		published?.manifest.lots.map(({ id, invited }) => [id, invited]),
	);
	return {
		surveyId,
		publicUrl,
		title: definition.title.vi,
		...(controller ? { controller } : {}),
		hotline,
		you: definition.address.vi,
		population: definition.population,
		...(published
			? { root: published.root, fingerprint: fingerprintOf(published.root) }
			: {}),
		lots: newCodes(
			chosen.map(({ id, invited }) => ({
				id,
				invited: promised.get(id) ?? invited + spare,
			})),
		),
	};
}

/** Making a file of cards takes a while: refuses where the sample or the kind of cards is another one by then. */
export async function mustStillHold(
	{ store }: Pick<ServerContext, "store">,
	{ surveyId, lots }: Pick<Cards, "surveyId" | "lots">,
	access: Access | undefined,
): Promise<void> {
	const state = await store.surveyState(surveyId);
	const known = new Set((await store.lots(surveyId)).map(({ id }) => id));
	if (state?.access !== access || !lots.every(({ lotId }) => known.has(lotId)))
		throw new Refusal("changed-while-printing");
}
