import type { Tree } from "../../../survey-definitions/expression.ts";
import { namesIn } from "../../../survey-definitions/expression.ts";
import { rankedNames } from "../../../survey-definitions/ranked-names.ts";
import type { Survey } from "../../../survey-definitions/survey.ts";

/** Share of answers left blank, at random and whatever the answer: item nonresponse. */
export const blankShare = 0.01;

/**
 * Variables that people may leave blank here: those that decide on no other question. A blank that skips a question
 * would make the people asked other than those whom the question concerns, and the truth another one.
 */
export function mayBeBlank(survey: Survey): Set<string> {
	const deciding = decidingNames(survey);
	const names = new Set<string>();
	for (const { elements } of survey.sections)
		for (const element of elements) {
			if (element.kind === "calculate" || element.kind === "text") continue;
			if (element.kind === "ranking" || element.required) continue;
			if (element.kind === "battery")
				for (const { name } of element.items) names.add(name);
			else names.add(element.name);
		}
	for (const name of deciding) names.delete(name);
	return names;
}

/** Variables that expressions ask for, items of batteries by their own names. */
export function decidingNames(survey: Survey): Set<string> {
	const names = new Set<string>();
	const items = new Map<string, string[]>();
	const read = (tree: Tree | undefined) => {
		if (tree === undefined) return;
		const { variables, batteries } = namesIn(tree);
		for (const name of variables) names.add(name);
		for (const battery of batteries)
			for (const name of items.get(battery) ?? []) names.add(name);
	};
	for (const { elements } of survey.sections)
		for (const element of elements) {
			if (element.kind === "calculate") {
				read(element.calculate);
				continue;
			}
			read(element.relevant);
			if ("choiceFilter" in element) read(element.choiceFilter);
			if (element.kind === "battery") {
				items.set(
					element.name,
					element.items.map(({ name }) => name),
				);
				for (const { relevant } of element.items) read(relevant);
			}
			if (element.kind === "ranking") {
				names.add(element.of);
				for (const name of rankedNames(element)) names.add(name);
			}
		}
	return names;
}
