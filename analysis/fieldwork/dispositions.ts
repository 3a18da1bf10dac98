/** What those who hand out cards count, lot by lot and pile by pile. */
export const cardCounts = [
	"printed",
	"distributed",
	"returned",
	"returnedRefused",
	"spoilt",
	"exchanged",
	"exchangedUsed",
	"agencyRefused",
] as const;
/** What interviewers' contact sheets add where households are invited. */
export const contactCounts = [
	"notAtHome",
	"refused",
	"notEligible",
	"emptyHouse",
] as const;
export const ledgerCounts = [...cardCounts, ...contactCounts] as const;
export type LedgerCount = (typeof ledgerCounts)[number];
export type LedgerCounts = Partial<Record<LedgerCount, number>>;

export interface LedgerProblem {
	count: LedgerCount;
	code:
		| "not-a-count"
		| "more-than-printed"
		| "more-than-distributed"
		| "more-than-returned"
		| "more-than-exchanged"
		| "more-exchanged-than-spoilt";
}

/**
 * What cannot be true of a row. Those returned and spoilt are among those distributed, as U is computed
 * (sampling.md §8); every exchange takes one more card of the pile.
 */
export function checkLedger(counts: LedgerCounts): LedgerProblem[] {
	const problems: LedgerProblem[] = [];
	for (const count of ledgerCounts) {
		const value = counts[count];
		if (value === undefined) continue;
		if (!Number.isInteger(value) || value < 0 || value > 1_000_000)
			problems.push({ count, code: "not-a-count" });
	}
	if (problems.length > 0) return problems;
	const n = (count: LedgerCount) => counts[count] ?? 0;
	const damaged = n("exchanged") - n("exchangedUsed");
	if (n("returnedRefused") > n("returned"))
		problems.push({ count: "returnedRefused", code: "more-than-returned" });
	if (damaged < 0)
		problems.push({ count: "exchangedUsed", code: "more-than-exchanged" });
	else if (damaged > n("spoilt"))
		problems.push({ count: "exchanged", code: "more-exchanged-than-spoilt" });
	if (n("spoilt") > n("distributed"))
		problems.push({ count: "spoilt", code: "more-than-distributed" });
	else if (n("returned") + n("spoilt") - damaged > n("distributed"))
		problems.push({ count: "returned", code: "more-than-distributed" });
	if (n("distributed") + n("exchanged") + n("agencyRefused") > n("printed"))
		problems.push({ count: "distributed", code: "more-than-printed" });
	return problems;
}

/** What the collector counts; `declined` is Z9, `screened` Z8. */
export interface FormCounts {
	completed: number;
	declined: number;
	screened: number;
}

/** AAPOR's final dispositions (Standard Definitions, 10th ed., 2023). There are no partial interviews (P). */
export interface Dispositions {
	/** Completed. */
	I: number;
	/** Refused. */
	R: number;
	/** Not contacted. */
	NC: number;
	/** Other. */
	O: number;
	/** Not eligible. */
	ineligible: number;
	/** Not known: handed out and never seen again. Negative where more came back than the ledger says were handed out. */
	U: number;
	/** Screened out by the questionnaire itself, a part of `ineligible`. */
	screened: number;
}

/** Dispositions from the ledger and the collector's counts (sampling.md §8). */
export function dispositions(
	ledger: LedgerCounts,
	forms: FormCounts,
): Dispositions {
	const n = (count: LedgerCount) => ledger[count] ?? 0;
	const damaged = Math.max(0, n("exchanged") - n("exchangedUsed"));
	const I = forms.completed;
	const R =
		forms.declined + n("returnedRefused") + n("agencyRefused") + n("refused");
	const NC = n("returned") - n("returnedRefused") + n("notAtHome");
	const O = Math.max(0, n("spoilt") - damaged);
	const ineligible = forms.screened + n("notEligible") + n("emptyHouse");
	const U = n("distributed") + n("agencyRefused") - I - R - NC - O - ineligible;
	return { I, R, NC, O, ineligible, U, screened: forms.screened };
}

export const sumDispositions = (
	parts: readonly Dispositions[],
	weights: readonly number[] = parts.map(() => 1),
): Dispositions => {
	const sum = (name: keyof Dispositions) =>
		parts.reduce((all, part, at) => all + part[name] * (weights[at] ?? 0), 0);
	return {
		I: sum("I"),
		R: sum("R"),
		NC: sum("NC"),
		O: sum("O"),
		ineligible: sum("ineligible"),
		U: sum("U"),
		screened: sum("screened"),
	};
};

export type WhyNot =
	/** More forms came back than the ledger says were handed out. */
	| "ledger-short"
	/** Some cards were never seen again. */
	| "unknown-left"
	/** There is nothing to divide by. */
	| "empty";

export type RateName =
	| "RR1"
	| "RR3"
	| "RR5"
	| "COOP1"
	| "COOP3"
	| "REF1"
	| "REF2"
	| "CON1"
	| "CON2";

export interface Rate {
	name: RateName;
	/** The rate that is the same because no partial interview is kept. */
	equals?: "RR2" | "RR4" | "RR6";
	value: number | null;
	whyNot?: WhyNot;
}

export interface Rates {
	/** Share of the unknown taken to be eligible: I / (I + Z8), as nobody who refused had been screened before. */
	e: number | null;
	rates: Rate[];
}

/**
 * AAPOR's outcome rates, and why those are left out that cannot be computed: where the ledger is short in one of the
 * `parts`, what it has too many elsewhere makes up for it in the sum, and not in truth.
 */
export function outcomeRates(
	of: Dispositions,
	parts: readonly Dispositions[] = [of],
): Rates {
	const { I, R, NC, O, U, screened } = of;
	const isShort = parts.some((part) => part.U < 0);
	const e = I + screened > 0 ? I / (I + screened) : null;
	const known = I + R + NC + O;
	const rate = (
		name: RateName,
		over: number,
		under: number | null,
		more: Partial<Rate> = {},
	): Rate => {
		const needsLedger = !name.startsWith("COOP");
		const whyNot: WhyNot | undefined =
			more.whyNot ??
			(needsLedger && isShort
				? "ledger-short"
				: under === null || !(under > 0)
					? "empty"
					: undefined);
		return whyNot
			? { name, ...more, value: null, whyNot }
			: { name, ...more, value: over / (under as number) };
	};
	const withE = e === null ? null : known + e * U;
	return {
		e,
		rates: [
			rate("RR1", I, known + U, { equals: "RR2" }),
			rate("RR3", I, withE, { equals: "RR4" }),
			rate("RR5", I, known, {
				equals: "RR6",
				...(U > 0 && !isShort ? { whyNot: "unknown-left" as const } : {}),
			}),
			rate("COOP1", I, I + R + O),
			rate("COOP3", I, I + R),
			rate("REF1", R, known + U),
			rate("REF2", R, withE),
			rate("CON1", I + R + O, known + U),
			rate("CON2", I + R + O, withE),
		],
	};
}
