import { describe, expect, it } from "vitest";
import { analyseRequest } from "../../analysis/request/analyse-request.ts";
import { problems } from "./judge.ts";
import {
	dataSets,
	furtherDataSets,
	readCases,
	readRequest,
	readText,
} from "./read-reference.ts";

describe("analyseRequest agrees with R survey 4.1-1", () => {
	it.each([...dataSets, ...furtherDataSets])(
		"on every case of %s",
		(dataSet) => {
			const { results } = analyseRequest(readRequest(dataSet), readText);
			const wrong = readCases(dataSet)
				.map((testCase) => ({
					id: testCase.id,
					problems: problems(testCase, results[testCase.id]),
				}))
				.filter((each) => each.problems.length > 0)
				.map((each) => `${each.id}: ${each.problems[0]}`);
			expect(wrong).toEqual([]);
		},
	);

	it("on 1,762 cases in all", () => {
		const count = dataSets.reduce(
			(sum, name) => sum + readCases(name).length,
			0,
		);
		expect(count).toBe(1762);
	});
});

describe("the judge itself", () => {
	it("sees a number that is off by more than its tolerance", () => {
		const testCase = {
			id: "x",
			request: { estimator: "mean" },
			expected: { terms: ["a", "b"], estimate: [1, 2], se: [0.1, 0.2] },
		};
		const right = { terms: ["b", "a"], estimate: [2, 1], se: [0.2, 0.1] };
		expect(problems(testCase, right)).toEqual([]);
		expect(
			problems(testCase, { ...right, se: [0.2, 0.1 + 4e-9] }),
		).toHaveLength(1);
		expect(problems(testCase, { ...right, terms: ["b", "c"] })).not.toEqual([]);
		expect(problems(testCase, { error: "no" })).toEqual(["no"]);
		expect(problems(testCase, undefined)).toEqual(["no result"]);
	});
});
