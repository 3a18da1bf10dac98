import { expect, test } from "vitest";
import { readDefinitions } from "../../server/read-definitions.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import { compile } from "../../survey-definitions/compile.ts";

const [cadres, citizens] = readDefinitions();
const wave = { CONTROLLER: "x", HOTLINE: "y" };

const variable = (name: string, more = {}) =>
	codebook(compile(cadres!, { ...wave, ...more })).find((v) => v.name === name);
const codes = (name: string, more = {}) =>
	variable(name, more)?.categories.map(({ code }) => code);

test("every variable of both questionnaires has a name of its own and its survey's prefix", () => {
	for (const [definition, prefix] of [
		[cadres, "CB_"],
		[citizens, "ND_"],
	] as const) {
		const survey = compile(definition!, wave);
		const names = codebook(survey).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const arms = survey.arms.map(({ name }) => name);
		expect(names.filter((name) => !name.startsWith(prefix))).toEqual(arms);
	}
});

test("the missing codes stand apart at the end of each question that has them", () => {
	expect(codes("CB_B1_01")).toEqual([1, 2, 3, 4, 5, 98, 99]);
	expect(codes("CB_B3")).toEqual([1, 2, 3, 4, 5, 95, 97, 98, 99]);
	expect(codes("CB_S1")).toEqual([1, 2, 3]);
	expect(codes("CB_H1")).toEqual([0, 1, 2, 3, 4, 5, 98, 99]);
});

test("answers that the wave's date rules out are left out", () => {
	expect(codes("CB_L2")).toEqual([1, 2, 4, 5, 98, 99]);
	expect(codes("CB_L2", { WAVE_DATE: "2023-09-30" })).toEqual([
		1, 2, 3, 4, 98, 99,
	]);
});

test("calculations and rankings take the labels of what they speak of", () => {
	expect(codes("CB_HAS")).toEqual([1, 0]);
	expect(variable("CB_J_TOP")?.categories[0]?.label.vi).toBe(
		"Sửa quy định mâu thuẫn",
	);
	expect(codes("CB_J2_3")).toEqual([...(codes("CB_J_TOP") ?? []), 98, 99]);
});

test("a wording that an arm decides shows its variants, and is to be read by that arm", () => {
	expect(variable("CB_B8")?.splitBy).toBe("b8");
	expect(variable("CB_B8")?.question.vi).toContain(
		"[thường né tránh việc thuộc trách nhiệm / ",
	);
	expect(variable("b8")?.categories[2]?.label.vi).toBe(
		"thường làm việc cầm chừng",
	);
	expect(variable("CB_V1a")?.splitBy).toBeUndefined();
});

test("items of a drawn battery weigh, anchors and attention lines do not", () => {
	expect(variable("CB_B1_03")?.drawn).toBe(true);
	expect(variable("CB_B1_01")?.drawn).toBeUndefined();
	expect(variable("CB_B1_AC")?.drawn).toBeUndefined();
});
