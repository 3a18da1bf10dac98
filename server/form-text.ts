import { createHash } from "node:crypto";
import type { Language } from "../survey-definitions/definition.ts";
import { type Survey, translate } from "../survey-definitions/survey.ts";

interface FormText {
	text: string;
	/** Stands in the form's address, which may therefore be kept for ever. */
	hash: string;
}

const texts = new WeakMap<Survey, Partial<Record<Language, FormText>>>();

/** The survey in one language as a phone fetches it, written once. */
export function formText(survey: Survey, language: Language): FormText {
	const known = texts.get(survey) ?? {};
	texts.set(survey, known);
	known[language] ??= written(survey, language);
	return known[language];
}

function written(survey: Survey, language: Language): FormText {
	const text = JSON.stringify(translate(survey, language));
	const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
	return { text, hash };
}
