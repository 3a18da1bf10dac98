import type { SurveyDefinition, Text } from "./definition.ts";
import { declaredNames, environment } from "./definition-names.ts";
import { ExpressionError, namesIn, parse } from "./expression.ts";

/** A rule of data cleaning, written before fieldwork in the questionnaire's own expressions, e.g. `all-equal(CB_B1, 3)`. */
export interface CleaningRule {
	name: string;
	label: Text;
	/** The forms it holds for are flagged. */
	when: string;
	/**
	 * `flag`: the form is marked and nothing else. `outside`: the person is no member of the population, counted apart and
	 * given no weight.
	 */
	effect: "flag" | "outside";
}

/**
 * What a rule may ask for besides the questionnaire's own names: PACE, the band of the phone's flag (1 is under two
 * seconds a screen); STRAIGHT, 1 where half of the batteries or more have one code in every item; ATTN, 0 where the
 * line that asks for attention was answered otherwise.
 */
export const cleaningNames = ["PACE", "STRAIGHT", "ATTN"] as const;

export interface CleaningProblem {
	/** Place of the rule in the list. */
	rule: number;
	field: keyof CleaningRule;
	code: "missing" | "repeated" | "not-an-expression" | "unknown-name";
	/** What the parser says, or the name that nothing declares. */
	detail: string;
	/** Where an expression cannot be read, and what may stand there. */
	place?: Text;
}

/** What is wrong with rules, by the place of the rule and its field. */
export function checkCleaning(
	definition: SurveyDefinition,
	rules: readonly CleaningRule[],
): CleaningProblem[] {
	const problems: CleaningProblem[] = [];
	const elements = definition.sections.flatMap((section) => section.elements);
	const known = new Set<string>([
		...cleaningNames,
		...environment,
		...Object.keys(definition.parameters),
		...definition.arms.map(({ name }) => name),
		...declaredNames(elements).keys(),
	]);
	const batteries = new Set(
		elements.flatMap(({ kind, name }) => (kind === "battery" ? [name] : [])),
	);
	const seen = new Set<string>();
	for (const [rule, { name, label, when }] of rules.entries()) {
		const add = (
			field: CleaningProblem["field"],
			code: CleaningProblem["code"],
			detail = "",
			place?: Text,
		) =>
			problems.push({ rule, field, code, detail, ...(place ? { place } : {}) });
		if (!/^[a-z][a-z0-9-]*$/.test(name)) add("name", "missing");
		else if (seen.has(name)) add("name", "repeated", name);
		seen.add(name);
		if (!label.vi.trim() || !label.en.trim()) add("label", "missing");
		try {
			const names = namesIn(parse(when));
			const unknown = [
				...names.variables.filter((one) => !known.has(one)),
				...names.batteries.filter((one) => !batteries.has(one)),
			];
			for (const one of unknown) add("when", "unknown-name", one);
		} catch (error) {
			if (!(error instanceof ExpressionError)) throw error;
			add("when", "not-an-expression", error.message, error.text);
		}
	}
	return problems;
}

/** Rules for every questionnaire, after those of its definition. */
export const usualCleaning: CleaningRule[] = [
	{
		name: "too-fast",
		label: {
			vi: "Trả lời quá nhanh (trung vị dưới 2 giây mỗi màn hình)",
			en: "Too fast (median under 2 seconds a screen)",
		},
		when: "${PACE} = 1",
		effect: "flag",
	},
	{
		name: "straight-lined",
		label: {
			vi: "Chọn thẳng hàng ở ít nhất nửa số bảng câu hỏi",
			en: "Straight-lined in half of the batteries or more",
		},
		when: "${STRAIGHT} = 1",
		effect: "flag",
	},
	{
		name: "inattentive",
		label: {
			vi: "Trả lời sai câu kiểm tra chú ý",
			en: "Failed the attention line",
		},
		when: "${ATTN} = 0",
		effect: "flag",
	},
];
