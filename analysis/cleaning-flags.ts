import type { CleaningRule } from "../survey-definitions/cleaning.ts";
import { holds, type Scope } from "../survey-definitions/evaluate.ts";
import { parse } from "../survey-definitions/expression.ts";
import type { ResponseBody } from "../survey-definitions/response.ts";
import type { Survey } from "../survey-definitions/survey.ts";
import { attentionLines, isStraightLined } from "./fieldwork/flag-forms.ts";

/** A flag is a column of its own: no rule ever takes a form out of the data. */
export const flagColumn = (rule: string) => `flag/${rule}`;

/** Rules as questions to a form and to the answers of its walk through the questionnaire. */
export function cleaningFlags(
	survey: Survey,
	rules: readonly CleaningRule[],
): { name: string; isOn: (body: ResponseBody, scope: Scope) => boolean }[] {
	const attention = attentionLines(survey);
	return rules.map(({ name, when }) => {
		const tree = parse(when);
		return {
			name,
			isOn: (body, scope) => {
				const { pace = null, attn = null } = body.flags;
				return holds(tree, {
					...scope,
					get(asked) {
						if (asked === "PACE") return pace;
						if (asked === "ATTN") return attn;
						if (asked === "STRAIGHT")
							return Number(isStraightLined(body, attention));
						return scope.get(asked);
					},
				});
			},
		};
	});
}
