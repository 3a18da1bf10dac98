import { nameWords } from "../../survey-definitions/name-words.ts";
import { plain } from "../frame/plain.ts";
import { markIdentities } from "../open-answers/mark-identities.ts";
import { placePattern, type Sentence, typedNumbers } from "./sentence.ts";
import { causalWords, notProven, scanErrors } from "./wording.ts";

/** What keeps a wording from being used. */
export const refusedFaults = [
	"empty",
	"number-missing",
	"number-doubled",
	"unknown-place",
	"stray-brace",
	"cause",
	"majority",
	"not-proven-dropped",
	"ranking",
	"scan-error",
	"stray-mark",
] as const;

/** What a person has to look at and may leave as it is. */
export const toldFaults = [
	"number-typed",
	"order",
	"comparison",
	"name",
] as const;

export type SentenceFault =
	| (typeof refusedFaults)[number]
	| (typeof toldFaults)[number];

export interface SentenceFinding {
	fault: SentenceFault;
	/** The words or the place concerned. */
	piece: string;
}

export const isRefused = ({ fault }: SentenceFinding): boolean =>
	refusedFaults.some((one) => one === fault);

export interface SentenceRules {
	/** Words of cause may stand in it. */
	claimsCause?: boolean;
	/** Names of provinces, which no result is told of. */
	provinces?: string[];
}

/** Words that stand for a share: which of them fits follows from the lower bound, so they are the generated sentence's. */
const shareWords =
	/tuyệt đại đa số|đại đa số|(?<!góp )phần lớn|đa số|hầu hết|(?:khoảng|gần|hơn|quá) (?:một )?nửa|(?:một|hai) phần ba|ba phần tư/giu;
const comparisons =
	/(?<!\p{L})(?:cao|thấp|nhiều|ít|lớn|nhỏ|đông) hơn|(?<!\p{L})(?:cao|thấp|nhiều|lớn|nhỏ|đông) nhất|vượt trội|áp đảo|đáng kể/giu;
const rank =
	/(?<!không |người )(?:xếp hạng|xếp thứ|đứng đầu|đứng thứ|đứng cuối|đứng chót|dẫn đầu|tốp đầu|tốp cuối)/iu;
const ranked =
	/(?<!\p{L})(?<!cấp )(?:tỉnh|thành phố|địa phương|cơ quan|đơn vị|bộ|ngành|sở|xã|phường|đặc khu)(?!\p{L})/iu;

/**
 * A wording held against the sentence that it words anew. Every number stays, once: a share without its interval and base
 * says more than is known. Words of the rules (majorities, comparisons, causes) are the generated sentence's to choose.
 */
export function checkSentence(
	text: string,
	{ template, places }: Sentence,
	{ claimsCause = false, provinces = [] }: SentenceRules = {},
): SentenceFinding[] {
	if (text.trim() === "") return [{ fault: "empty", piece: "" }];
	const found: SentenceFinding[] = [];
	const tell = (fault: SentenceFault, piece = "") =>
		found.push({ fault, piece });

	const used = [...text.matchAll(placePattern)].map(([, at]) => Number(at));
	const isPlace = (at: number) => at >= 1 && at <= places.length;
	places.forEach((_, index) => {
		const times = used.filter((at) => at === index + 1).length;
		if (times === 0) tell("number-missing", `{${index + 1}}`);
		if (times > 1) tell("number-doubled", `{${index + 1}}`);
	});
	for (const at of new Set(used))
		if (!isPlace(at)) tell("unknown-place", `{${at}}`);
	const words = text.replace(placePattern, " ");
	const brace = /[{}]/.exec(words);
	if (brace) tell("stray-brace", around(words, brace.index));
	if (
		found.length === 0 &&
		used.some((at, index) => at < (used[index - 1] ?? 0))
	)
		tell("order");

	for (const { number } of typedNumbers(text, template))
		tell("number-typed", number);

	const [own, given] = withoutQuotes(words, template);
	for (const [fault, pattern] of [
		...(claimsCause ? [] : [["cause", causalWords] as const]),
		["majority", shareWords],
		["comparison", comparisons],
	] as const)
		for (const piece of added(own, given, pattern)) tell(fault, piece);
	if (given.includes(notProven) && !own.includes(notProven))
		tell("not-proven-dropped", notProven);
	for (const clause of own.split(/[.;!?]/))
		if (
			rank.test(clause) &&
			(ranked.test(clause) || namedIn(clause, provinces).length > 0) &&
			!given.includes(clause)
		)
			tell("ranking", clause.trim());
	const names = [
		...markIdentities(own, nameWords).map(({ start, end }) =>
			own.slice(start, end),
		),
		...namedIn(own, provinces),
	];
	for (const piece of names)
		if (
			!template.includes(piece) &&
			!/^[\d.,]+$/.test(piece) &&
			!names.some((other) => other !== piece && other.includes(piece))
		)
			tell("name", piece);

	for (const piece of added(words, "", scanErrors)) tell("scan-error", piece);
	const mark = /\p{M}/u.exec(words.normalize("NFC"));
	if (mark) tell("stray-mark", around(words.normalize("NFC"), mark.index));
	return found;
}

const capitalised = /\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*/gu;

/** Capitalised words that hold the name of a province, wherever its marks stand. */
function namedIn(words: string, provinces: string[]): string[] {
	const known = provinces
		.flatMap((name) => name.split(/\s*[-–]\s*/))
		.map((name) => ` ${plain(name)} `);
	return [
		...new Set([...words.matchAll(capitalised)].map(([run]) => run)),
	].filter((run) => known.some((name) => ` ${plain(run)} `.includes(name)));
}

/** Both without what the generated sentence quotes: the questionnaire's words are nobody's claim. */
function withoutQuotes(words: string, template: string): [string, string] {
	let own = words;
	for (const [quote] of template.matchAll(/“[^”]*”/g))
		own = own.replaceAll(quote, "“”");
	return [own, template.replace(/“[^”]*”/g, "“”")];
}

/** What a pattern finds in the words of a person and not in those that were generated. */
function added(words: string, given: string, pattern: RegExp): string[] {
	const all = new RegExp(pattern.source, "giu");
	const known = given.toLocaleLowerCase("vi");
	const pieces = [...words.matchAll(all)].map(([piece]) => piece);
	return [...new Set(pieces)].filter(
		(piece) => !known.includes(piece.toLocaleLowerCase("vi")),
	);
}

const around = (words: string, at: number): string =>
	words.slice(Math.max(0, at - 12), at + 12).trim();
