import { namesIn, type Tree } from "../../survey-definitions/expression.ts";
import { variablesOf } from "../../survey-definitions/flow.ts";
import type { Survey } from "../../survey-definitions/survey.ts";

/**
 * Variables that tell of one that is left out: computed from it, or asked, or offering an answer, by what it was; and
 * what in turn rests on those. A question that leaders alone were asked says who leads.
 */
export function tellingVariables(
	survey: Survey,
	leftOut: readonly string[],
): Set<string> {
	const telling = new Set(
		leftOut.flatMap((name) =>
			name === "stratum:level" ? [name, "LOT_LEVEL"] : [name],
		),
	);
	const elements = survey.sections.flatMap(({ elements }) => elements);
	const tells = (tree: Tree | undefined) => {
		if (tree === undefined) return false;
		const { variables, batteries } = namesIn(tree);
		return [...variables, ...batteries].some((name) => telling.has(name));
	};
	for (let before = -1; before !== telling.size; ) {
		before = telling.size;
		for (const element of elements) {
			if (element.kind === "calculate") {
				if (tells(element.calculate)) telling.add(element.name);
				continue;
			}
			const items = element.kind === "battery" ? element.items : [];
			const isWhole =
				tells(element.relevant) ||
				(element.kind === "ranking" && telling.has(element.of)) ||
				(element.kind === "battery" && tells(element.draw?.when)) ||
				("choices" in element &&
					element.choices.some(({ relevant }) => tells(relevant))) ||
				("choiceFilter" in element && tells(element.choiceFilter));
			if (isWhole) {
				telling.add(element.name);
				for (const name of variablesOf(element, items)) telling.add(name);
			}
			for (const { name, relevant } of items)
				if (tells(relevant)) telling.add(name);
			if (element.kind === "count" && tells(element.sensitive.relevant))
				telling.add(element.name);
		}
	}
	return telling;
}
