import type { NameWords } from "../../survey-definitions/name-words.ts";

export type IdentityKind = "email" | "number" | "name" | "agency";

/** A piece of an open answer that may tell who is meant: characters from `start` up to `end`. */
export interface Identity {
	kind: IdentityKind;
	start: number;
	end: number;
}

/** What stands in an answer in the place of each kind. */
export const maskOf: Record<IdentityKind, string> = {
	email: "[email]",
	number: "[số]",
	name: "[tên]",
	agency: "[cơ quan]",
};

const email = /[^\s@<>()[\]",;:]+@[^\s@<>()[\]",;:]+\.\p{L}{2,}/gu;
const number = /(?<![\d.,])\+?\d(?:[ .()-]{0,2}\d){8,}/gu;
/** Kinds of agencies and places, in any case; what follows is their name where it begins with a capital or is a number. */
const agencyKinds = inAnyCase(
	"ubnd|hđnd|ubmttq|sở|phòng|ban|chi cục|cục|trường|bệnh viện|công ty|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp\\.?|thôn|ấp|bản|tổ dân phố",
);
const agency = new RegExp(
	`(?<![\\p{L}\\d])(?:${agencyKinds})(?: (?:${agencyKinds}))*(?: (?:và )?(?:\\p{Lu}\\p{L}*|\\d{1,3}(?!\\d)))+`,
	"gu",
);

/**
 * What in an open answer may point at a person or an agency, in the order of the text, none within another. It takes
 * rather too much than too little: a person looks at each piece before the text goes on.
 */
export function markIdentities(text: string, words: NameWords): Identity[] {
	const found: Identity[] = [];
	/** What of a piece no earlier one has. */
	function add(kind: IdentityKind, start: number, end: number): void {
		const over = found.find((one) => start < one.end && one.start < end);
		if (over) {
			add(kind, start, over.start);
			add(kind, over.end, end);
		} else if (/[\p{L}\d]/u.test(text.slice(start, end))) {
			const piece = text.slice(start, end);
			found.push({
				kind,
				start: start + piece.length - piece.trimStart().length,
				end: end - piece.length + piece.trimEnd().length,
			});
		}
	}
	for (const [kind, pattern] of [
		["email", email],
		["number", number],
	] as const)
		for (const { index, 0: piece } of text.matchAll(pattern))
			add(kind, index, index + piece.length);
	for (const { index, 0: piece } of text.matchAll(agency))
		add("agency", index, index + piece.length);
	for (const { start, end } of names(text, words)) add("name", start, end);
	return found.sort((one, other) => one.start - other.start);
}

/** Capitalised words after a title, and two or more of them of which the first is a surname. */
function* names(text: string, words: NameWords) {
	const title = new RegExp(
		`(?<![\\p{L}\\d])(?:${words.personal}|${words.office})(?=[ \\u00a0])`,
		"giu",
	);
	const capitals = /^[ \u00a0]+(\p{Lu}\p{Ll}*(?:[ \u00a0]\p{Lu}\p{Ll}*){0,4})/u;
	for (const { index, 0: piece } of text.matchAll(title)) {
		const own = capitals.exec(text.slice(index + piece.length));
		if (!own?.[1]) continue;
		const end = index + piece.length + own[0].length;
		yield { start: end - own[1].length, end };
	}
	const surname = new RegExp(
		`(?<![\\p{L}\\d])(?=\\p{Lu})(?:${inAnyCase(words.surnames)})(?:[ \\u00a0]\\p{Lu}\\p{L}*){1,4}`,
		"gu",
	);
	for (const { index, 0: piece } of text.matchAll(surname))
		yield { start: index, end: index + piece.length };
}

/** The text with the kind of each piece in its place. */
export const masked = (text: string, identities: Identity[]): string =>
	identities
		.toSorted((one, other) => other.start - one.start)
		.reduce(
			(rest, { kind, start, end }) =>
				rest.slice(0, start) + maskOf[kind] + rest.slice(end),
			text,
		);

/** Small, with a capital and in capitals: a flag for any case would take every word for one with a capital. */
function inAnyCase(words: string): string {
	const capital = words.replace(
		/(^|\|)(\p{L})/gu,
		(_, before: string, letter: string) => before + letter.toUpperCase(),
	);
	const each = words.replace(/(?<=^|[| ])\p{L}/gu, (letter: string) =>
		letter.toUpperCase(),
	);
	return [words, capital, each, words.toUpperCase()].join("|");
}
