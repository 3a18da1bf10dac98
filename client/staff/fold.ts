/** "Đùn đẩy" → "dun day": what is compared when somebody searches without diacritics. */
export const fold = (text: string): string =>
	text
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[đĐ]/g, "d")
		.toLowerCase();

/** Whether every word of a search stands in the text, whatever the diacritics and the order. */
export function matches(text: string, search: string): boolean {
	const folded = fold(text);
	return fold(search)
		.split(/\s+/)
		.every((word) => folded.includes(word));
}
