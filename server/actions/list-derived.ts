import type { ServerContext } from "../context.ts";
import { type CurrentDerived, currentDerived } from "../derived-variables.ts";
import { Refusal } from "../refusal.ts";

/** Derived variables of a closed survey as they were written, removed ones too. */
export async function listDerived(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<CurrentDerived[]> {
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "closed") throw new Refusal("fieldwork-open");
	return currentDerived(store, surveyId);
}
