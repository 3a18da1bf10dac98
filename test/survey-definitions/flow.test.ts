import { describe, expect, test } from "vitest";
import { readDefinitions } from "../../server/read-definitions.ts";
import { compile } from "../../survey-definitions/compile.ts";
import {
	draw,
	type Interview,
	toResponse,
	walk,
	wording,
} from "../../survey-definitions/flow.ts";
import type { Answers, Draws } from "../../survey-definitions/response.ts";
import { translate } from "../../survey-definitions/survey.ts";
import { smallSurvey, smallWave } from "./small-survey.ts";

const survey = compile(smallSurvey(), smallWave);
const plainDraws: Draws = { arms: { rev: 0, h: 2, h_pos: 1 }, orders: {} };

const interview = (answers: Answers, draws = plainDraws): Interview => ({
	setting: { mode: "self" },
	draws,
	answers,
});

const asked = (answers: Answers, draws = plainDraws) =>
	walk(survey, interview(answers, draws)).asked;

const namesAsked = (answers: Answers) =>
	asked(answers).map(({ question }) => question.name);

/** A generator with a known stream, so that draws can be counted. */
function mulberry(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

describe("the way through", () => {
	test("questions appear when what they depend on is answered", () => {
		expect(namesAsked({})).toEqual(["T_S1", "T_B", "T_H", "T_N", "T_T"]);
		expect(namesAsked({ T_B_1: 2 })).toContain("T_M");
		expect(namesAsked({ T_B_1: 98 })).not.toContain("T_M");
		expect(namesAsked({ T_B_1: 2, T_M: [1, 2] })).toContain("T_R");
		expect(namesAsked({ T_B_1: 2, T_M: [1] })).not.toContain("T_R");
	});

	test("an answer whose question is no longer relevant counts no more", () => {
		const answers = { T_B_1: 1, T_M: [1, 2], T_R_1: 1, T_TO: 2 };
		const flow = walk(survey, interview(answers));
		expect(flow.answers).toEqual({ T_B_1: 1 });
		expect(flow.asked.map((a) => a.question.name)).not.toContain("T_TO");
	});

	test("an answer that ends the interview is the last thing asked", () => {
		const flow = walk(survey, interview({ T_S1: 2, T_B_1: 3 }));
		expect(flow.ended).toBe("screened");
		expect(flow.asked).toHaveLength(1);
	});

	test("options follow the wave's date, and reversed scales turn round", () => {
		const m = asked({ T_B_1: 2 }).find((a) => a.question.name === "T_M");
		expect(m?.choices.map((c) => c.code)).toEqual([1, 2, 4, 96, 97]);
		const turned = asked({}, { arms: { rev: 1 }, orders: {} })[1];
		expect(turned?.choices.map((c) => c.code)).toEqual([3, 2, 1]);
	});

	test("shuffled options leave the anchored ones at the end", () => {
		const draws = { ...plainDraws, orders: { T_M: [5, 3, 4, 1, 0, 2] } };
		const m = asked({ T_B_1: 2 }, draws).find((a) => a.question.name === "T_M");
		expect(m?.choices.map((c) => c.code)).toEqual([4, 2, 1, 96, 97]);
	});

	test("the list experiment shows its statement in one arm alone, at its place", () => {
		const list = (draws: Draws) =>
			asked({}, draws)
				.find((a) => a.question.name === "T_H")
				?.statements.map((s) => s.vi);
		expect(list({ arms: { h: 2, h_pos: 2 }, orders: {} })).toEqual(["A", "B"]);
		expect(list({ arms: { h: 1, h_pos: 2 }, orders: {} })).toEqual([
			"A",
			"Kín",
			"B",
		]);
	});

	test("pieces of a text follow arms and earlier answers", () => {
		const vi = translate(survey, "vi");
		const flow = walk(vi, interview({ T_B_1: 2, T_M: [1, 4], T_R_1: 4 }));
		const to = flow.asked.find((a) => a.question.name === "T_TO")?.question;
		expect(wording(to?.text ?? "", to?.pieces, vi, flow.scope)).toBe(
			"«Ý 4» gửi đâu?",
		);
		const { intro, pieces } = vi.sections[1]!;
		expect(wording(intro ?? "", pieces, vi, flow.scope)).toBe("Hai câu kín.");
	});
});

describe("planned missingness", () => {
	test("keeps anchors, draws the rest evenly, in every pair as planned", () => {
		const [cadres] = readDefinitions();
		const form = compile(cadres!, { CONTROLLER: "x", HOTLINE: "y" });
		const random = mulberry(1);
		const runs = 20_000;
		const shown = new Map<string, number>();
		let pair = 0;
		for (let run = 0; run < runs; run++) {
			const { asked } = walk(form, {
				setting: { mode: "self" },
				draws: draw(form, random),
				answers: { CB_S1: 1 },
			});
			const b1 = asked.find((a) => a.question.name === "CB_B1")!;
			const names = b1.items.map((item) => item.name);
			expect(names).toHaveLength(10);
			const attention = names.indexOf("CB_B1_AC") + 1;
			expect([6, 7, 8]).toContain(attention);
			for (const name of names) shown.set(name, (shown.get(name) ?? 0) + 1);
			if (names.includes("CB_B1_03") && names.includes("CB_B1_15")) pair++;
		}
		expect(shown.get("CB_B1_01")).toBe(runs);
		expect(shown.get("CB_B1_02")).toBe(runs);
		// questionnaire-cadres, §0: 7/13 for an item, 42/156 for a pair. Bounds: five standard errors.
		const near = (count: number, p: number) =>
			expect(Math.abs(count / runs - p)).toBeLessThan(
				5 * Math.sqrt((p * (1 - p)) / runs),
			);
		for (let item = 3; item <= 15; item++)
			near(shown.get(`CB_B1_${String(item).padStart(2, "0")}`) ?? 0, 7 / 13);
		near(pair, 42 / 156);
	});

	test("E2 asks about three at most of the measures chosen", () => {
		const [cadres] = readDefinitions();
		const form = compile(cadres!, { CONTROLLER: "x", HOTLINE: "y" });
		const items = (chosen: number[]) =>
			walk(form, {
				setting: { mode: "self" },
				draws: draw(form, mulberry(7)),
				answers: { CB_S1: 1, CB_E1: chosen },
			})
				.asked.find((a) => a.question.name === "CB_E2")
				?.items.map((item) => item.code);
		expect(items([97])).toBeUndefined();
		expect(items([2, 5])?.sort()).toEqual([2, 5]);
		const three = items([1, 2, 4, 6, 8]);
		expect(three).toHaveLength(3);
		expect([1, 2, 4, 6, 8]).toEqual(expect.arrayContaining(three!));
	});

	test("without JavaScript nothing is drawn and every item is shown", () => {
		const { asked } = walk(survey, {
			setting: { mode: "plain" },
			draws: { arms: {}, orders: {} },
			answers: {},
		});
		expect(asked[1]?.items.map((item) => item.name)).toEqual([
			"T_B_1",
			"T_B_2",
			"T_B_3",
			"T_B_4",
			"T_B_5",
			"T_B_AC",
		]);
	});
});

test("arms are drawn evenly, or as their probabilities say", () => {
	const [cadres] = readDefinitions();
	const form = compile(cadres!, { CONTROLLER: "x", HOTLINE: "y" });
	const random = mulberry(3);
	const counts = new Map<string, number>();
	for (let run = 0; run < 10_000; run++)
		for (const [arm, level] of Object.entries(draw(form, random).arms))
			counts.set(`${arm}${level}`, (counts.get(`${arm}${level}`) ?? 0) + 1);
	expect(counts.get("hx1")).toBe(10_000);
	for (let level = 1; level <= 5; level++)
		expect(Math.abs((counts.get(`b8${level}`) ?? 0) - 2000)).toBeLessThan(200);
	expect(Math.abs((counts.get("rev1") ?? 0) - 5000)).toBeLessThan(250);
});

test("the body holds what was asked, shown and answered, and nothing else", () => {
	const draws: Draws = {
		arms: { rev: 1, h: 1, h_pos: 3 },
		orders: { T_B: [3, 0, 4, 1, 2], T_B_AC: [1] },
	};
	const answers = { T_S1: 1, T_B_4: 1, T_B_AC: 3, T_B_2: 3, T_H: 99 };
	expect(toResponse(survey, interview(answers, draws), "vi")).toEqual({
		v: 3,
		mode: "self",
		arms: { rev: 1, h: 1, h_pos: 3 },
		shown: { T_B: ["T_B_4", "T_B_AC", "T_B_1", "T_B_5"] },
		reversed: true,
		answers: { T_Q0: 1, T_Q0b: 1, T_S1: 1, T_B_4: 1, T_B_AC: 3, T_H: 99 },
		flags: { attn: 0 },
	});
});

describe("skip rules of the questionnaires", () => {
	const [cadres, citizens] = readDefinitions();
	const wave = { CONTROLLER: "x", HOTLINE: "y" };
	const names = (
		definition: typeof cadres,
		answers: Answers,
		more: Record<string, string> = {},
	) =>
		walk(compile(definition!, { ...wave, ...more }), {
			setting: { mode: "self" },
			draws: { arms: { hx: 1, le: 0 }, orders: {} },
			answers,
		}).asked.map(({ question }) => question.name);
	const cb = (answers: Answers, more = {}) =>
		names(cadres, { CB_S1: 1, ...answers }, more);
	const nd = (answers: Answers, more = {}) =>
		names(citizens, { ND_S1: 1, ND_S2: 2, ...answers }, more);
	const has = (list: string[], ...wanted: string[]) =>
		wanted.map((name) => list.includes(name));

	test("HAS opens causes, and don't-know alone does not", () => {
		const causes = ["CB_B5", "CB_B7", "CB_D1", "CB_D2", "CB_D3"];
		expect(has(cb({ CB_B2_1: 2 }), ...causes)).toEqual(Array(5).fill(true));
		expect(has(cb({ CB_B4: 5 }), ...causes)).toEqual(Array(5).fill(true));
		expect(has(cb({ CB_B4: 97, CB_B2_1: 1 }), ...causes)).toEqual(
			Array(5).fill(false),
		);
		expect(has(cb({ CB_B4: 98, CB_B2_1: 98 }), ...causes)).toEqual(
			Array(5).fill(false),
		);
	});

	test("consequences follow B2 alone", () => {
		expect(has(cb({ CB_B4: 2 }), "CB_C1")).toEqual([false]);
		expect(has(cb({ CB_B2_5: 3 }), "CB_C1")).toEqual([true]);
	});

	test("J2, J3: ranking from two on, the one chosen is the first", () => {
		expect(has(cb({ CB_J1: [4] }), "CB_J2", "CB_J3")).toEqual([false, true]);
		expect(has(cb({ CB_J1: [4, 5] }), "CB_J2", "CB_J3")).toEqual([true, false]);
		expect(has(cb({ CB_J1: [4, 5], CB_J2_1: 5 }), "CB_J3")).toEqual([true]);
		expect(has(cb({ CB_J1: [98] }), "CB_J2", "CB_J3")).toEqual([false, false]);
	});

	test("L8 is hidden from commune leaders, and where L2 or L4 is blank", () => {
		expect(has(cb({ CB_L2: 4, CB_L4: 1 }), "CB_L8")).toEqual([false]);
		expect(has(cb({ CB_L2: 4, CB_L4: 2 }), "CB_L8")).toEqual([true]);
		expect(has(cb({ CB_L2: 1, CB_L4: 1 }), "CB_L8")).toEqual([true]);
		expect(has(cb({ CB_L2: 1 }), "CB_L8")).toEqual([false]);
		expect(has(cb({ CB_L2: 99, CB_L4: 2 }), "CB_L8")).toEqual([false]);
	});

	test("V1b after a doubtful V1a", () => {
		expect(has(cb({ CB_V1a: 3 }), "CB_V1b")).toEqual([true]);
		expect(has(cb({ CB_V1a: 4 }), "CB_V1b")).toEqual([false]);
		expect(has(cb({ CB_V1a: 98 }), "CB_V1b")).toEqual([false]);
	});

	test("no contact goes straight to perceptions", () => {
		const contact = ["ND_A2", "ND_A7", "ND_A8", "ND_A9", "ND_A10"];
		expect(has(nd({ ND_A1: 3 }), ...contact)).toEqual(Array(5).fill(false));
		expect(has(nd({ ND_A1: 2 }), "ND_A2", "ND_A8", "ND_A10")).toEqual([
			true,
			false,
			true,
		]);
		expect(has(nd({ ND_A1: 1, ND_A7_1: 1 }), "ND_A8", "ND_A9")).toEqual([
			true,
			true,
		]);
		expect(has(nd({ ND_A1: 1, ND_A6: 4 }), "ND_A6b", "ND_A9")).toEqual([
			true,
			true,
		]);
	});

	test("C2 needs HAS and a C1 that does not deny it; C3 an effect", () => {
		const base = { ND_B1_1: 3 };
		expect(has(nd({ ...base, ND_C1: [97] }), "ND_C2")).toEqual([false]);
		expect(has(nd({ ...base, ND_C1: [3] }), "ND_C2", "ND_C3")).toEqual([
			true,
			false,
		]);
		expect(has(nd({ ...base, ND_C1: [3], ND_C2: 3 }), "ND_C3")).toEqual([true]);
	});

	test("the district level and Decree 73 follow the wave's date", () => {
		const levels = (date: string) => {
			const survey = compile(cadres!, { ...wave, WAVE_DATE: date });
			const flow = walk(survey, {
				setting: { mode: "self" },
				draws: { arms: {}, orders: {} },
				answers: { CB_S1: 1 },
			});
			const of = (name: string) =>
				flow.asked.find((a) => a.question.name === name)!;
			return [
				of("CB_B4").choices.some((c) => c.code === 3),
				of("CB_L2").choices.some((c) => c.code === 5),
				of("CB_F1").items.some((i) => i.name === "CB_F1_2"),
			];
		};
		expect(levels("2023-09-01")).toEqual([true, false, false]);
		expect(levels("2025-06-30")).toEqual([true, false, true]);
		expect(levels("2025-07-01")).toEqual([false, true, true]);
	});
});
