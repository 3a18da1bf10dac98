import type { Element } from "./definition.ts";

type Single = Extract<Element, { kind: "single" }>;

/**
 * What a crosswise question needs so that a share can be told from its answers, and what it names to be told by. An anchor
 * that was not found would be left out, and the estimate be the one that random answers move.
 */
export function checkCrosswise(
	{ name, crosswise }: Single,
	choices: readonly { code: number }[],
	elements: readonly Element[],
	report: (where: string, message: string, remedy: string) => void,
): void {
	if (!crosswise) return;
	const codes = choices.map(({ code }) => code).sort((a, b) => a - b);
	if (codes.join() !== "1,2")
		report(
			name,
			`is a crosswise question with the codes ${codes.join(", ")}`,
			"give it the codes 1 and 2, “both or none” first",
		);
	if (crosswise.p === 0.5)
		report(
			name,
			"has a first statement that is true for half of the people, beside which an answer tells nothing",
			"take one that is true for fewer or for more",
		);
	const { anchor } = crosswise;
	if (!anchor) return;
	const known = elements.find((element) => element.name === anchor.of);
	if (anchor.of === name || known?.kind !== "single" || !known.crosswise)
		report(
			name,
			`names the anchor "${anchor.of}", which is no crosswise question`,
			'name another question that has "crosswise"',
		);
	if (anchor.prevalence === 0.5)
		report(
			name,
			"has an anchor whose statement is true for half of the people, by which random answers are not found out",
			"take a statement that is true for nearly nobody or nearly everybody",
		);
}
