import type {
	Answers,
	Draws,
	FreeTexts,
} from "../../survey-definitions/response.ts";
import type { Blinded, Token } from "./blind-token.ts";

/**
 * How long answers outlive the open page: `tab` over a reload and no longer, `phone` some days, where somebody asked for
 * it, `shared` as `tab` and only until half an hour has passed without an answer.
 */
export type Keeping = "tab" | "phone" | "shared";

/** Where answers really are; `page` where a browser keeps nothing. */
export type Place = "page" | "tab" | "phone";

/** An interview under way. */
export interface Saved {
	version: number;
	keeping?: Keeping | undefined;
	code?: string | undefined;
	/** Of the manifest, as the card has it; only in a survey with tokens, as all that follows. */
	fingerprint?: string | undefined;
	/** Hash of the code: the card is known again by it once the code has been wiped. */
	mark?: string | undefined;
	/** Kept until the token is there, so that a reload asks for the same one. */
	blinded?: Blinded | undefined;
	token?: Token;
	/** Of the token. */
	lot?: string;
	/** 32 random bytes that tell a retry from a second use of the card. */
	receipt: string;
	draws: Draws;
	answers: Answers;
	texts: FreeTexts;
	/** Key of the screen that is open. */
	at: string;
	/** Steps that the letters are larger by. */
	size?: number;
	/** The last screen has been seen, and left to change an answer. */
	mending?: boolean;
	/** What was sent, word for word, once sending has begun. */
	sent?: string | undefined;
}

/** As it is stored: what is left of its time, and when that was reckoned. */
interface Stored {
	saved: Saved;
	leftMs?: number | undefined;
	seenAtMs: number;
}

const prefix = "phieu:";
export const sharedMs = 30 * 60_000;
const phoneMs = 7 * 24 * 3_600_000;

let leftMs = phoneMs;
/** By the clock that nobody can set. */
let reckonedAt = 0;

const storages = () => [sessionStorage, localStorage];

/**
 * What was saved of somebody's interview. Whatever has outlived its time is erased first, of every survey: a clock that
 * was set back gives no day more, and takes none away.
 */
export function load(
	survey: string,
	isMine: (saved: Saved) => boolean,
): { saved?: Saved; expired?: boolean } {
	let found: Saved | undefined;
	let expired = false;
	try {
		for (const storage of storages())
			for (const key of Object.keys(storage)) {
				if (!key.startsWith(prefix)) continue;
				const stored = JSON.parse(storage.getItem(key) ?? "") as Stored;
				const passed = Math.max(0, Date.now() - stored.seenAtMs);
				const left = (stored.leftMs ?? Infinity) - passed;
				if (left <= 0) storage.removeItem(key);
				if (key !== prefix + survey || found || !isMine(stored.saved)) continue;
				expired ||= left <= 0;
				if (left <= 0) continue;
				found = stored.saved;
				leftMs = left;
				reckonedAt = performance.now();
			}
	} catch {}
	return found ? { saved: found } : { expired };
}

/** An interview that goes on where it was, or begins. */
export const begun = (
	version: number,
	kept: Saved | undefined,
	code: string | undefined,
): Saved => ({
	version,
	receipt: "",
	draws: { arms: {}, orders: {} },
	answers: {},
	texts: {},
	at: "consent",
	...kept,
	// Once there is a token, the code is good for nothing and stays away.
	...(code && !kept?.token ? { code } : {}),
});

/** Begins the days anew that a phone may keep answers. */
export function beginToKeep(): void {
	leftMs = phoneMs;
	reckonedAt = performance.now();
}

/** Says where it could be saved. */
export function save(survey: string, saved: Saved): Place {
	const key = prefix + survey;
	const { keeping } = saved;
	const now = performance.now();
	leftMs -= now - reckonedAt;
	reckonedAt = now;
	const left = { phone: leftMs, shared: sharedMs, tab: undefined };
	const text = JSON.stringify({
		saved,
		leftMs: left[keeping ?? "tab"],
		seenAtMs: Date.now(),
	} satisfies Stored);
	try {
		if (keeping === "phone" && isFree(key, saved)) {
			localStorage.setItem(key, text);
			sessionStorage.removeItem(key);
			return "phone";
		}
	} catch {}
	try {
		sessionStorage.setItem(key, text);
		return "tab";
	} catch {
		return "page";
	}
}

/** A phone keeps one form of a survey: that of another card is not written over. A form just begun has no receipt yet. */
function isFree(key: string, { receipt, code }: Saved): boolean {
	const text = localStorage.getItem(key);
	if (!text) return true;
	const { saved } = JSON.parse(text) as Stored;
	return saved.receipt ? saved.receipt === receipt : saved.code === code;
}

/** When the phone erases what it keeps, by its own clock. */
export const keptUntil = () => new Date(Date.now() + leftMs);

/** Erases this interview; one that somebody else keeps on the phone stays. Says whether anything is left. */
export function erase(survey: string, saved: Saved): boolean {
	const key = prefix + survey;
	try {
		sessionStorage.removeItem(key);
		if (isFree(key, saved)) localStorage.removeItem(key);
		return Object.keys(localStorage).some((one) => one.startsWith(prefix));
	} catch {
		return false;
	}
}

/** The survey is over: nothing of it can be sent any more. */
export function eraseAll(survey: string): void {
	try {
		for (const storage of storages()) storage.removeItem(prefix + survey);
	} catch {}
}
