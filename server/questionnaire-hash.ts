import { askedText } from "../survey-definitions/asked-text.ts";
import {
	languagesOf,
	type Survey,
	translate,
} from "../survey-definitions/survey.ts";
import { sha256 } from "./tokens/make-manifest.ts";

/** SHA-256 of what is asked in each language, as "vi:HEX en:HEX": a phone knows the form in one of them. */
export const questionnaireHash = (survey: Survey): string =>
	languagesOf(survey)
		.map((language) => {
			const text = askedText(translate(survey, language));
			return `${language}:${sha256(new TextEncoder().encode(text))}`;
		})
		.join(" ");
