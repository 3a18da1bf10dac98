import type { Text } from "../../survey-definitions/definition.ts";

/** What the consent screen may say that does not hold for how the survey is run. */
export type ConsentFault =
	| "mode-says-slips"
	| "trust-says-two"
	| "trust-silent"
	| "trust-says-one"
	| "backups-denied";

export interface ConsentFacts {
	access: "slips" | "tokens";
	/** Another organisation's program gives out tokens. */
	isSplit: boolean;
	/** This program makes backups. */
	hasBackups: boolean;
	/** The wave's texts; absent where the questionnaire has no such parameter. */
	mode?: Text;
	trust?: Text;
	backup?: Text;
}

const says = (text: Text | undefined, vi: RegExp, en: RegExp): boolean =>
	text !== undefined && (vi.test(text.vi) || en.test(text.en));

const slips = [/bốc|không có danh sách/i, /drawn by hand|no list/i] as const;
const twoParties = [
	/hai (bên|tổ chức)|thông đồng/i,
	/two (parties|organi[sz]ations)|collu/i,
] as const;
const operator = [/vận hành/i, /operator/i] as const;
const noBackups = [/không[^.]*sao lưu/i, /\bno backups?\b/i] as const;

/**
 * Holds the wave's own words against access, roles and backups. The words are free, so only what would be untrue is
 * looked for, by the words that the texts proposed in the questionnaires use.
 */
export function consentFaults({
	access,
	isSplit,
	hasBackups,
	mode,
	trust,
	backup,
}: ConsentFacts): ConsentFault[] {
	const isTokens = access === "tokens";
	const saysTwo = says(trust, ...twoParties);
	const saysOperator =
		trust !== undefined &&
		operator[0].test(trust.vi) &&
		operator[1].test(trust.en);
	const faults: [ConsentFault, boolean][] = [
		// No list tells who holds which slip; invitations may have been sent to people by name.
		["mode-says-slips", isTokens && says(mode, ...slips)],
		["trust-says-two", saysTwo && !(isTokens && isSplit)],
		[
			"trust-silent",
			isTokens && !isSplit && trust !== undefined && !saysTwo && !saysOperator,
		],
		["trust-says-one", isTokens && isSplit && trust !== undefined && !saysTwo],
		["backups-denied", hasBackups && says(backup, ...noBackups)],
	];
	return faults.flatMap(([fault, holds]) => (holds ? [fault] : []));
}
