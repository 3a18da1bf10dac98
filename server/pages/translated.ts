import type { Language } from "../../survey-definitions/definition.ts";
import { type Survey, translate } from "../../survey-definitions/survey.ts";

const known = new WeakMap<Survey, Partial<Record<Language, Survey<string>>>>();

/** A survey in one language, translated once. */
export function translated(survey: Survey, language: Language): Survey<string> {
	const languages = known.get(survey) ?? {};
	known.set(survey, languages);
	languages[language] ??= translate(survey, language);
	return languages[language];
}
