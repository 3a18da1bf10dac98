import type { SurveyDefinition } from "./definition.ts";
import type { DefinitionProblem } from "./definition-error.ts";
import type vietnamese from "./languages/vi.json";

/** The words around the questions in one language; Vietnamese is the measure of what a language must have. */
export type Words = typeof vietnamese;

/** A language as its file in `languages/` has it. */
export interface Language extends Words {
	/**
	 * The texts of questionnaires that are not written in it themselves: by questionnaire, the Vietnamese text and its
	 * translation. A sentence that is changed loses its translation, so that none outlives what it was made of.
	 */
	surveys?: Record<string, Record<string, string>>;
}

/** By code (BCP 47). Vietnamese is always there. */
export type Languages = { vi: Language } & { [code: string]: Language };

/** A text with its gaps filled: `{count}` becomes the value of that name. */
export const say = (
	text: string,
	values: Record<string, string | number>,
): string =>
	text.replace(/\{(\w+)\}/g, (gap, name: string) =>
		String(values[name] ?? gap),
	);

/** Words as said to one person: every `{you}`, and whatever else is known of all of them, filled in. */
export function spoken<T>(words: T, values: Record<string, string>): T {
	if (typeof words === "string") return say(words, values) as T;
	if (Array.isArray(words)) return words.map((one) => spoken(one, values)) as T;
	return Object.fromEntries(
		Object.entries(words as object).map(([key, inner]) => [
			key,
			spoken(inner, values),
		]),
	) as T;
}

/** What keeps a file from being a language: each word that is missing, unknown, empty, or has other gaps than Vietnamese. */
export function checkLanguage(
	given: unknown,
	measure: Words,
): DefinitionProblem[] {
	const problems: DefinitionProblem[] = [];
	const { surveys, ...words } = isRecord(given) ? given : {};
	compare(words, measure, "", problems);
	for (const [survey, texts] of Object.entries(
		isRecord(surveys) ? surveys : {},
	))
		for (const [source, text] of Object.entries(isRecord(texts) ? texts : {}))
			compare(text, source, `surveys.${survey}, “${source}”`, problems);
	return problems;
}

function compare(
	given: unknown,
	measure: unknown,
	where: string,
	problems: DefinitionProblem[],
) {
	const report = (message: string, remedy: string) =>
		problems.push({ where: where || "the whole file", message, remedy });
	if (typeof measure === "string") {
		if (typeof given !== "string" || !given.trim())
			return report("has no text", `translate “${measure}”`);
		const [has, wants] = [gapsOf(given), gapsOf(measure)];
		const other = [
			...has.filter((gap) => !wants.includes(gap)),
			...wants.filter((gap) => !has.includes(gap) && gap !== "{you}"),
		];
		if (other.length > 0)
			report(
				`differs from the Vietnamese in ${other.join(", ")}`,
				`use the gaps of “${measure}”`,
			);
	} else if (Array.isArray(measure)) {
		if (!Array.isArray(given) || given.length === 0)
			return report("is not a list", "write a list as in vi.json");
		for (const [index, one] of given.entries())
			compare(one, measure[index] ?? measure[0], `${where}.${index}`, problems);
	} else {
		const [has, wants] = [isRecord(given) ? given : {}, isRecord(measure)];
		const place = (key: string) => (where ? `${where}.${key}` : key);
		if (!wants) return;
		for (const [key, inner] of Object.entries(measure as object))
			compare(has[key], inner, place(key), problems);
		for (const key of Object.keys(has))
			if (!(key in (measure as object)))
				problems.push({
					where: place(key),
					message: "is in no language",
					remedy: "correct the key, or take it out",
				});
	}
}

const gapsOf = (text: string): string[] => [
	...new Set(text.match(/\{+\w+\}+/g) ?? []),
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
	value !== null && typeof value === "object" && !Array.isArray(value);

/** A definition with the translations that languages have for it, beside what it is written in. */
export function withTranslations(
	definition: SurveyDefinition,
	languages: Languages,
): SurveyDefinition {
	const known = Object.entries(languages).flatMap(([code, { surveys }]) => {
		const texts = surveys?.[definition.id];
		return texts ? [[code, texts] as const] : [];
	});
	const visit = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(visit);
		if (!isRecord(value)) return value;
		if (typeof value.vi === "string" && typeof value.en === "string") {
			const source = value.vi;
			const more = known.flatMap(([code, texts]) =>
				texts[source] && !(code in value) ? [[code, texts[source]]] : [],
			);
			return { ...value, ...Object.fromEntries(more) };
		}
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, visit(inner)]),
		);
	};
	return known.length > 0
		? (visit(definition) as SurveyDefinition)
		: definition;
}
