// A paragraph as a person can word it: its numbers and references are places that keep their sources.
import type { Block, CrossReference, Inline, Paragraph } from "./document.ts";
import type { Traced } from "./figures.ts";

export interface Sentence {
	/** The words; numbers and references stand as {1}, {2} … in their order. */
	template: string;
	places: Place[];
}

export interface Place {
	/** As it is printed. */
	text: string;
	/** Of a cross-reference: what it leads to. Its text follows from what stands before it. */
	to?: string;
}

export const placePattern = /\{(\d+)\}/g;

export const isLocked = (part: Inline): part is Traced | CrossReference =>
	typeof part === "object" && ("trace" in part || "to" in part);

/** What a person may word: not what is missing, not what people said, not the questionnaire. */
export const isEditable = (block: Block): block is Paragraph =>
	block.kind === "paragraph" &&
	!block.isFixed &&
	(block.style === "body" || block.style === "list") &&
	!block.content.some((part) => !isLocked(part) && /[{}]/.test(wordsOf(part)));

const wordsOf = (part: Exclude<Inline, CrossReference>): string =>
	typeof part === "string" ? part : part.text;

export function sentenceOf(
	content: Inline[],
	/** The words of a cross-reference: "Bảng 3". */
	called: (to: string) => string = (to) => to,
): Sentence {
	const places: Place[] = [];
	const template = content
		.map((part) => {
			if (!isLocked(part)) return wordsOf(part as string);
			return `{${places.push(
				"to" in part
					? { text: called(part.to), to: part.to }
					: { text: part.text },
			)}}`;
		})
		.join("");
	return { template, places };
}

/** The same words and the same numbers. */
export const isSame = (one: Sentence, other: Sentence): boolean =>
	one.template === other.template &&
	one.places.length === other.places.length &&
	one.places.every(({ text, to }, at) => {
		const place = other.places[at] as Place;
		return to === place.to && (to !== undefined || text === place.text);
	});

/** The words of a person with the numbers of the paragraph in their places; what was typed by hand is marked. */
export function contentOf(text: string, generated: Inline[]): Inline[] {
	const locked = generated.filter(isLocked);
	const { template } = sentenceOf(generated);
	const content: Inline[] = [];
	let from = 0;
	const add = (words: string) => {
		if (words !== "") content.push(words);
	};
	const pieces = [
		...[...text.matchAll(placePattern)].map(
			({ index, 0: piece, 1: place }) => ({
				start: index,
				end: index + piece.length,
				part: locked[Number(place) - 1] as Inline,
			}),
		),
		...typedNumbers(text, template).map(({ start, number }) => ({
			start,
			end: start + number.length,
			part: { text: number, isTyped: true } as Inline,
		})),
	].sort((a, b) => a.start - b.start);
	for (const { start, end, part } of pieces) {
		add(text.slice(from, start));
		content.push(part);
		from = end;
	}
	add(text.slice(from));
	return content;
}

const numbersOutsidePlaces = (text: string) =>
	[
		...text
			.replace(placePattern, (place) => " ".repeat(place.length))
			.matchAll(/\d+(?:[.,]\d+)*/g),
	].map(({ index, 0: number }) => ({ start: index, number }));

/** Numbers that the generated wording does not have, or not so often: nothing in the data stands behind them. */
export function typedNumbers(
	text: string,
	template: string,
): { start: number; number: string }[] {
	const given = numbersOutsidePlaces(template).map(({ number }) => number);
	return numbersOutsidePlaces(text).filter(({ number }) => {
		const at = given.indexOf(number);
		if (at >= 0) given.splice(at, 1);
		return at < 0;
	});
}

/** What a person wrote as it is kept: composed letters, one line, nothing that cannot be seen. */
export const asWritten = (text: string): string =>
	text
		.normalize("NFC")
		.replace(/[\s\p{Cc}]+/gu, " ")
		.replace(/\p{C}/gu, "")
		.trim();
