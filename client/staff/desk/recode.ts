import type {
	Category,
	Variable,
} from "../../../survey-definitions/codebook.ts";

/** New codes as they are typed, by old code; an empty one is nobody's. */
export type Recoding = Record<number, string>;

/** 95 and what stands for no opinion keep their meaning. */
export const recodable = ({ categories }: Variable): Category[] =>
	categories.filter(({ code }) => code < 95 || code === 96 || code === 97);

/**
 * `if(selected(${X}, 1) or selected(${X}, 2), 1, if(selected(${X}, 97), 2, ''))`: what a recoding says in the language of
 * expressions. `selected` compares codes that count as missing elsewhere, such as 97.
 */
export function recodeExpression(variable: Variable, typed: Recoding): string {
	const name = variable.name.split("@")[0];
	return [...groupsOf(variable, typed)].reduceRight(
		(rest, [to, categories]) =>
			`if(${categories.map(({ code }) => `selected(\${${name}}, ${code})`).join(" or ")}, ${to}, ${rest})`,
		"''",
	);
}

/** The new codes, each with the labels of what it joins until somebody names it otherwise. */
export function recodeCategories(
	variable: Variable,
	typed: Recoding,
	before: { typed: Recoding; categories: Category[] },
): Category[] {
	const was = joinedLabels(variable, before.typed);
	return [...joinedLabels(variable, typed)].map(([code, label]) => {
		const known = before.categories.find((one) => one.code === code)?.label;
		const isNamed =
			known && JSON.stringify(known) !== JSON.stringify(was.get(code));
		return { code, label: isNamed ? known : label };
	});
}

const joinedLabels = (variable: Variable, typed: Recoding) =>
	new Map(
		[...groupsOf(variable, typed)].map(([to, categories]) => [
			Number(to),
			{
				vi: categories.map(({ label }) => label.vi).join(" / "),
				en: categories.map(({ label }) => label.en).join(" / "),
			},
		]),
	);

/** What gets the same new code, in the order in which codes were met. */
function groupsOf(variable: Variable, typed: Recoding) {
	const groups = new Map<string, Category[]>();
	for (const category of recodable(variable)) {
		const to = (typed[category.code] ?? "").trim();
		if (/^\d+$/.test(to)) groups.set(to, [...(groups.get(to) ?? []), category]);
	}
	return groups;
}
