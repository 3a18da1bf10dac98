import type { Store } from "../../db/store.ts";
import { type BallotBox, collectBallotBox } from "../ballot-box.ts";
import { Refusal } from "../refusal.ts";

/** The ballot box of a closed survey, to be published; while the field is open, its counts would be clocks. */
export async function exportBallotBox(
	store: Store,
	surveyId: string,
): Promise<{ box: BallotBox; publishedHash: string }> {
	if (!(await store.surveyState(surveyId))) throw new Refusal("unknown-survey");
	const published = await store.ballotBox(surveyId);
	if (!published) throw new Refusal("fieldwork-open");
	return {
		box: await collectBallotBox(store, surveyId, published.lots),
		publishedHash: published.hash,
	};
}
