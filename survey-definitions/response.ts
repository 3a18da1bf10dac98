/** How the form was filled in: `self` on the page with JavaScript, `plain` without. */
export type Mode = "self" | "plain" | "capi" | "paper";

/** One code, or the codes of a multiple choice. */
export type Answer = number | number[];
export type Answers = Record<string, Answer>;

/** A coarse band of how fast the screens were answered. */
export type Pace = 1 | 2 | 3;

/** What the phone drew for itself before the first question. */
export interface Draws {
	arms: Record<string, number>;
	/** For each shuffled list the order of its indices; for an attention line its index in the battery. */
	orders: Record<string, number[]>;
}

/** What is stored of one interview, beside its lot. An answer that is absent though asked is item nonresponse. */
export interface ResponseBody {
	/** Version of the definition. */
	v: number;
	lang?: string;
	mode: Mode;
	arms: Record<string, number>;
	/** The items that each battery showed, in the order shown, attention lines included. */
	shown: Record<string, string[]>;
	/** Whether scales stood in reverse. */
	reversed: boolean;
	answers: Answers;
	/**
	 * `attn` 0: the attention line was answered otherwise than it asked. `pace`: the median time for a screen, by the
	 * phone's own reckoning: 1 under two seconds, 2 up to five, 3 longer; no finer time leaves the phone.
	 */
	flags: { attn?: 0 | 1; pace?: Pace };
}

/** Open answers by question; they are stored apart, tied to nothing. */
export type FreeTexts = Record<string, string>;

/** What is wrong with one answer; the words for it live in the client. */
export interface Problem {
	variable: string;
	code:
		| "malformed"
		| "version"
		| "unknown-question"
		| "unknown-option"
		| "unknown-arm"
		| "not-relevant"
		| "not-shown"
		| "wrong-items-shown"
		| "wrong-type"
		| "out-of-range"
		| "too-many"
		| "too-long"
		| "repeated"
		| "exclusive"
		| "not-chosen"
		| "required"
		| "screened-out"
		| "constraint";
	params?: Record<string, number | string>;
}
