import type {
	Answers,
	Draws,
	FreeTexts,
} from "../../survey-definitions/response.ts";
import type { Blinded, Token } from "./blind-token.ts";

/** An interview under way. It lives in sessionStorage: it survives a reload, not a closed tab. */
export interface Saved {
	version: number;
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

const keyOf = (survey: string) => `phieu:${survey}`;

export function load(survey: string): Saved | undefined {
	try {
		const text = sessionStorage.getItem(keyOf(survey));
		return text ? (JSON.parse(text) as Saved) : undefined;
	} catch {
		return undefined;
	}
}

/** Where storage is missing or full, the answers live in the open page alone. */
export function save(survey: string, saved: Saved): void {
	try {
		sessionStorage.setItem(keyOf(survey), JSON.stringify(saved));
	} catch {}
}

export function erase(survey: string): void {
	try {
		sessionStorage.removeItem(keyOf(survey));
	} catch {}
}
