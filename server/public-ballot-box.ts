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

const known = new WeakMap<Store, Map<string, Promise<PublicBallotBox>>>();

/** The box of a closed survey, which never changes: collected once, however often it is asked for. */
export function publicBallotBox(
	store: Store,
	surveyId: string,
): Promise<PublicBallotBox> {
	const boxes = known.get(store) ?? new Map<string, Promise<PublicBallotBox>>();
	known.set(store, boxes);
	const box = boxes.get(surveyId) ?? collected(store, surveyId);
	boxes.set(surveyId, box);
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
