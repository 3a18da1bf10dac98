import { describe, expect, it } from "vitest";
import type { FieldedSample } from "../../../analysis/fielded-sample.ts";
import { surveyData } from "../../../analysis/survey-data.ts";
import { surveyWeights } from "../../../analysis/weights/survey-weights.ts";
import type { Answers } from "../../../survey-definitions/response.ts";
import type { Survey } from "../../../survey-definitions/survey.ts";
import { expectClose } from "../close.ts";
import { householdSurvey, respond, smallSurvey } from "../small-survey.ts";

const stratum = (id: number, population: number) => ({
	id,
	label: { vi: `tầng ${id}`, en: `stratum ${id}` },
	population,
	domains: {},
});

function weigh(
	survey: Survey,
	sample: FieldedSample,
	responses: [lot: number, answers: Answers][],
) {
	const columns = surveyData(
		survey,
		responses.map(([lot, answers]) => ({
			lot,
			lotLevel: 4,
			body: respond(answers),
		})),
	);
	const { base, final } = surveyWeights(survey, sample, columns);
	return { base: [...base], final: [...final] };
}

const classes: FieldedSample = {
	strata: [stratum(7, 900), stratum(8, 400)],
	lots: [
		{ stratumId: 7, invited: 40, rates: { "1": 0.5, "2": 0.05 } },
		{ stratumId: 7, invited: 50, rates: { "1": 0.5, "2": 0.05 } },
		{ stratumId: 8, invited: 50, rates: { "2": 0.125 } },
	],
};

describe("surveyWeights by class", () => {
	it("take 1 / rate of the class, and people / cards of the stratum where it is missing", () => {
		const { base } = weigh(smallSurvey, classes, [
			[0, { L4: 1 }],
			[0, { L4: 2 }],
			[1, { L4: 98 }],
			[1, {}],
			[2, { L4: 2 }],
			[2, { L4: 1 }],
		]);
		expect(base).toEqual([2, 20, 10, 10, 8, 8]);
	});

	it("sum to the people of each stratum after the adjustment", () => {
		const { final } = weigh(smallSurvey, classes, [
			[0, { L4: 1 }],
			[0, { L4: 2 }],
			[1, { L4: 2 }],
			[2, { L4: 2 }],
		]);
		expectClose(final[0] ?? 0, (2 * 900) / 42);
		expectClose((final[0] ?? 0) + (final[1] ?? 0) + (final[2] ?? 0), 900);
		expectClose(final[3] ?? 0, 400);
	});

	it("are refused where a stratum has no response", () => {
		expect(() => weigh(smallSurvey, classes, [[0, { L4: 1 }]])).toThrow(
			'no response came from "tầng 8"',
		);
	});
});

describe("surveyWeights by household", () => {
	const households: FieldedSample = {
		strata: [stratum(1, 10_000), stratum(2, 5000)],
		lots: [
			{ stratumId: 1, invited: 80, rates: { all: 0.01 } },
			{ stratumId: 1, invited: 60, rates: { all: 0.02 } },
			{ stratumId: 2, invited: 60, rates: { all: 0.05 } },
		],
	};

	it("multiply 1 / rate by the adults, at most the declared number, and by their mean where unknown", () => {
		const { base, final } = weigh(householdSurvey, households, [
			[0, { P9: 1 }],
			[1, { P9: 5 }],
			[1, { P9: 99 }],
			[0, {}],
			[2, {}],
		]);
		expect(base).toEqual([100, 200, 125, 250, 50]);
		expectClose(final[0] ?? 0, (100 * 140) / 4);
		expectClose(final[4] ?? 0, 50 * 60);
	});
});
