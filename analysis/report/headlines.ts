// What respondents were promised to be told: the ten numbers of the summary, as words without their traces.
import type { Report } from "./compose.ts";
import type { Inline } from "./document.ts";
import { keyFindings } from "./key-findings.ts";

export interface Headline {
	/** As it is set large: 38,4%. */
	number: string;
	sentence: string;
}

export const headlines = (report: Report): Headline[] =>
	keyFindings(report).map(({ number, sentence }) => ({
		number: wordsOf([number]),
		sentence: wordsOf(sentence),
	}));

const wordsOf = (inlines: Inline[]): string =>
	inlines
		.map((inline) =>
			typeof inline === "string" ? inline : "text" in inline ? inline.text : "",
		)
		.join("");
