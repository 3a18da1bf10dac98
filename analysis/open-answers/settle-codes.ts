/** Codes that one person gave to one text. */
export interface Coding {
	coder: string;
	codes: string[];
}

export type Settled =
	| { state: "open"; codings: number }
	| { state: "differs" }
	| { state: "settled"; codes: string[]; byThird: boolean };

const isSame = (some: string[], others: string[]) =>
	some.length === others.length && some.every((code) => others.includes(code));

/** Where the coding of a text stands: two people code it, unseen by each other; a third decides where they differ. */
export function settleCodes([first, second, third]: Coding[]): Settled {
	if (!first || !second) return { state: "open", codings: first ? 1 : 0 };
	if (isSame(first.codes, second.codes))
		return { state: "settled", codes: first.codes, byThird: false };
	return third
		? { state: "settled", codes: third.codes, byThird: true }
		: { state: "differs" };
}
