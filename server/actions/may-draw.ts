import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

/** Refuses where the survey has opened or cards of its sample are printed: from then on sample and plan stay as they are. */
export async function mayDraw(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<void> {
	const state = await store.surveyState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state.status !== "preparing") throw new Refusal("already-opened");
	if (
		(await store.slipCount(surveyId)) > 0 ||
		(await store.tokenManifest(surveyId))
	)
		throw new Refusal("sample-printed");
}
