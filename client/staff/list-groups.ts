import type { Variable } from "../../survey-definitions/codebook.ts";
import type { Language, Text } from "../../survey-definitions/definition.ts";
import { isWithoutOpinion } from "./describe-table.ts";
import type { ListedGroup } from "./question-list.tsx";
import { strings } from "./strings.ts";

/** The questions of a survey under the titles of their sections, in the order of the questionnaire. */
export function questionGroups(
	variables: Variable[],
	sections: { id: string; title: Text }[],
	{
		language,
		hrefOf,
	}: { language: Language; hrefOf: (name: string) => string },
): ListedGroup[] {
	const titled = [
		...sections.map(({ id, title }) => ({ id, title: title[language] })),
		{ id: "arms", title: strings[language].arms },
		{ id: "derived", title: strings[language].desk.pages.derived },
	];
	return titled
		.map(({ id, title }) => ({
			title,
			questions: variables
				.filter(({ section }) => section === id)
				.map(({ name, question, item, categories }) => ({
					name,
					text: (item ?? question)[language],
					under: item && question[language],
					words: [name, (item ?? question).vi, (item ?? question).en].join(" "),
					phrases: [
						question,
						...categories
							.filter((category) => !isWithoutOpinion(category))
							.map(({ label }) => label),
					]
						.map(({ vi, en }) => `${vi}\n${en}`)
						.join("\n"),
					href: hrefOf(name),
				})),
		}))
		.filter(({ questions }) => questions.length > 0);
}
