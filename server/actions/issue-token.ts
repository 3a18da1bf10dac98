import { createHash } from "node:crypto";
import { readSlipCode } from "../../survey-definitions/slip-code.ts";
import type { Issuer } from "../issuer.ts";
import { Refusal } from "../refusal.ts";
import {
	blindSign,
	faultOfBlinded,
	type SigningKey,
	signingKey,
} from "../tokens/blind-sign.ts";
import { unseal } from "../tokens/sealing.ts";
import { macOf } from "./issue-slips.ts";

const opened = new WeakMap<Issuer, Map<string, SigningKey>>();

/** Private keys leave the memory with their survey. */
export const forgetSigningKeys = (issuer: Issuer): void => {
	opened.delete(issuer);
};

/**
 * Signs a blinded message for an invitation: once, and the same one as often as it is asked for. What is signed cannot be
 * seen here, and the token that comes of it cannot be told from the others of its lot.
 */
export async function issueToken(
	issuer: Issuer,
	surveyId: string,
	{ code, blinded }: { code: string; blinded: string },
): Promise<string> {
	const { store, pepper } = issuer;
	const state = await store.issuingState(surveyId);
	if (!state) throw new Refusal("unknown-survey");
	if (state === "closed") throw new Refusal("fieldwork-closed");
	if (state === "preparing") throw new Refusal("fieldwork-not-open");
	const read = readSlipCode(code);
	if (!read) throw new Refusal("unknown-code");
	const codeMac = macOf(pepper, read);
	const found = await store.invitation(surveyId, codeMac);
	if (!found) throw new Refusal("unknown-code");

	const key = await keyOf(issuer, found.lotId);
	const message = Buffer.from(blinded, "hex");
	const fault =
		blinded.length === 2 * message.length
			? faultOfBlinded(key, message)
			: "wrong-size";
	if (fault)
		throw new Refusal("invalid-blinded-message", [
			{ variable: "blinded", code: "malformed", params: { fault } },
		]);

	const slot = createHash("sha256").update(message).digest();
	if (!found.issued) {
		if (state !== "open") throw new Refusal("fieldwork-paused");
		if (await store.issue(surveyId, codeMac, slot)) return signed();
	}
	// It was issued before, or by another request at this moment, or the field was closed meanwhile.
	const now = await store.invitation(surveyId, codeMac);
	if (!now?.issued) throw new Refusal("fieldwork-paused");
	if (!now.slot.equals(slot)) throw new Refusal("used-code");
	return signed();

	function signed() {
		return blindSign(key, message).toString("hex");
	}
}

async function keyOf(issuer: Issuer, lotId: string): Promise<SigningKey> {
	const keys = opened.get(issuer) ?? new Map<string, SigningKey>();
	opened.set(issuer, keys);
	const known = keys.get(lotId);
	if (known) return known;
	const sealed = await issuer.store.sealedKey(lotId);
	if (!sealed) throw new Refusal("fieldwork-closed");
	const key = signingKey(
		unseal(issuer.sealingKey, lotId, sealed.sealedPrivateKey),
	);
	keys.set(lotId, key);
	return key;
}
