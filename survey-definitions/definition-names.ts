import type { Element, SurveyDefinition } from "./definition.ts";
import type { Report } from "./definition-error.ts";
import { namesIn, parse } from "./expression.ts";
import { rankedNames } from "./ranked-names.ts";

/** Values that are not asked and not set by the wave: how the form is filled in, and the level in the lot's stratum. */
export const environment = ["MODE", "LOT_LEVEL"];

/** Every name that holds a value, with the element that declares it. */
export function declaredNames(elements: Element[]): Map<string, Element> {
	const names = new Map<string, Element>();
	for (const element of elements) {
		names.set(element.name, element);
		if (element.kind === "battery")
			for (const item of element.items) names.set(item.name, element);
		if (element.kind === "ranking")
			for (const name of rankedNames(element)) names.set(name, element);
	}
	return names;
}

/** Names used twice, names that lead nowhere, arms whose probabilities do not fit. */
export function checkNames(
	definition: SurveyDefinition,
	declared: Map<string, Element>,
	report: Report,
) {
	const seen = new Set<string>();
	const once = (name: string) => {
		if (seen.has(name))
			report(
				name,
				"the name is used twice",
				"give one of the two another name",
			);
		seen.add(name);
	};
	for (const name of [
		...environment,
		...Object.keys(definition.parameters),
		...definition.arms.map((arm) => arm.name),
		definition.consent.name,
		definition.consent.sensitive.name,
	])
		once(name);
	for (const element of definition.sections.flatMap((s) => s.elements)) {
		once(element.name);
		if (element.kind === "battery") {
			const codes = new Set<number>();
			for (const item of element.items) {
				once(item.name);
				if (codes.has(item.code))
					report(
						item.name,
						`uses the item code ${item.code} twice`,
						"give each item its own",
					);
				codes.add(item.code);
			}
			if (element.attention) once(element.attention.name);
		}
		if (element.kind === "ranking") rankedNames(element).forEach(once);
		if (
			element.kind === "count" &&
			!definition.arms.some((arm) => arm.name === element.sensitive.position)
		)
			report(
				element.name,
				`takes a position from the arm "${element.sensitive.position}", which is not declared`,
				'add it to "arms"',
			);
	}
	for (const section of definition.sections)
		for (const name of section.swap?.questions ?? [])
			if (!declared.has(name))
				report(
					section.id,
					`changes the place of "${name}", which is not there`,
					"correct the name",
				);
	for (const { name, levels, probabilities } of definition.arms) {
		const sum = probabilities?.reduce((a, b) => a + b, 0) ?? 1;
		if (
			(probabilities && probabilities.length !== levels.length) ||
			Math.abs(sum - 1) > 1e-9
		)
			report(
				name,
				"its probabilities do not fit its levels",
				"give one for each level, 1 in all",
			);
	}
}

/** Whether an element's expressions lead, through calculations, to `target`. */
export function dependsOn(
	element: Element,
	target: string,
	elements: Element[],
	visited = new Set<Element>(),
): boolean {
	if (visited.has(element)) return false;
	visited.add(element);
	const sources =
		element.kind === "calculate"
			? [element.calculate]
			: [element.relevant].filter((source) => source !== undefined);
	return sources.some((source) => {
		let names: string[];
		try {
			const found = namesIn(parse(source));
			names = [...found.variables, ...found.batteries];
		} catch {
			return false;
		}
		return names.some((name) => {
			if (name === target) return true;
			const next = elements.find((e) => e.name === name);
			return next !== undefined && dependsOn(next, target, elements, visited);
		});
	});
}
