import {
	createHmac,
	type KeyObject,
	randomBytes,
	timingSafeEqual,
} from "node:crypto";
import type { Store } from "../../db/store.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import {
	isSigned,
	nullifierOf,
	readPublicKey,
	readToken,
} from "../tokens/verify-token.ts";
import { begunVersion, checkedResponse, notOpen } from "./submit-response.ts";

export interface TokenSubmission {
	token: { message: string; signature: string };
	lot: string;
	response?: unknown;
	texts?: unknown;
	/** Somebody who declines has no token yet: only a screening can end without answers. */
	outcome?: "screened" | undefined;
}

export type TokenStored = "stored" | "already-stored" | "already-received";

/**
 * Takes a form against a token of its lot. Either everything is stored and the token is spent, or nothing is and the
 * token stays good.
 */
export async function submitToken(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	{ token: given, lot: lotId, response, texts, outcome }: TokenSubmission,
	/** The submission as it was sent: the same text again is a retry. */
	sent: string,
): Promise<TokenStored> {
	const state = await store.surveyState(surveyId);
	if (state?.status === "preparing") throw new Refusal("fieldwork-not-open");
	const survey = await begunVersion(store, surveyId, response);
	const token = readToken(given);
	if (!token) throw new Refusal("malformed-token");
	const lot = await store.tokenLot(surveyId, lotId);
	if (!lot?.publicKey) throw new Refusal("unknown-lot");
	if (!isSigned(publicKeyOf(store, lotId, lot.publicKey), token))
		throw new Refusal("invalid-token");

	const nullifier = nullifierOf(token.message);
	const mark = idempotencyMark(store, nullifier, sent);
	const before = await store.spentToken(lotId, nullifier);
	if (before) return whatBecame(before.idempotencyMac, mark);
	if (!lot.open) throw await notOpen(store, surveyId);

	const brought = outcome
		? { outcome }
		: checkedResponse(survey, response, texts, lot.level);
	const spent = { ...token, nullifier, lotId, idempotencyMac: mark };
	if (await store.spendToken(surveyId, spent, brought)) return "stored";

	// Another request with this token was quicker, or the field was closed meanwhile.
	const now = await store.spentToken(lotId, nullifier);
	if (!now) throw await notOpen(store, surveyId);
	return whatBecame(now.idempotencyMac, mark);
}

const keys = new WeakMap<Store, Buffer>();
const half = 16;

/**
 * Two MACs of half the length: of the token, by which this run of the server knows its own marks, and of what was sent
 * with it. The key is never written: on the disk a mark is chance, and does not even tell before which restart it was made.
 */
function idempotencyMark(store: Store, nullifier: Buffer, sent: string) {
	const key = keys.get(store) ?? randomBytes(32);
	keys.set(store, key);
	const mac = (text: string) =>
		createHmac("sha256", key)
			.update(nullifier)
			.update(text)
			.digest()
			.subarray(0, half);
	return Buffer.concat([mac("own"), mac(`sent:${sent}`)]);
}

function whatBecame(kept: Buffer, mark: Buffer): TokenStored {
	const isOwn = timingSafeEqual(kept.subarray(0, half), mark.subarray(0, half));
	// From before a restart: whether it is the same form can no longer be told, and one has been counted.
	if (!isOwn) return "already-received";
	if (!timingSafeEqual(kept, mark)) throw new Refusal("spent-token");
	return "already-stored";
}

const publicKeys = new WeakMap<Store, Map<string, KeyObject>>();

function publicKeyOf(store: Store, lotId: string, spki: Buffer): KeyObject {
	const known = publicKeys.get(store) ?? new Map<string, KeyObject>();
	publicKeys.set(store, known);
	const name = `${lotId}:${spki.toString("base64")}`;
	const key = known.get(name) ?? readPublicKey(spki);
	known.set(name, key);
	return key;
}
