import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDefinitions } from "../../server/read-definitions.ts";
import { check } from "../../survey-definitions/check.ts";
import { compile } from "../../survey-definitions/compile.ts";
import { draw, toResponse, walk } from "../../survey-definitions/flow.ts";
import { missingCodes } from "../../survey-definitions/missing-codes.ts";
import { rankedNames } from "../../survey-definitions/ranked-names.ts";
import type {
	Answers,
	ResponseBody,
} from "../../survey-definitions/response.ts";
import type { Survey } from "../../survey-definitions/survey.ts";
import { smallSurvey, smallWave } from "./small-survey.ts";

const small = compile(smallSurvey(), smallWave);
const fielded = readDefinitions().map((definition) =>
	compile(definition, { CONTROLLER: "x", HOTLINE: "y" }),
);

const good = (): ResponseBody => ({
	v: 3,
	mode: "self",
	arms: { rev: 0, h: 1, h_pos: 2 },
	shown: { T_B: ["T_B_4", "T_B_AC", "T_B_1", "T_B_5"] },
	reversed: false,
	answers: {
		T_Q0: 1,
		T_Q0b: 1,
		T_S1: 1,
		T_B_4: 1,
		T_B_AC: 2,
		T_B_5: 3,
		T_M: [4, 96],
		T_R_1: 96,
		T_R_2: 4,
		T_TO: 2,
		T_H: 3,
		T_N: 10,
	},
	flags: { attn: 1 },
});

test("a good response is kept as it is", () => {
	const checked = check(small, good(), { T_M: " khác ", T_T: "Cám ơn" });
	expect(checked.problems).toEqual([]);
	expect(checked.kept).toEqual(good());
	expect(checked.texts).toEqual({ T_M: "khác", T_T: "Cám ơn" });
});

test("blank answers are allowed where nothing is required", () => {
	const body = good();
	body.answers = { T_Q0: 1, T_Q0b: 1, T_S1: 1 };
	expect(check(small, body).problems).toEqual([]);
});

describe("each fault is told by question and code", () => {
	type Loose = Record<string, Record<string, unknown>>;
	type Fault = [string, (body: Loose) => void, string, string];
	const faults: Fault[] = [
		[
			"unknown question",
			(b) => {
				b.answers!.T_X = 1;
			},
			"T_X",
			"unknown-question",
		],
		[
			"a calculation sent as an answer",
			(b) => {
				b.answers!.T_HAS = 1;
			},
			"T_HAS",
			"unknown-question",
		],
		[
			"unknown option",
			(b) => {
				b.answers!.T_S1 = 5;
			},
			"T_S1",
			"unknown-option",
		],
		[
			"unknown option of many",
			(b) => {
				b.answers!.T_M = [4, 55];
			},
			"T_M",
			"unknown-option",
		],
		[
			"an option outside its dates",
			(b) => {
				b.answers!.T_M = [4, 3];
			},
			"T_M",
			"unknown-option",
		],
		[
			"too many choices",
			(b) => {
				b.answers!.T_M = [4, 96, 1];
			},
			"T_M",
			"too-many",
		],
		[
			"a choice twice",
			(b) => {
				b.answers!.T_M = [4, 4];
			},
			"T_M",
			"repeated",
		],
		[
			"none beside another",
			(b) => {
				b.answers!.T_M = [4, 97];
			},
			"T_M",
			"exclusive",
		],
		[
			"don't know beside another",
			(b) => {
				b.answers!.T_M = [4, 98];
			},
			"T_M",
			"exclusive",
		],
		[
			"text for a number",
			(b) => {
				b.answers!.T_N = "3";
			},
			"T_N",
			"wrong-type",
		],
		[
			"half a person",
			(b) => {
				b.answers!.T_N = 2.5;
			},
			"T_N",
			"wrong-type",
		],
		[
			"one code where a list belongs",
			(b) => {
				b.answers!.T_M = 4;
			},
			"T_M",
			"wrong-type",
		],
		[
			"an empty list",
			(b) => {
				b.answers!.T_M = [];
			},
			"T_M",
			"wrong-type",
		],
		[
			"a list where one code belongs",
			(b) => {
				b.answers!.T_S1 = [1];
			},
			"T_S1",
			"wrong-type",
		],
		[
			"an object for an answer",
			(b) => {
				b.answers!.T_S1 = { code: 1 };
			},
			"T_S1",
			"wrong-type",
		],
		[
			"out of range",
			(b) => {
				b.answers!.T_N = 11;
			},
			"T_N",
			"out-of-range",
		],
		[
			"more statements than shown",
			(b) => {
				b.answers!.T_H = 4;
			},
			"T_H",
			"out-of-range",
		],
		[
			"a constraint",
			(b) => {
				b.answers!.T_N = 7;
			},
			"T_N",
			"constraint",
		],
		[
			"an item that was not shown",
			(b) => {
				b.answers!.T_B_2 = 1;
			},
			"T_B_2",
			"not-shown",
		],
		[
			"an answer to what is not relevant",
			(b) => {
				b.answers!.T_B_5 = 1;
			},
			"T_M",
			"not-relevant",
		],
		[
			"a rank that was not chosen",
			(b) => {
				b.answers!.T_R_1 = 1;
			},
			"T_R_1",
			"not-chosen",
		],
		[
			"a rank twice",
			(b) => {
				b.answers!.T_R_2 = 96;
			},
			"T_R_2",
			"repeated",
		],
		[
			"a second place without a first",
			(b) => {
				delete b.answers!.T_R_1;
			},
			"T_R_2",
			"not-relevant",
		],
		[
			"no consent",
			(b) => {
				delete b.answers!.T_Q0b;
			},
			"T_Q0b",
			"required",
		],
		[
			"consent refused",
			(b) => {
				b.answers!.T_Q0 = 2;
			},
			"T_Q0",
			"required",
		],
		[
			"no answer to what is required",
			(b) => {
				delete b.answers!.T_S1;
			},
			"T_S1",
			"required",
		],
		[
			"don't know where an answer is required",
			(b) => {
				b.answers!.T_S1 = 98;
			},
			"T_S1",
			"unknown-option",
		],
		[
			"somebody screened out",
			(b) => {
				b.answers!.T_S1 = 2;
			},
			"T_S1",
			"screened-out",
		],
		[
			"too few items shown",
			(b) => {
				b.shown!.T_B = ["T_B_1", "T_B_AC"];
			},
			"T_B",
			"wrong-items-shown",
		],
		[
			"an anchor not shown",
			(b) => {
				b.shown!.T_B = ["T_B_4", "T_B_AC", "T_B_2", "T_B_5"];
			},
			"T_B",
			"wrong-items-shown",
		],
		[
			"no word of what was shown",
			(b) => {
				delete b.shown!.T_B;
			},
			"T_B",
			"wrong-items-shown",
		],
		[
			"items of another question",
			(b) => {
				b.shown!.T_M = ["T_M"];
			},
			"T_M",
			"not-relevant",
		],
		[
			"an arm that does not exist",
			(b) => {
				b.arms!.zzz = 1;
			},
			"zzz",
			"unknown-arm",
		],
		[
			"a level that does not exist",
			(b) => {
				b.arms!.h = 9;
			},
			"h",
			"unknown-arm",
		],
		...[
			{ toString: 1 },
			JSON.parse("[".repeat(30_000) + "]".repeat(30_000)),
		].map(
			(level, at): Fault => [
				`a level that cannot be written out (${at})`,
				(b) => {
					b.arms!.h = level;
				},
				"h",
				"unknown-arm",
			],
		),
		[
			"an arm left out",
			(b) => {
				delete b.arms!.rev;
			},
			"rev",
			"unknown-arm",
		],
		[
			"another version",
			(b) => {
				Object.assign(b, { v: 2 });
			},
			"v",
			"version",
		],
		[
			"a way of filling in that is not known",
			(b) => {
				Object.assign(b, { mode: "fax" });
			},
			"mode",
			"malformed",
		],
		[
			"a column of its own",
			(b) => {
				Object.assign(b, { ip: "10.0.0.1" });
			},
			"ip",
			"unknown-question",
		],
		[
			"no answers at all",
			(b) => {
				Object.assign(b, { answers: null });
			},
			"answers",
			"malformed",
		],
	];
	test.each(faults)("%s", (_, spoil, variable, code) => {
		const body = JSON.parse(JSON.stringify(good()));
		spoil(body);
		expect(check(small, body).problems).toContainEqual(
			expect.objectContaining({ variable, code }),
		);
	});

	test("names that every object has are unknown questions too", () => {
		const body = JSON.parse(
			JSON.stringify(good()).replace(
				'"T_N":10',
				'"T_N":10,"__proto__":1,"toString":2',
			),
		);
		for (const variable of ["__proto__", "toString"])
			expect(check(small, body).problems).toContainEqual({
				variable,
				code: "unknown-question",
			});
	});

	test.each([null, 5, "text", [], true, { answers: [[[[]]]] }])(
		"%j is no response",
		(body) => {
			expect(check(small, body).problems.length).toBeGreaterThan(0);
		},
	);

	test("an arm that is never drawn, and a language that is none", () => {
		const hx = { rev: 0, h: 1, h_pos: 2 };
		const never = compile(
			{
				...smallSurvey(),
				arms: smallSurvey().arms.map((arm) =>
					arm.name === "h" ? { ...arm, probabilities: [0, 1] } : arm,
				),
			},
			smallWave,
		);
		expect(check(never, { ...good(), arms: hx }).problems).toContainEqual(
			expect.objectContaining({ variable: "h", code: "unknown-arm" }),
		);
		expect(check(small, { ...good(), lang: "zzz" }).problems).toContainEqual({
			variable: "lang",
			code: "malformed",
		});
	});

	test("control characters of an open text are left out, line ends stay", () => {
		expect(
			check(small, good(), { T_T: "một\u0000 \ud800hai\nba" }).texts.T_T,
		).toBe("một hai\nba");
	});

	test("what stands between two words keeps them apart: a tab from a spreadsheet becomes a blank", () => {
		expect(check(small, good(), { T_T: "xã\tHòa Bình\f3" }).texts.T_T).toBe(
			"xã Hòa Bình 3",
		);
	});

	test.each([
		[{ T_T: "x".repeat(21) }, "T_T", "too-long"],
		[{ T_M: "x".repeat(11) }, "T_M", "too-long"],
		[{ T_T: 5 }, "T_T", "wrong-type"],
		[{ T_N: "x" }, "T_N", "not-relevant"],
		[{ T_Z: "x" }, "T_Z", "unknown-question"],
		["text", "texts", "malformed"],
	])("open texts %j", (texts, variable, code) => {
		expect(check(small, good(), texts).problems).toContainEqual(
			expect.objectContaining({ variable, code }),
		);
	});
});

/** Some answer to everything asked, chosen by `random`. */
function answerAll(survey: Survey, random: () => number): ResponseBody {
	const interview = {
		setting: { mode: "self" as const },
		draws: draw(survey, random),
		answers: {} as Answers,
	};
	const any = <E>(list: E[]) => list[Math.floor(random() * list.length)] as E;
	for (let done = -1; done < Object.keys(interview.answers).length; ) {
		done = Object.keys(interview.answers).length;
		for (const { question, items, choices, statements } of walk(
			survey,
			interview,
		).asked) {
			const { answers } = interview;
			const codes = choices.filter((c) => !c.ends).map((c) => c.code);
			const offered = [...codes, ...missingCodes(question)];
			if (question.kind === "battery")
				for (const item of items) answers[item.name] ??= any(offered);
			else if (question.kind === "multiple")
				answers[question.name] ??= [any(offered)];
			else if (question.kind === "number")
				answers[question.name] ??= question.max;
			else if (question.kind === "count")
				answers[question.name] ??= Math.floor(
					random() * (statements.length + 1),
				);
			else if (question.kind === "ranking") {
				const chosen = answers[question.of] as number[];
				for (const [place, name] of rankedNames(question).entries())
					if (chosen[place] !== undefined) answers[name] = chosen[place];
			} else if (question.kind === "single")
				answers[question.name] ??= any(offered);
		}
	}
	return toResponse(survey, interview);
}

const randomFrom = (numbers: number[]) => {
	let at = 0;
	return () => numbers[at++ % numbers.length] as number;
};

const stream = fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), {
	minLength: 97,
	maxLength: 97,
});

test.each(fielded.map((survey) => [survey.id, survey] as const))(
	"%s: whatever a phone can send, the server takes, unchanged",
	(_, survey) => {
		fc.assert(
			fc.property(stream, (numbers) => {
				const body = answerAll(survey, randomFrom(numbers));
				const { problems, kept } = check(
					survey,
					JSON.parse(JSON.stringify(body)),
				);
				expect(problems).toEqual([]);
				expect(kept).toEqual(body);
			}),
			{ numRuns: 150 },
		);
	},
);

test("anything at all is answered with problems, never with an exception", () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (body, texts) => {
			expect(Array.isArray(check(small, body, texts).problems)).toBe(true);
		}),
		{ numRuns: 500 },
	);
});
