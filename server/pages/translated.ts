import { type Survey, translate } from "../../survey-definitions/survey.ts";

const known = new WeakMap<Survey, Record<string, Survey<string>>>();

/** A survey in one language, translated once. */
export function translated(survey: Survey, language: string): Survey<string> {
	const languages = known.get(survey) ?? {};
	known.set(survey, languages);
	languages[language] ??= translate(survey, language);
	return languages[language];
}
