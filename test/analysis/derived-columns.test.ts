// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the survey language
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedColumn } from "../../analysis/derived-columns.ts";
import { missing } from "../../analysis/survey-data.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import {
	compileDerived,
	type DerivedDefinition,
	derivedSources,
} from "../../survey-definitions/derived.ts";
import { smallSurvey } from "./small-survey.ts";

const text = (word: string) => ({ vi: word, en: word });
const variables = codebook(smallSurvey);
const sources = derivedSources(smallSurvey, variables, new Map());

function derive(
	of: DerivedDefinition["of"],
	columns: Record<string, number[]>,
): number[] {
	const compiled = compileDerived(
		{ name: "NEW", label: text("new"), of },
		1,
		sources,
	);
	if ("problems" in compiled) throw new Error(JSON.stringify(compiled));
	const rows = Object.values(columns)[0]?.length ?? 0;
	const data = Object.fromEntries(
		Object.entries(columns).map(([name, values]) => [
			name,
			name.endsWith("weight")
				? Float64Array.from(values)
				: Int16Array.from(values),
		]),
	);
	return [...derivedColumn({ variables, columns: data }, compiled, rows)];
}
const coded = (expression: string, codes: number[]) => ({
	kind: "expression" as const,
	expression,
	categories: codes.map((code) => ({ code, label: text(String(code)) })),
});

describe("codes of a derived variable", () => {
	test("keep why there is no value: not asked, left out by design, don't know, refused, blank", () => {
		const B = [1, 2, 3, 95, 98, 99, -1, -2, -3];
		expect(derive(coded("if(${B} <= 2, 1, 2)", [1, 2]), { B })).toEqual([
			1, 1, 2, 2, 98, 99, -1, -2, -3,
		]);
		expect(derive(coded("${B}", [1, 2, 3]), { B })).toEqual([
			1, 2, 3, -1, 98, 99, -1, -2, -3,
		]);
	});

	test("of several questions are missing for the design's reason first", () => {
		expect(
			derive(coded("${A} + ${B}", [2, 3, 4, 5]), {
				A: [1, 98, 98, 99, 1, -3],
				B: [2, -1, -2, 98, -3, 1],
			}),
		).toEqual([3, -1, -2, 98, -3, -3]);
	});

	test("'' leaves out who has an opinion or says none of it, and keeps who gave none", () => {
		const B = [1, 2, 3, 98, 99, -3];
		expect(
			derive(
				coded("if(selected(${B}, 1), 1, if(selected(${B}, 2), 2, ''))", [1, 2]),
				{
					B,
				},
			),
		).toEqual([1, 2, -1, 98, 99, -3]);
	});

	test("count the ticks of a multiple choice and the items of a battery", () => {
		expect(
			derive(coded("if(selected(${M}, 2), 1, 0)", [0, 1]), {
				"M/1": [1, 0, 0, -3],
				"M/2": [1, 0, 0, -3],
				"M/3": [0, 1, 0, -3],
				"M/98": [0, 0, 1, -3],
				"M/99": [0, 0, 0, -3],
			}),
		).toEqual([1, 0, 0, -3]);
	});
});

describe("an index", () => {
	const items = (reversed: string[], minimumAnswered: number) => ({
		kind: "index" as const,
		items: ["I1", "I2", "I3"],
		reversed,
		minimumAnswered,
	});
	const answers = {
		I1: [1, 1, 98, -3],
		I2: [3, -2, 3, -3],
		I3: [2, 3, 99, 1],
		"I/weight": [1, 2, 1, 1],
	};

	test("is the mean of enough answers, anchors weighing as the drawn items do", () => {
		expect(derive(items([], 2), answers)).toEqual([
			2,
			(1 + 2 * 3) / 3,
			Number.NaN,
			Number.NaN,
		]);
		expect(derive(items([], 1), answers).slice(2)).toEqual([3, 1]);
	});

	test("turns reversed items round within the scale", () => {
		expect(derive(items(["I2"], 2), answers)[0]).toBeCloseTo(4 / 3);
	});

	test("lies within the scale, and turning every item round mirrors it", () => {
		const code = fc.constantFrom(1, 2, 3, 98, 99, missing.itemNonresponse);
		fc.assert(
			fc.property(fc.tuple(code, code, code), ([I1, I2, I3]) => {
				const columns = {
					I1: [I1],
					I2: [I2],
					I3: [I3],
					"I/weight": [1],
				};
				const [value] = derive(items([], 1), columns) as [number];
				const [mirrored] = derive(items(["I1", "I2", "I3"], 1), columns) as [
					number,
				];
				if (Number.isNaN(value)) expect(mirrored).toBeNaN();
				else {
					expect(value).toBeGreaterThanOrEqual(1);
					expect(value).toBeLessThanOrEqual(3);
					expect(value + mirrored).toBeCloseTo(4);
				}
			}),
		);
	});
});

test("every row is evaluated by its own answers, however many agree", () => {
	const row = fc.tuple(
		fc.constantFrom(1, 2, 98, -3),
		fc.constantFrom(1, 2, 3, 99, -1),
	);
	fc.assert(
		fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
			const of = coded("if(${A} = 1, ${B}, 0)", [0, 1, 2, 3]);
			const all = derive(of, {
				A: rows.map(([a]) => a),
				B: rows.map(([, b]) => b),
			});
			expect(all).toEqual(
				rows.map(([a, b]) => derive(of, { A: [a], B: [b] })[0]),
			);
		}),
	);
});
