import { compile } from "../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { toResponse } from "../../survey-definitions/flow.ts";
import type {
	Answers,
	Draws,
	Mode,
	ResponseBody,
} from "../../survey-definitions/response.ts";

const text = (word: string) => ({ vi: `${word} (vi)`, en: word });
const choices = (...codes: number[]) =>
	codes.map((code) => ({ code, text: text(`answer ${code}`) }));
const yesNo = choices(1, 2);

/** One question of each kind that data have to be told apart for. */
export const smallDefinition: SurveyDefinition = {
	id: "small",
	version: 1,
	title: text("Small"),
	population: "cadres",
	address: text("you"),
	keepsLanguage: false,
	parameters: {},
	arms: [
		{ name: "rev", levels: [0, 1] },
		{ name: "half", levels: [1, 2] },
	],
	scales: {},
	dontKnow: text("don't know"),
	refused: text("no answer"),
	consent: {
		name: "Q0",
		title: text("consent"),
		invitation: text("please"),
		points: [text("point")],
		more: [],
		agree: text("yes"),
		decline: text("no"),
		sensitive: { name: "Q0b", text: text("sensitive") },
	},
	sections: [
		{
			id: "work",
			title: text("work"),
			elements: [
				{ kind: "single", name: "A", text: text("A"), options: yesNo },
				{
					kind: "single",
					name: "B",
					text: text("B"),
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					relevant: "${A} = 1",
					options: choices(1, 2, 3, 95),
				},
				{
					kind: "single",
					name: "HALF",
					text: text("half"),
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					relevant: "${A} = 1 and ${half} = 1",
					options: yesNo,
				},
				{
					kind: "battery",
					name: "I",
					text: text("items"),
					options: choices(1, 2, 3),
					randomise: true,
					items: [
						{ name: "I1", code: 1, text: text("anchor"), anchor: true },
						{ name: "I2", code: 2, text: text("second") },
						{ name: "I3", code: 3, text: text("third") },
						{ name: "I4", code: 4, text: text("fourth") },
						{
							name: "I5",
							code: 5,
							text: text("fifth"),
							// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
							relevant: "${A} = 1",
						},
					],
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					draw: { count: 3, when: "${MODE} != 'plain'" },
					attention: {
						name: "I_AC",
						text: text("choose 2"),
						code: 2,
						positions: [1, 2],
					},
				},
				{
					kind: "multiple",
					name: "M",
					text: text("M"),
					options: choices(1, 2, 3),
				},
				{
					kind: "ranking",
					name: "R",
					text: text("R"),
					of: "M",
					count: 3,
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					relevant: "count-selected(${M}) >= 2",
				},
				{
					kind: "calculate",
					name: "TOP",
					label: text("top"),
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					calculate: "if(count-selected(${M}) = 1, ${M}, ${R_1})",
				},
				{
					kind: "calculate",
					name: "BOTH",
					label: text("both"),
					// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the definition
					calculate: "${B} = 1 and ${HALF} = 1",
				},
			],
		},
		{
			id: "about",
			title: text("about"),
			elements: [
				{ kind: "single", name: "L4", text: text("class"), options: yesNo },
				{
					kind: "single",
					name: "P9",
					text: text("adults"),
					options: choices(1, 2, 3, 4, 5),
				},
			],
		},
	],
	endings: {
		sent: text("thanks"),
		declined: text("no"),
		screened: text("not you"),
	},
	baseWeight: { kind: "class", variable: "L4" },
};

export const smallSurvey = compile(smallDefinition);

export const householdSurvey = compile({
	...smallDefinition,
	id: "small-household",
	population: "citizens",
	baseWeight: { kind: "household", variable: "P9", max: 4 },
});

/** A response as a phone sends it. */
export function respond(
	answers: Answers,
	draws: Partial<Draws> = {},
	mode: Mode = "self",
): ResponseBody {
	const arms = mode === "plain" ? {} : { rev: 0, half: 1, ...draws.arms };
	return toResponse(smallSurvey, {
		setting: { mode },
		draws: { arms, orders: draws.orders ?? {} },
		answers,
	});
}
