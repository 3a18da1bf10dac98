/** Letters without marks (eth, often typed for đ, as d), lower case, one space between words: «Số hộ (18+)» → "so ho 18". */
export const plain = (text: string): string =>
	text
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[đĐðÐ]/g, "d")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, " ")
		.trim();
