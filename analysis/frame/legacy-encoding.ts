export type LegacyEncoding = "TCVN3" | "VNI";

// What Latin-1 has and Vietnamese in Unicode has not, standing in a word. Eth is left out: it is often typed for Đ.
const foreign = "µ¶¸¹¨¾©®ª¬§¼½÷×¢ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ";
const anywhere = new RegExp(`[${foreign}]`);
const inWord = new RegExp(`\\p{L}[${foreign}]|[${foreign}]\\p{L}`, "u");
const onlyTcvn3 = /[µ¶¸¹¨¾©®ª¬§¼½÷×ÞßæçÆÇ]|\p{Ll}[ÄÅËÎÏÑÖØÛÜ]/u;

/**
 * The old Vietnamese encoding that a text looks like: TCVN3 (ABC) and VNI fonts draw Vietnamese with Latin-1 characters,
 * which show as «Hµ Néi» and «Haø Noäi» once the font is gone.
 */
export const legacyEncodingOf = (text: string): LegacyEncoding | undefined =>
	anywhere.test(text) && inWord.test(text)
		? onlyTcvn3.test(text)
			? "TCVN3"
			: "VNI"
		: undefined;
