// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the survey language
import { describe, expect, test } from "vitest";
import { codebook } from "../../survey-definitions/codebook.ts";
import {
	compileDerived,
	type DerivedDefinition,
	derivedSources,
} from "../../survey-definitions/derived.ts";
import { smallSurvey } from "../analysis/small-survey.ts";

const text = (word: string) => ({ vi: word, en: word });
const sources = derivedSources(smallSurvey, codebook(smallSurvey), new Map());

const expression = (
	source: string,
	codes: number[],
	name = "NEW",
): DerivedDefinition => ({
	name,
	label: text("new"),
	of: {
		kind: "expression",
		expression: source,
		categories: codes.map((code) => ({ code, label: text(`is ${code}`) })),
	},
});
const index = (
	items: string[],
	minimumAnswered = 2,
	reversed: string[] = [],
): DerivedDefinition => ({
	name: "IDX",
	label: text("index"),
	of: { kind: "index", items, reversed, minimumAnswered },
});
const problemsOf = (definition: DerivedDefinition) => {
	const compiled = compileDerived(definition, 1, sources);
	return "problems" in compiled
		? compiled.problems.map(
				({ field, code, detail }) => `${field} ${code} ${detail}`,
			)
		: [];
};
const variableOf = (definition: DerivedDefinition) => {
	const compiled = compileDerived(definition, 1, sources);
	if ("problems" in compiled) throw new Error(JSON.stringify(compiled));
	return compiled.variable;
};

describe("a derived variable", () => {
	test("of one question keeps its missing codes and is no crossing", () => {
		expect(variableOf(expression("if(${A} = 1, 1, 2)", [1, 2]))).toMatchObject({
			name: "NEW@1",
			type: "single",
			categories: [{ code: 1 }, { code: 2 }, { code: 98 }, { code: 99 }],
			derived: { from: ["A"], crosses: false },
		});
	});

	test("of several questions, or of the ticks of one, is a crossing", () => {
		for (const source of ["${A} = 1 and ${B} = 2", "selected(${M}, 1)"])
			expect(variableOf(expression(source, [0, 1])).derived?.crosses).toBe(
				true,
			);
	});

	test("of what people said about themselves tells others who they are", () => {
		expect(variableOf(expression("${P9} >= 3", [0, 1])).quasiIdentifier).toBe(
			true,
		);
	});

	test("of a drawn item takes its weight; two drawn items have none together", () => {
		expect(variableOf(expression("${I2} >= 2", [0, 1]))).toMatchObject({
			drawn: true,
			battery: "I",
		});
		expect(problemsOf(expression("${I2} >= 2 and ${I3} >= 2", [0, 1]))).toEqual(
			["expression drawn-together I2, I3"],
		);
	});
});

test.each<[string, DerivedDefinition, string]>([
	[
		"a name with a space",
		expression("${A}", [1, 2], "my var"),
		"name malformed my var",
	],
	["the survey's own name", expression("${B}=1", [0, 1], "A"), "name taken A"],
	["itself", expression("${NEW} = 1", [0, 1]), "expression itself NEW"],
	[
		"an unknown name",
		expression("${Z9} = 1", [0, 1]),
		"expression unknown-name Z9",
	],
	[
		"an unknown battery",
		expression("count-where(J, >=, 2)", [0, 1]),
		"expression unknown-name J",
	],
	[
		"a value without a label",
		expression("if(${A} = 1, 1, 7)", [1, 2]),
		"categories no-label 7",
	],
	[
		"a label without a value",
		expression("if(${A} = 1, 1, 2)", [1, 2, 3]),
		"categories never 3",
	],
	[
		"half a code",
		expression("${A} div 2", [0, 1]),
		"expression not-a-code 0.5",
	],
	[
		"a code of its own meaning",
		expression("if(${A} = 1, 1, 98)", [1, 98]),
		"categories not-a-code 98",
	],
	[
		"values without end",
		expression("exp(${A})", [1, 2]),
		"expression not-listed ",
	],
	[
		"one category",
		expression("if(${A} = 1, 1, '')", [1]),
		"categories too-few ",
	],
	["a code twice", expression("${A}", [1, 1, 2]), "categories repeated 1"],
	["an index of one item", index(["A"], 1), "items too-few "],
	["an index over two scales", index(["A", "I1"]), "items not-one-scale I1"],
	["an index of ticks", index(["A", "M"]), "items not-one-scale M"],
	["an index of who people are", index(["A", "L4"]), "items identifying L4"],
	["more answers than items", index(["I1", "I2"], 3), "minimum out-of-range 3"],
])(
	"%s is told with its field and what it is about",
	(_, definition, problem) => {
		expect(problemsOf(definition)).toContain(problem);
	},
);

test("what cannot be read is told with the place", () => {
	const compiled = compileDerived(expression("${A} = = 1", [0, 1]), 1, sources);
	expect(compiled).toMatchObject({
		problems: [
			{
				field: "expression",
				code: "not-an-expression",
				place: {
					vi: expect.stringMatching(/^ký tự thứ 8, sau “\$\{A\} =”/),
					en: expect.stringMatching(/^character 8, after/),
				},
			},
		],
	});
});

test("'' is nobody's value, and a label in one language is missing", () => {
	expect(problemsOf(expression("if(${B} <= 2, ${B}, '')", [1, 2, 3]))).toEqual(
		[],
	);
	const half = expression("${A}", [1, 2]);
	half.label = { vi: "mới", en: " " };
	expect(problemsOf(half)).toEqual(["label missing "]);
});
