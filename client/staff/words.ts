import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import { type Strings, strings } from "./strings.ts";

export const LanguageContext = createContext<Language>("vi");

export function useWords(): {
	language: Language;
	t: Strings;
	/** A questionnaire's text in the language of the page. */
	say: (text: Text) => string;
} {
	const language = useContext(LanguageContext);
	return {
		language,
		t: strings[language],
		say: (text) => text[language],
	};
}
