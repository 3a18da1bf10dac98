import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import type { Language, Words } from "../../survey-definitions/languages.ts";

/** Marks a text so that it can be seen not to be Vietnamese; gaps stay as they are. */
const marked = (text: string) => `[${text}]`;

const over = (value: unknown): unknown =>
	typeof value === "string"
		? marked(value)
		: Array.isArray(value)
			? value.map(over)
			: Object.fromEntries(
					Object.entries(value as object).map(([key, inner]) => [
						key,
						over(inner),
					]),
				);

/** A made-up language, written from right to left: every Vietnamese word in brackets. */
export function pseudoLanguage(
	vietnamese: Words,
	definitions: SurveyDefinition[],
): Language {
	const surveys: Record<string, Record<string, string>> = {};
	for (const definition of definitions) {
		const texts: Record<string, string> = {};
		const visit = (value: unknown) => {
			if (value === null || typeof value !== "object") return;
			if ("vi" in value && typeof value.vi === "string")
				texts[value.vi] = marked(value.vi);
			else for (const inner of Object.values(value)) visit(inner);
		};
		visit(definition);
		surveys[definition.id] = texts;
	}
	return {
		...(over(vietnamese) as Words),
		name: "Qabc",
		direction: "rtl",
		surveys,
	};
}

export const isMarked = (text: string) => /^\[.*\]$/s.test(text.trim());
