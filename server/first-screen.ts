import { type Screen, screensOf } from "../client/respondent/screens.ts";
import { draw, walk, wording } from "../survey-definitions/flow.ts";
import type { Survey } from "../survey-definitions/survey.ts";

/** The first question, where everybody meets the same one: neither chance nor the lot has a part in it. */
export function firstScreen(survey: Survey<string>): Screen | undefined {
	const draws = draw(survey, () => 0);
	const interview = { setting: { mode: "self" as const }, draws, answers: {} };
	const { asked, scope } = walk(survey, interview);
	const [screen] = screensOf(asked.slice(0, 1));
	if (!screen || screen.asked.question.kind !== "single") return undefined;
	const { question, choices, section, statements } = screen.asked;
	const before = section.elements.indexOf(question);
	const decisive = JSON.stringify([
		section.elements.slice(0, before + 1),
		section.swap,
		section.pieces,
	]);
	const isSame =
		!/"(LOT_LEVEL|randomise|scalePoint|reverseWhen|questions)"/.test(
			decisive,
		) &&
		!survey.arms.some(({ name }) => decisive.includes(`["get","${name}"]`));
	if (!isSame) return undefined;
	const said = (text: string, pieces = question.pieces) =>
		wording(text, pieces, survey, scope);
	return {
		...screen,
		asked: {
			section: {
				id: section.id,
				title: section.title,
				...(section.intro
					? { intro: said(section.intro, section.pieces) }
					: {}),
				elements: [],
			},
			question: {
				kind: "single",
				name: question.name,
				text: said(question.text),
				...(question.hint ? { hint: said(question.hint) } : {}),
				...(question.lead ? { lead: said(question.lead) } : {}),
				...(question.required ? { required: true } : {}),
				...(question.statements
					? { statements: question.statements.map((one) => said(one)) }
					: {}),
				choices: [],
			},
			items: [],
			choices,
			statements,
		},
	};
}
