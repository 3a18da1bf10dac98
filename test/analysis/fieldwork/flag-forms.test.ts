import { expect, test } from "vitest";
import {
	attentionLines,
	isStraightLined,
	isTooFast,
} from "../../../analysis/fieldwork/flag-forms.ts";
import { compile } from "../../../survey-definitions/compile.ts";
import {
	smallSurvey,
	smallWave,
} from "../../survey-definitions/small-survey.ts";

const items = (battery: string, codes: number[]) =>
	codes.map((code, at): [string, number] => [`${battery}_${at + 1}`, code]);
const form = (batteries: Record<string, number[]>) => ({
	shown: Object.fromEntries(
		Object.entries(batteries).map(([name, codes]) => [
			name,
			items(name, codes).map(([item]) => item),
		]),
	),
	answers: Object.fromEntries(
		Object.entries(batteries).flatMap(([name, codes]) => items(name, codes)),
	),
});
const none = new Set<string>();

test.each([
	[
		"one battery of two is straight",
		{ A: [3, 3, 3, 3, 3], B: [1, 2, 3, 4, 5] },
		true,
	],
	[
		"one of three",
		{ A: [3, 3, 3, 3, 3], B: [1, 2, 3, 4, 5], C: [1, 1, 1, 1, 2] },
		false,
	],
	[
		"short batteries do not count",
		{ A: [3, 3, 3, 3], B: [1, 2, 3, 4, 5] },
		false,
	],
	["short batteries alone", { A: [3, 3, 3, 3] }, false],
])("%s", (_, batteries: Record<string, number[]>, expected) => {
	expect(isStraightLined(form(batteries), none)).toBe(expected);
});

test("items left blank are no straight line", () => {
	const blank = form({ A: [3, 3, 3, 3, 3] });
	for (const name of Object.keys(blank.answers)) delete blank.answers[name];
	expect(isStraightLined(blank, none)).toBe(false);
});

test("the line that asks for attention is no item", () => {
	const survey = compile(smallSurvey(), smallWave);
	const attention = attentionLines(survey);
	expect([...attention]).toEqual(["T_B_AC"]);
	const straight = form({ A: [2, 2, 2, 2, 2] });
	straight.shown.A?.splice(2, 0, "T_B_AC");
	Object.assign(straight.answers, { T_B_AC: 4 });
	expect(isStraightLined(straight, attention)).toBe(true);
});

test("only the fastest band is too fast, and no band is none", () => {
	expect(
		[1, 2, 3].map((pace) => isTooFast({ flags: { pace: pace as 1 } })),
	).toEqual([true, false, false]);
	expect(isTooFast({ flags: {} })).toBe(false);
});
