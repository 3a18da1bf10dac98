import type { Variable } from "../../survey-definitions/codebook.ts";
import { notApplicable } from "../../survey-definitions/definition.ts";
import { type OpenCode, openCodes } from "./code-frame.ts";

/**
 * What a text may be coded as: at an open question the frame of concepts; beside "other" of a closed one the answers that
 * it offered, as `CB_B6=4`, and the two for what fits none.
 */
export function codesOfQuestion(
	question: string,
	codebook: Variable[],
): OpenCode[] {
	const closed = codebook.find(({ name }) => name === question);
	if (!closed) return openCodes;
	return [
		...closed.categories
			.filter(({ code }) => code < notApplicable)
			.map(({ code, label }) => ({ code: `${question}=${code}`, label })),
		...openCodes.filter(({ code }) => fitsNone.includes(code)),
	];
}

const fitsNone = ["KHAC", "TRONG"];
