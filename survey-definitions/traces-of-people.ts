import type { NameWords } from "./name-words.ts";

/** What in an open answer may point at somebody. */
export type Trace = "email" | "number" | "name";

/**
 * Signs of a person in what somebody writes: an e-mail address, nine digits or more that belong together (telephone,
 * identity card, account), a title with a capitalised name. It looks at the words alone, so it warns and never forbids.
 */
export function tracesOfPeople(written: string, words: NameWords): Trace[] {
	// Compatibility forms make a full-width digit a digit and a letter with its marks one character.
	const text = written.normalize("NFKC");
	const traces: Trace[] = [];
	if (emailAddress.test(text)) traces.push("email");
	if (hasLongNumber(text)) traces.push("number");
	if (namesSomebody(text, words)) traces.push("name");
	return traces;
}

const emailAddress = /[^\s@<>()[\]",;:]@[^\s@<>()[\]",;:]+\.\p{L}{2}/u;

const digitRun = /\d(?:[ .()-]?[ .()-]?\d){8,}/gu;
const date = /(?<!\d)\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d(?!\d)/gu;
const year = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;
/** 1.500.000.000 đồng; a telephone number begins with nought or a plus. */
const amount =
	/(?<![\d+])[1-9]\d{0,2}(?:[. ]\d{3})+(?= ?(?:đ(?![\p{L}/])|đồng|vnd|vnđ|usd|người|m2|m3))/giu;

function hasLongNumber(text: string): boolean {
	const rest = text.replace(amount, " – ").replace(date, " – ");
	return [...rest.matchAll(digitRun)].some(([run]) => {
		const years = run.match(year)?.join("") ?? "";
		const digits = run.replace(/\D/g, "");
		return digits.length >= 9 && digits !== years;
	});
}

/** One syllable as Vietnamese spells it: UBND and HĐND are none, and neither is a single letter. */
const syllable =
	/^(?=\p{L}{2})(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdđghjklmnpqrstvwxyzf])*[aeiouy]+(?:ng|nh|ch|[bcdfghklmnprstvxyz])*$/iu;
/** Without marks, so that one short pattern reads every tone. */
const bare = (word: string) =>
	word.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");
const isUpper = (word: string) =>
	word.length > 1 && word === word.toUpperCase();

function namesSomebody(text: string, words: NameWords): boolean {
	const { personal, office } = words;
	const among = (list: string, word: string) => list.split("|").includes(word);
	// Titles in any case; they overlap (đồng chí Bí thư Lê …), so the search goes on from the word after each.
	const titled = new RegExp(
		`(?<![\\p{L}\\d])(${personal}|${office})[ \\u00a0]+(\\p{Lu}\\p{L}*)(?:[ \\u00a0]+(\\p{L}+))?`,
		"giu",
	);
	const startsTitle = new RegExp(
		`^(?:${personal}|${office}|phó( \\p{L}+)*)(?!\\p{L})`,
		"iu",
	);
	function isName(title: string, first: string, second: string, after: string) {
		// The pattern reads titles in any case; a name begins with a capital.
		if (first[0] !== first[0]?.toUpperCase()) return false;
		const [own, one, two] = [title, first, second].map((word) =>
			word.toLowerCase(),
		) as [string, string, string];
		const isSurname = among(words.surnames, one);
		if (isUpper(title)) return isSurname && two !== "";
		if (startsTitle.test(after) && !isSurname) return false;
		// No syllable is longer; and without a limit the pattern would take its time over letters at random.
		if (first.length > 7 || !syllable.test(bare(first))) return false;
		if (among(words.pairs, `${one} ${two}`)) return false;
		if (among(words.pairs, `${own} ${one}`)) return false;
		return among(personal, own) || !among(words.places, one);
	}
	for (let found = titled.exec(text); found; found = titled.exec(text)) {
		const [whole, title = "", first = "", second = ""] = found;
		titled.lastIndex = found.index + title.length;
		if (isName(title, first, second, whole.slice(title.length).trimStart()))
			return true;
	}
	return false;
}
