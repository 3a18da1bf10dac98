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
 * `if(${X} = 1 or ${X} = 2, 1, if(${X} = 3, 2, ''))`: what a recoding says in the language of expressions. Old codes that
 * get the same new one stand in one condition, in the order of the new codes.
 */
export function recodeExpression(variable: Variable, typed: Recoding): string {
	const groups = new Map<string, number[]>();
	for (const { code } of recodable(variable)) {
		const to = (typed[code] ?? "").trim();
		if (to !== "") groups.set(to, [...(groups.get(to) ?? []), code]);
	}
	const name = variable.name.split("@")[0];
	return [...groups].reduceRight(
		(rest, [to, codes]) =>
			`if(${codes.map((code) => `\${${name}} = ${code}`).join(" or ")}, ${to}, ${rest})`,
		"''",
	);
}

/** The new codes, each with the labels of what it joins until somebody names it otherwise. */
export function recodeCategories(
	variable: Variable,
	typed: Recoding,
	before: Category[],
): Category[] {
	const joined = new Map<number, Category[]>();
	for (const category of recodable(variable)) {
		const to = (typed[category.code] ?? "").trim();
		if (!/^\d+$/.test(to)) continue;
		joined.set(Number(to), [...(joined.get(Number(to)) ?? []), category]);
	}
	return [...joined].map(([code, categories]) => ({
		code,
		label: before.find((one) => one.code === code)?.label ?? {
			vi: categories.map(({ label }) => label.vi).join(" / "),
			en: categories.map(({ label }) => label.en).join(" / "),
		},
	}));
}
