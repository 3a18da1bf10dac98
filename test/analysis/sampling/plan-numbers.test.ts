import { expect, test } from "vitest";
import { defaultPlan } from "../../../analysis/sampling/default-plan.ts";
import { numberProblems } from "../../../analysis/sampling/plan-numbers.ts";
import { planProblem } from "../../../analysis/sampling/plan-problem.ts";

const plan = defaultPlan({ kind: "agencies", rows: [], provinces: new Map() });
const { assumptions } = plan;

test("what a plan starts from has no number that cannot be", () => {
	expect(numberProblems(plan)).toEqual([]);
});

test("a number that cannot be is named in each language with what it may be", () => {
	const wrong = {
		...plan,
		psusPerLot: 2.5,
		assumptions: {
			...assumptions,
			responseRate: { all: 0, strata: { "1.1": 1, "1.2": 1.5 } },
			level: 1,
		},
	};
	expect(numberProblems(wrong).map(({ remedy }) => remedy)).toEqual([
		{
			vi: "số PSU mỗi lô phải là một số nguyên từ 1, không phải 2,5: hãy sửa lại",
			en: "PSUs per lot must be a whole number from 1, not 2.5: mend it",
		},
		{
			vi: "tỷ lệ trả lời phải là số lớn hơn 0 và không quá 1, không phải 0: hãy sửa lại",
			en: "the response rate must be above 0 and at most 1, not 0: mend it",
		},
		{
			vi: "tỷ lệ trả lời phải là số lớn hơn 0 và không quá 1, không phải 1,5: hãy sửa lại",
			en: "the response rate must be above 0 and at most 1, not 1.5: mend it",
		},
		{
			vi: "độ tin cậy phải là số lớn hơn 0 và nhỏ hơn 1, không phải 1: hãy sửa lại",
			en: "the confidence level must be above 0 and under 1, not 1: mend it",
		},
	]);
});

test("an allocation by cost that is given none says so, and not that the total is wrong", () => {
	const free = {
		...plan,
		allocation: { ...plan.allocation!, rule: "optimum" as const },
		assumptions: {
			...assumptions,
			costPerPsu: { all: 0, strata: { "1.1": 5 } },
			costPerCard: 0,
		},
	};
	expect(numberProblems(free).map(({ remedy }) => remedy.en)).toEqual([
		"the cost of a PSU with its cards, which the optimum allocation goes by, must be above 0, not 0: mend it",
	]);
	const byCards = {
		...free,
		assumptions: { ...free.assumptions, costPerCard: 1 },
	};
	expect(numberProblems(byCards)).toEqual([]);
});

test("numbers in a remedy have three decimals at most, and a comma in Vietnamese", () => {
	const { remedy } = planProblem("probability-above-one", {
		probability: 1.1182,
	});
	expect(remedy.vi).toContain("xác suất chọn 1,118 lớn hơn 1");
	expect(remedy.en).toContain("an inclusion probability of 1.118 is above 1");
});
