// From the card to a token that votes.
import { askedText } from "../../survey-definitions/asked-text.ts";
import {
	fingerprintLength,
	type LotOffer,
} from "../../survey-definitions/manifest.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import {
	type Blinded,
	blind,
	finalize,
	type LotKey,
	prepare,
	readLotKey,
	type Token,
} from "./blind-token.ts";

/** What the page knows of where tokens come from. Nothing of it is believed: the card's fingerprint decides. */
export interface TokenPlace {
	/** Origin of the issuer; empty where it is the page's own. */
	issuer: string;
	/** Only makes the offer's address one that may be kept for ever. */
	root: string;
	/** What the consent screen says of the least cards in a lot. */
	lotMinimum: number;
	hotline: string;
}

export type TokenTrouble =
	/** Card and page do not belong together: nothing must be answered. */
	| "mismatch"
	| "no-crypto"
	| "offline"
	| "busy"
	| "unknown-code"
	| "used-code"
	| "fieldwork-paused"
	| "fieldwork-closed";

/** Under this nobody's lot may be, whatever a page says. */
const fewestInLot = 20;
const patienceMs = 20_000;

/** Fails with a trouble as its message. */
export class Trouble extends Error {
	readonly trouble: TokenTrouble;
	constructor(trouble: TokenTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

const sha256 = async (text: string): Promise<string> =>
	Array.from(
		new Uint8Array(
			await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)),
		),
		(byte) => byte.toString(16).padStart(2, "0"),
	).join("");

/** By which a card is known again once its code has been wiped: 80 bits of chance cannot be found from it. */
export const markOf = (code: string): Promise<string> => sha256(code);

/** As typed from the card, or undefined where it cannot be a fingerprint. */
export function readFingerprint(typed: string): string | undefined {
	const digits = typed.toLowerCase().replace(/[\s.–-]/g, "");
	return RegExp(`^[\\da-f]{${fingerprintLength},64}$`).test(digits)
		? digits
		: undefined;
}

/** The key of a card's lot: only if the manifest that the card was printed with promises it, and this form with it. */
export async function openLot(
	place: TokenPlace,
	survey: Survey<string>,
	language: string,
	lot: string,
	fingerprint: string,
): Promise<LotKey> {
	if (!crypto.subtle) throw new Trouble("no-crypto");
	const reply = await ask(
		`/s/${survey.id}/lots/${lot}/offer.json?root=${place.root}`,
	);
	if (reply.status === 404) throw new Trouble("mismatch");
	if (!reply.ok) throw new Trouble("busy");
	try {
		const offer = (await reply.json()) as LotOffer;
		const asked = `${language}:${await sha256(askedText(survey))}`;
		if (
			offer.version !== survey.version ||
			!offer.questionnaireHash.split(" ").includes(asked) ||
			offer.invited < Math.max(fewestInLot, place.lotMinimum)
		)
			throw new Trouble("mismatch");
		return await readLotKey(survey.id, lot, fingerprint, offer);
	} catch {
		// A wrong key, proof, size or form, or a reply that is none of these: all mean the same to the person.
		throw new Trouble("mismatch");
	}
}

export const blindFor = (key: LotKey): Promise<Blinded> =>
	blind(key, prepare());

/** Asking again with the same card and the same blinded message gives the same token. */
export async function fetchToken(
	place: TokenPlace,
	survey: string,
	code: string,
	key: LotKey,
	blinded: Blinded,
): Promise<Token> {
	const reply = await ask(`${place.issuer}/s/${survey}/tokens`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ code, blinded: blinded.blinded }),
	});
	if (reply.ok) {
		try {
			const { signature } = (await reply.json()) as { signature: string };
			return await finalize(key, blinded, signature);
		} catch {
			throw new Trouble("mismatch");
		}
	}
	if (reply.status >= 500 || reply.status === 429) throw new Trouble("busy");
	const { error } = (await reply.json().catch(() => ({}))) as {
		error?: { code: string };
	};
	const known = ["used-code", "fieldwork-paused", "fieldwork-closed"] as const;
	throw new Trouble(
		known.find((code) => code === error?.code) ?? "unknown-code",
	);
}

/**
 * The beginning of what is published of a token once it has voted, in fours: whoever keeps it can find it in the ballot
 * box, and nothing else.
 */
export async function receiptOf({ message }: Token): Promise<string> {
	const bytes = Uint8Array.from(message.match(/../g) ?? [], (pair) =>
		Number.parseInt(pair, 16),
	);
	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0"))
		.join("")
		.slice(0, fingerprintLength)
		.replace(/(.{4})(?=.)/g, "$1 ");
}

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), patienceMs);
	try {
		return await fetch(address, {
			...init,
			credentials: "omit",
			referrerPolicy: "no-referrer",
			signal: patience.signal,
		});
	} catch {
		throw new Trouble("offline");
	} finally {
		clearTimeout(timer);
	}
}
