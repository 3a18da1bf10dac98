import { expect, test } from "vitest";
import { readDefinitions } from "../../server/read-definitions.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { DefinitionError } from "../../survey-definitions/definition-error.ts";
import { parseDefinition } from "../../survey-definitions/parse-definition.ts";
import { smallSurvey, smallWave, t } from "./small-survey.ts";

const wave = { CONTROLLER: "Viện", HOTLINE: "1900 0000" };

test.each(readDefinitions().map((definition) => [definition.id, definition]))(
	"%s compiles as it is fielded",
	(_, definition) => {
		const survey = compile(definition as SurveyDefinition, wave);
		expect(JSON.stringify(survey)).not.toMatch(/\{\{/);
		expect(JSON.stringify(survey).normalize("NFC")).toBe(
			JSON.stringify(survey),
		);
	},
);

test("a wave without controller and hotline cannot open", () => {
	const [cadres] = readDefinitions() as [SurveyDefinition];
	expect(() => compile(cadres)).toThrow(/CONTROLLER.*Remedy/);
	expect(() => compile(cadres)).toThrow(/HOTLINE/);
});

type Elements = SurveyDefinition["sections"][number]["elements"];

const faults: [string, (elements: Elements) => void, RegExp][] = [
	[
		"an unknown variable",
		(e) => Object.assign(e[3]!, { relevant: "${T_X} = 1" }),
		/small\.json, T_M: .*"T_X", which nothing declares\. Remedy: correct the name/,
	],
	[
		"a variable that is asked later",
		(e) => Object.assign(e[0]!, { relevant: "${T_TO} = 1" }),
		/T_S1: .*"T_TO", which is asked later\. Remedy: move/,
	],
	[
		"a cycle",
		(e) => {
			Object.assign(e[2]!, { calculate: "${T_LOOP} + 1" });
			e.push({
				kind: "calculate",
				name: "T_LOOP",
				label: t("Vòng", "Loop"),
				calculate: "${T_HAS} + 1",
			});
		},
		/T_HAS: .*makes a cycle: "T_LOOP" in turn needs "T_HAS"/,
	],
	[
		"a variable that needs itself",
		(e) => Object.assign(e[2]!, { calculate: "${T_HAS} + 1" }),
		/T_HAS: .*cycle/,
	],
	[
		"a code used twice",
		(e) =>
			Object.assign(e[0]!, {
				options: [1, 1].map((code) => ({ code, text: t("x") })),
			}),
		/T_S1: uses the code 1 twice/,
	],
	[
		"a name used twice",
		(e) => Object.assign(e[3]!, { name: "T_S1" }),
		/T_S1: the name is used twice/,
	],
	[
		"an expression that cannot be read",
		(e) => Object.assign(e[3]!, { relevant: "${T_S1} = " }),
		/T_M: the expression is not valid.*a value was expected/,
	],
	[
		"an unknown scale",
		(e) => Object.assign(e[1]!, { scale: "NONE" }),
		/T_B: the scale "NONE" is not declared/,
	],
	[
		"a piece that is not there",
		(e) => Object.assign(e[0]!, { text: t("{gone} đâu?", "where is {gone}?") }),
		/T_S1: the text names the piece \{gone\}/,
	],
	[
		"a parameter that is not there",
		(e) => Object.assign(e[0]!, { text: t("{{GONE}}?") }),
		/T_S1: the text names the parameter \{\{GONE\}\}/,
	],
	[
		"a number that runs into the missing codes",
		(e) =>
			Object.assign(e[1]!, { kind: "number", name: "T_AGE", min: 18, max: 99 }),
		/T_AGE: allows 99/,
	],
	[
		"a crosswise question beside a statement that is true for half of the people",
		(e) => Object.assign(e[0]!, { crosswise: { p: 0.5 } }),
		/T_S1: has a first statement that is true for half/,
	],
	[
		"a crosswise question that names an anchor which is none",
		(e) =>
			Object.assign(e[0]!, {
				crosswise: { p: 0.2, anchor: { of: "T_TO", prevalence: 0 } },
			}),
		/T_S1: names the anchor "T_TO", which is no crosswise question/,
	],
	[
		"a crosswise question with other codes",
		(e) =>
			Object.assign(e[0]!, {
				crosswise: { p: 0.2 },
				options: [0, 1].map((code) => ({ code, text: t("x") })),
			}),
		/T_S1: is a crosswise question with the codes 0, 1/,
	],
];

test.each(faults)(
	"%s is refused with file, question and remedy",
	(_, spoil, message) => {
		const definition = smallSurvey();
		spoil(definition.sections[0]!.elements);
		expect(() => compile(definition, smallWave)).toThrow(DefinitionError);
		expect(() => compile(definition, smallWave)).toThrow(message);
	},
);

test("all faults are told at once", () => {
	const definition = smallSurvey();
	const { elements } = definition.sections[0]!;
	Object.assign(elements[0]!, { relevant: "${T_X} = 1" });
	Object.assign(elements[3]!, { relevant: "${T_Y} = 1" });
	try {
		compile(definition, smallWave);
		expect.unreachable();
	} catch (error) {
		expect((error as DefinitionError).problems.map((p) => p.where)).toEqual([
			"T_S1",
			"T_M",
		]);
	}
});

test("a missing translation is refused where it is missing", () => {
	const definition = JSON.parse(JSON.stringify(smallSurvey()));
	delete definition.sections[0].elements[3].options[1].text.en;
	expect(() => parseDefinition(definition, "small.json")).toThrow(
		/small\.json, T_M: .*options\.1\.text\.en lacks its English text\. Remedy: write "en"/,
	);
});

test("the small survey has the form of a definition", () => {
	expect(parseDefinition(smallSurvey(), "small.json").id).toBe("small");
});
