import {
	createCipheriv,
	createDecipheriv,
	hkdfSync,
	randomBytes,
} from "node:crypto";
import type { Answers, FreeTexts } from "../../survey-definitions/response.ts";

/** Everything that is known of a form on its way from page to page; it lives in the page alone. */
export interface PlainState {
	survey: string;
	version: number;
	code: string;
	/** As a phone's: random bytes that make the digest of the form one that nobody can find again. */
	receipt: string;
	/** Index of the page that is shown; one past the last is the review. */
	at: number;
	/** The review has been seen: every page leads back to it. */
	reviewed: boolean;
	answers: Answers;
	texts: FreeTexts;
	/** What a warning has been given of, as "QUESTION:kinds": nobody is held up twice by the same. */
	warned?: string[];
}

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;
/** The length of the field does not tell how much has been answered. */
const paddedTo = 4096;

const keyOf = (pepper: Buffer) =>
	Buffer.from(
		hkdfSync("sha256", pepper, "", "plain form, pages without scripts", 32),
	);

/**
 * The state as a hidden field. It is encrypted, not only signed: a page that stays behind in a browser or in a file shows
 * the answers of that one page and neither the others nor the card's code. The key comes from the pepper and not from
 * memory, so that a server started anew still reads the pages that are open.
 */
export function sealState(pepper: Buffer, state: PlainState): string {
	const json = Buffer.from(JSON.stringify(state));
	const padded = Buffer.alloc(
		Math.ceil((json.length + 1) / paddedTo) * paddedTo,
		" ",
	);
	json.copy(padded);
	const iv = randomBytes(ivBytes);
	const encryption = createCipheriv(cipher, keyOf(pepper), iv);
	const sealed = Buffer.concat([
		iv,
		encryption.update(padded),
		encryption.final(),
		encryption.getAuthTag(),
	]);
	return sealed.toString("base64url");
}

/** Undefined where the field was altered, cut short or sealed by another server. */
export function openState(
	pepper: Buffer,
	field: string,
): PlainState | undefined {
	const sealed = Buffer.from(field, "base64url");
	if (sealed.length <= ivBytes + tagBytes) return undefined;
	const decryption = createDecipheriv(
		cipher,
		keyOf(pepper),
		sealed.subarray(0, ivBytes),
		{ authTagLength: tagBytes },
	);
	decryption.setAuthTag(sealed.subarray(-tagBytes));
	try {
		const padded = Buffer.concat([
			decryption.update(sealed.subarray(ivBytes, -tagBytes)),
			decryption.final(),
		]);
		return JSON.parse(padded.toString());
	} catch {
		return undefined;
	}
}
