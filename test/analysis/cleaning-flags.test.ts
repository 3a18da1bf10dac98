import { describe, expect, it } from "vitest";
import { surveyData } from "../../analysis/survey-data.ts";
import type { CleaningRule } from "../../survey-definitions/cleaning.ts";
import { usualCleaning } from "../../survey-definitions/cleaning.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { respond, smallSurvey } from "./small-survey.ts";

const rule = (name: string, when: string): CleaningRule => ({
	name,
	label: { vi: name, en: name },
	when,
	effect: "flag",
});

const flagsOf = (rules: CleaningRule[], bodies: ResponseBody[]) => {
	const columns = surveyData(
		smallSurvey,
		bodies.map((body) => ({ lot: 0, lotLevel: 4, body })),
		rules,
	);
	return Object.fromEntries(
		rules.map(({ name }) => [name, [...(columns[`flag/${name}`] ?? [])]]),
	);
};

describe("flags of cleaning", () => {
	it("are 1 where a rule holds, 0 where it does not or an answer is missing, and take no form away", () => {
		// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of the questionnaire
		const rules = [
			rule("contradiction", "${A} = 1 and ${B} = 3"),
			rule("named", "${L4} = 98"),
		];
		// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
		expect(
			flagsOf(rules, [
				respond({ A: 1, B: 3, L4: 98 }),
				respond({ A: 1, L4: 1 }),
				respond({ A: 2, B: 3 }),
				respond({}),
			]),
		).toEqual({ contradiction: [1, 0, 0, 0], named: [1, 0, 0, 0] });
	});

	it("know the phone's pace where it was sent, and the line that asks for attention", () => {
		const fast = respond({ A: 2 });
		const slow = respond({ A: 2 });
		const found = flagsOf(usualCleaning, [
			{ ...fast, flags: { pace: 1, attn: 0 } },
			{ ...slow, flags: { pace: 3, attn: 1 } },
			{ ...slow, flags: {} },
		]);
		expect(found["too-fast"]).toEqual([1, 0, 0]);
		expect(found.inattentive).toEqual([1, 0, 0]);
	});
});
