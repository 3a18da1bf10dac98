import type { Store } from "../db/store.ts";
import { exportBallotBox } from "./actions/export-ballot-box.ts";
import type { BallotBox } from "./ballot-box.ts";
import { nullifierOf } from "./tokens/verify-token.ts";

export interface PublicBallotBox {
	box: BallotBox;
	publishedHash: string;
	/** SHA-256 of each spent token's message, in the order of the file. */
	digests: string[];
}

const known = new WeakMap<
	Store,
	Map<string, { hash: string | undefined; box: Promise<PublicBallotBox> }>
>();

/**
 * The box of a closed survey, which never changes: collected once, however often it is asked for. A pilot may bear the
 * name of one that was purged, so what was published tells the boxes apart.
 */
export async function publicBallotBox(
	store: Store,
	surveyId: string,
): Promise<PublicBallotBox> {
	const boxes = known.get(store) ?? new Map();
	known.set(store, boxes);
	const hash = (await store.ballotBox(surveyId))?.hash;
	const before = boxes.get(surveyId);
	if (before && before.hash === hash) return before.box;
	const box = collected(store, surveyId);
	boxes.set(surveyId, { hash, box });
	box.catch(() => boxes.delete(surveyId));
	return box;
}

async function collected(
	store: Store,
	surveyId: string,
): Promise<PublicBallotBox> {
	const { box, publishedHash } = await exportBallotBox(store, surveyId);
	return {
		box,
		publishedHash,
		digests: box.spent.map(([, message]) =>
			nullifierOf(Buffer.from(message, "hex")).toString("hex"),
		),
	};
}
