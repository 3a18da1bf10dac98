import { describe, expect, it } from "vitest";
import { missing, surveyData } from "../../analysis/survey-data.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { respond, smallSurvey } from "./small-survey.ts";

const { notApplicable, notShown, itemNonresponse } = missing;

const dataOf = (...bodies: ResponseBody[]) =>
	surveyData(
		smallSurvey,
		bodies.map((body, lot) => ({ lot, lotLevel: 4, body })),
	);
const rowOf = (body: ResponseBody) =>
	Object.fromEntries(
		Object.entries(dataOf(body)).map(([name, [value]]) => [name, value]),
	);

describe("surveyData", () => {
	it("keeps don't know, no answer, unanswered and not applicable apart", () => {
		const { A, B } = dataOf(
			respond({ A: 1, B: 3 }),
			respond({ A: 1, B: 98 }),
			respond({ A: 1, B: 99 }),
			respond({ A: 1 }),
			respond({ A: 2 }),
			respond({}),
		);
		expect([...(A ?? [])]).toEqual([1, 1, 1, 1, 2, itemNonresponse]);
		expect([...(B ?? [])]).toEqual([
			3,
			98,
			99,
			itemNonresponse,
			notApplicable,
			notApplicable,
		]);
	});

	it("gives a multiple choice a column for each category", () => {
		const {
			"M/1": one,
			"M/2": two,
			"M/98": unknown,
		} = dataOf(respond({ M: [2, 3] }), respond({ M: [98] }), respond({}));
		expect([...(one ?? [])]).toEqual([0, 0, itemNonresponse]);
		expect([...(two ?? [])]).toEqual([1, 0, itemNonresponse]);
		expect([...(unknown ?? [])]).toEqual([0, 1, itemNonresponse]);
	});

	it("tells items that were not drawn from items that do not apply", () => {
		const orders = { I: [4, 2, 0, 1, 3] };
		const row = rowOf(respond({ A: 1, I1: 1, I5: 2, I3: 3 }, { orders }));
		expect(row).toMatchObject({
			I1: 1,
			I2: notShown,
			I3: 3,
			I4: notShown,
			I5: 2,
		});
		const other = rowOf(respond({ A: 2, I1: 1, I3: 3 }, { orders }));
		expect(other).toMatchObject({
			I1: 1,
			I2: itemNonresponse,
			I3: 3,
			I4: notShown,
			I5: notApplicable,
		});
	});

	it("weighs drawn items by what was relevant over what was shown, and pairs likewise", () => {
		const columns = dataOf(
			respond({ A: 1 }),
			respond({ A: 2 }),
			respond({ A: 1 }, {}, "plain"),
		);
		expect([...(columns["I/weight"] ?? [])]).toEqual([4 / 2, 3 / 2, 1]);
		expect([...(columns["I/pair-weight"] ?? [])]).toEqual([12 / 2, 6 / 2, 1]);
	});

	it("calls a question of another arm not shown, but only where it would have been asked", () => {
		const { HALF, half } = dataOf(
			respond({ A: 1, HALF: 2 }),
			respond({ A: 1 }, { arms: { half: 2 } }),
			respond({ A: 2 }, { arms: { half: 2 } }),
			respond({ A: 1, HALF: 2 }, {}, "plain"),
		);
		expect([...(HALF ?? [])]).toEqual([2, notShown, notApplicable, notShown]);
		expect([...(half ?? [])]).toEqual([1, 2, 2, notApplicable]);
	});

	it("has no third place where two things were chosen", () => {
		const row = rowOf(respond({ M: [1, 3], R_1: 3 }));
		expect(row).toMatchObject({
			R_1: 3,
			R_2: itemNonresponse,
			R_3: notApplicable,
		});
		expect(rowOf(respond({ M: [1] })).R_1).toBe(notApplicable);
	});

	it("computes anew what the definition computes", () => {
		const { TOP, BOTH } = dataOf(
			respond({ A: 1, B: 1, HALF: 1, M: [2] }),
			respond({ A: 1, B: 2, HALF: 1, M: [1, 3], R_1: 3 }),
			respond({ A: 1, B: 1, M: [1, 3] }),
			respond({ A: 2 }),
		);
		expect([...(TOP ?? [])]).toEqual([2, 3, itemNonresponse, itemNonresponse]);
		expect([...(BOTH ?? [])]).toEqual([1, 0, itemNonresponse, notApplicable]);
	});

	it("keeps the lot and the attention flag", () => {
		const { lot, attn, I_AC } = dataOf(
			respond({ I_AC: 2 }),
			respond({ I_AC: 3 }),
		);
		expect([...(lot ?? [])]).toEqual([0, 1]);
		expect([...(attn ?? [])]).toEqual([1, 0]);
		expect([...(I_AC ?? [])]).toEqual([2, 3]);
	});
});
