import type { SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { cardCodes } from "../card-codes.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { Refusal } from "../refusal.ts";

export interface LotCards {
	id: string;
	stratum: Text;
	invited: number;
	isPrinted: boolean;
	/**
	 * Issued and not destroyed, until the field opens: from then on a count that stayed as it was when a card was
	 * destroyed would tell that the card had been used.
	 */
	cards: number | null;
}

/** Which lots have their cards. */
export async function listCards(
	context: Pick<ServerContext, "store" | "pepper" | "issuer">,
	surveyId: string,
): Promise<{ status: SurveyStatus; lots: LotCards[] }> {
	const { store } = context;
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	const status = await fieldStatus(store, surveyId);
	const strata = new Map(
		(await store.strata(surveyId)).map(({ id, label }) => [id, label]),
	);
	const lots = (await store.lots(surveyId)).filter(({ reserve }) => !reserve);
	const slips = await cardCodes(context, surveyId, state.access).counts();
	return {
		status,
		lots: lots.map(({ id, stratumId, invited }) => ({
			id,
			stratum: strata.get(stratumId) ?? { vi: "", en: "" },
			invited,
			isPrinted: slips.has(id),
			cards: status === "preparing" ? (slips.get(id) ?? 0) : null,
		})),
	};
}
