import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FieldedSample } from "../../../analysis/fielded-sample.ts";
import {
	type SurveyColumns,
	surveyData,
} from "../../../analysis/survey-data.ts";
import type { NamedMargin } from "../../../analysis/weights/population-margin.ts";
import {
	normalised,
	type ToWeigh,
	type Weighting,
	weigh,
} from "../../../analysis/weights/weigh.ts";
import {
	firstRecipe,
	usualTrim,
	type WeightRecipe,
	type WeightStep,
} from "../../../analysis/weights/weight-recipe.ts";
import type { Answers } from "../../../survey-definitions/response.ts";
import type { Survey } from "../../../survey-definitions/survey.ts";
import { readCases, readText } from "../../reference/read-reference.ts";
import { expectClose } from "../close.ts";
import { strataAsTheyAre } from "../small-dataset.ts";
import { householdSurvey, respond, smallSurvey } from "../small-survey.ts";

const stratum = (
	id: number,
	population: number,
	domains: FieldedSample["strata"][number]["domains"] = {},
) => ({
	id,
	label: { vi: `tầng ${id}`, en: `stratum ${id}` },
	population,
	domains,
});

const columnsOf = (
	survey: Survey,
	responses: [lot: number, answers: Answers][],
): SurveyColumns =>
	surveyData(
		survey,
		responses.map(([lot, answers]) => ({
			lot,
			lotLevel: 4,
			body: respond(answers),
		})),
	);

function weighed(input: ToWeigh): Weighting {
	const found = weigh(input);
	if ("problems" in found) throw new Error(JSON.stringify(found.problems));
	return found;
}

const problemsOf = (input: ToWeigh) => {
	const found = weigh(input);
	return "problems" in found ? found.problems : [];
};

const stepOf = <S extends WeightStep["step"]>(
	{ steps }: Weighting,
	step: S,
): Extract<WeightStep, { step: S }> => {
	const found = steps.find((one) => one.step === step);
	if (!found) throw new Error(`no step ${step}`);
	return found as Extract<WeightStep, { step: S }>;
};

function bases(
	survey: Survey,
	sample: FieldedSample,
	responses: [lot: number, answers: Answers][],
) {
	const columns = columnsOf(survey, responses);
	const recipe = strataAsTheyAre;
	const { base, final } = weighed({ survey, sample, columns, recipe });
	return { base: [...base], final: [...final] };
}

const sum = (values: ArrayLike<number>) =>
	Array.from(values).reduce((total, value) => total + value, 0);

const classes: FieldedSample = {
	strata: [stratum(7, 900), stratum(8, 400)],
	lots: [
		{ stratumId: 7, invited: 40, rates: { "1": 0.5, "2": 0.05 } },
		{ stratumId: 7, invited: 50, rates: { "1": 0.5, "2": 0.05 } },
		{ stratumId: 8, invited: 50, rates: { "2": 0.125 } },
	],
};

describe("base weights by class", () => {
	it("take 1 / rate of the class, and people / cards of the stratum where it is missing", () => {
		const { base } = bases(smallSurvey, classes, [
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
		const { final } = bases(smallSurvey, classes, [
			[0, { L4: 1 }],
			[0, { L4: 2 }],
			[1, { L4: 2 }],
			[2, { L4: 2 }],
		]);
		expectClose(final[0] ?? 0, (2 * 900) / 42);
		expectClose((final[0] ?? 0) + (final[1] ?? 0) + (final[2] ?? 0), 900);
		expectClose(final[3] ?? 0, 400);
	});

	it("do not count a reserve that nobody was given", () => {
		const sample: FieldedSample = {
			...classes,
			lots: [
				...classes.lots,
				{ stratumId: 7, invited: 90, rates: { "1": 0.5 }, reserve: true },
			],
		};
		const { base } = bases(smallSurvey, sample, [
			[0, {}],
			[2, { L4: 2 }],
		]);
		expect(base[0]).toBe(10);
	});

	it("tell how many do not name their class, and leaders among cards and forms", () => {
		const survey = smallSurvey;
		const columns = columnsOf(survey, [
			[0, { L4: 1 }],
			[0, { L4: 2 }],
			[1, { L4: 2 }],
			[1, {}],
			[2, { L4: 2 }],
		]);
		const found = weighed({
			survey,
			sample: classes,
			columns,
			recipe: strataAsTheyAre,
		});
		const step = stepOf(found, "base");
		expectClose(step.missing, 1 / 5);
		// 90 cards = 0.5 L + 0.05 (900 − L): L = 100 leaders, 50 of the cards.
		expect(step.piles).toHaveLength(1);
		expectClose(step.piles[0]?.ofCards ?? 0, 50 / 90);
		expect(step.piles[0]).toMatchObject({ stratum: 0, forms: 3, leaders: 1 });
	});
});

describe("base weights by household", () => {
	const households: FieldedSample = {
		strata: [stratum(1, 10_000), stratum(2, 5000)],
		lots: [
			{ stratumId: 1, invited: 80, rates: { all: 0.01 } },
			{ stratumId: 1, invited: 60, rates: { all: 0.02 } },
			{ stratumId: 2, invited: 60, rates: { all: 0.05 } },
		],
	};

	it("multiply 1 / rate by the adults, at most the declared number, and by their mean where unknown", () => {
		const { base, final } = bases(householdSurvey, households, [
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

	it("are whole numbers also where nobody tells the adults", () => {
		const { base } = bases(householdSurvey, households, [
			[0, {}],
			[2, {}],
		]);
		expect(base).toEqual([100, 20]);
	});
});

describe("an allocation", () => {
	it.each([
		[[0.35, 0.38, 0.27], 1.725701],
		[[0.225, 0.475, 0.3], 2.618122],
	])("of %j costs what sampling.md §10.6 and §12.4 say", (shares, deff) => {
		const n = 2000;
		const people = [1_680_677, 336_328, 205_571];
		const cards = shares.map((share) => Math.round(share * n));
		const sample: FieldedSample = {
			strata: people.map((count, at) => stratum(at + 1, count)),
			lots: cards.map((invited, at) => ({
				stratumId: at + 1,
				invited,
				rates: { "2": invited / (people[at] ?? 1) },
			})),
		};
		const columns = columnsOf(
			smallSurvey,
			cards.flatMap((count, lot) =>
				Array.from({ length: count }, (): [number, Answers] => [
					lot,
					{ L4: 2 },
				]),
			),
		);
		const found = weighed({
			survey: smallSurvey,
			sample,
			columns,
			recipe: firstRecipe,
		});
		expectClose(stepOf(found, "nonresponse").summary.kish_deff, deff, {
			relative: 0,
			absolute: 5e-7,
		});
	});
});

describe("nonresponse", () => {
	const level = (code: number) => ({
		level: { code, label: { vi: `cấp ${code}`, en: `level ${code}` } },
	});

	it("joins a thin stratum with the neighbour that is most like it, and keeps the people", () => {
		const sample: FieldedSample = {
			strata: [
				stratum(1, 1000, level(2)),
				stratum(2, 500, level(4)),
				stratum(3, 2000, level(4)),
			],
			lots: [1, 2, 3].map((stratumId) => ({
				stratumId,
				invited: 100,
				rates: { "2": 0.1 },
			})),
		};
		const forms = (lot: number, count: number) =>
			Array.from({ length: count }, (): [number, Answers] => [lot, { L4: 2 }]);
		const columns = columnsOf(smallSurvey, [...forms(0, 40), ...forms(2, 60)]);
		const found = weighed({
			survey: smallSurvey,
			sample,
			columns,
			recipe: firstRecipe,
		});
		expect(
			stepOf(found, "nonresponse").classes.map(({ members }) => members),
		).toEqual([[0], [1, 2]]);
		expectClose(sum(found.final.slice(0, 40)), 1000);
		expectClose(sum(found.final.slice(40)), 2500);
	});

	it("has nothing to weight where no form came", () => {
		const [problem] = problemsOf({
			survey: smallSurvey,
			sample: classes,
			columns: columnsOf(smallSurvey, []),
			recipe: firstRecipe,
		});
		expect(problem?.code).toBe("nothing-to-weight");
	});
});

/** One stratum in which everybody was invited and answered: base weights of 1. */
function census(
	rows: Answers[],
): Pick<ToWeigh, "survey" | "sample" | "columns"> {
	const n = rows.length;
	return {
		survey: smallSurvey,
		sample: {
			strata: [stratum(1, n)],
			lots: [{ stratumId: 1, invited: n, rates: { "1": 1, "2": 1 } }],
		},
		columns: columnsOf(
			smallSurvey,
			rows.map((answers): [number, Answers] => [0, { L4: 1, ...answers }]),
		),
	};
}

const margin = (
	name: string,
	variables: string[],
	totals: [codes: number[], total: number][],
	unit: NamedMargin["body"]["unit"] = "structure",
): NamedMargin => ({
	name,
	body: {
		variables,
		unit,
		cells: totals.map(([codes, total]) => ({ codes, total })),
		source: "kiểm thử",
		version: "1",
	},
});

const raking = (...margins: string[]): WeightRecipe => ({
	...strataAsTheyAre,
	margins,
});

const times = (count: number, answers: Answers) =>
	Array.from({ length: count }, () => answers);

describe("raking in the pipeline", () => {
	it("agrees with sampling.md §10.1", () => {
		const found = weighed({
			...census([
				...times(30, { A: 1, P9: 1 }),
				...times(50, { A: 1, P9: 2 }),
				...times(60, { A: 2, P9: 1 }),
				...times(60, { A: 2, P9: 2 }),
			]),
			recipe: raking("giới", "nơi"),
			margins: [
				margin(
					"giới",
					["A"],
					[
						[[1], 0.498],
						[[2], 0.502],
					],
				),
				margin(
					"nơi",
					["P9"],
					[
						[[1], 0.344],
						[[2], 0.656],
					],
				),
			],
		});
		const close = { relative: 0, absolute: 5e-7 };
		for (const [row, weight] of [
			[0, 0.951361],
			[30, 1.421183],
			[80, 0.670986],
			[140, 1.002347],
		] as const)
			expectClose(found.final[row] ?? 0, weight, close);
		const { summary, margins } = stepOf(found, "rake");
		expectClose(summary.kish_deff, 1.07718, close);
		expectClose(summary.kish_neff, 185.67, { relative: 0, absolute: 5e-4 });
		for (const { deviation } of margins) expect(deviation).toBeLessThan(1e-6);
	});

	it("agrees with R survey's rake on apistrat", () => {
		const [head = [], ...schools] = readText("apistrat.csv")
			.trim()
			.split("\n")
			.map((line) => line.replaceAll('"', "").split(","));
		const field = (name: string) =>
			schools.map((school) => school[head.indexOf(name)] ?? "");
		const [stype, wide] = [field("stype"), field("sch.wide")];
		const types = ["E", "H", "M"];
		const rows = schools.length;
		const population: Record<string, number> = { E: 4421, H: 755, M: 1018 };
		const columns = census(
			Array.from({ length: rows }, (_, row) => ({
				A: wide[row] === "No" ? 1 : 2,
				P9: types.indexOf(stype[row] ?? "") + 1,
			})),
		).columns;
		columns.lot = Int16Array.from({ length: rows }, (_, row) =>
			types.indexOf(stype[row] ?? ""),
		);
		const sample: FieldedSample = {
			strata: types.map((type, at) => stratum(at + 1, population[type] ?? 0)),
			lots: types.map((type, at) => {
				const invited = stype.filter((one) => one === type).length;
				const rate = invited / (population[type] ?? 1);
				return { stratumId: at + 1, invited, rates: { "1": rate } };
			}),
		};
		const found = weighed({
			survey: smallSurvey,
			sample,
			columns,
			recipe: raking("stype", "sch.wide"),
			margins: [
				margin(
					"stype",
					["P9"],
					[
						[[1], 4421],
						[[2], 755],
						[[3], 1018],
					],
					"people",
				),
				margin(
					"sch.wide",
					["A"],
					[
						[[1], 1072],
						[[2], 5122],
					],
					"people",
				),
			],
		});
		const expected: number[] = readCases("apistrat").find(
			({ id }) => id === "apistrat/dstrat/rake2/weights",
		)?.expected.weights;
		expect(expected).toHaveLength(rows);
		for (const [row, weight] of expected.entries())
			expectClose(found.final[row] ?? 0, weight, { relative: 1e-6 });
	});

	it("leaves who does not answer alone, and reaches the shares among those who do", () => {
		const found = weighed({
			...census([
				...times(20, { A: 1 }),
				...times(60, { A: 2 }),
				...times(20, { A: 99 }),
			]),
			recipe: raking("giới"),
			margins: [
				margin(
					"giới",
					["A"],
					[
						[[1], 50],
						[[2], 50],
					],
					"percent",
				),
			],
		});
		expectClose(sum(found.final.slice(0, 20)), 40);
		expectClose(sum(found.final.slice(20, 80)), 40);
		expectClose(sum(found.final.slice(80)), 20);
		expectClose(stepOf(found, "rake").margins[0]?.unforced ?? 0, 0.2);
	});

	it("gives weights that sum to a margin of people, and others that sum to n", () => {
		const found = weighed({
			...census([...times(4, { A: 1 }), ...times(6, { A: 2 })]),
			recipe: raking("người"),
			margins: [
				margin(
					"người",
					["A"],
					[
						[[1], 3000],
						[[2], 5000],
					],
					"people",
				),
			],
		});
		expectClose(sum(found.final), 8000);
		expectClose(sum(normalised(found.final)), 10);
	});

	it("rakes to a crossing of a stratum's dimension and a question", () => {
		const answers = [...times(6, { L4: 1 }), ...times(4, { L4: 2 })];
		const found = weighed({
			...census(answers),
			sample: {
				strata: [
					stratum(1, 10, {
						level: { code: 4, label: { vi: "xã", en: "commune" } },
					}),
				],
				lots: [{ stratumId: 1, invited: 10, rates: { "1": 1, "2": 1 } }],
			},
			recipe: raking("cấp × lớp"),
			margins: [
				margin(
					"cấp × lớp",
					["stratum:level", "L4"],
					[
						[[4, 1], 20],
						[[4, 2], 80],
					],
				),
			],
		});
		expectClose(sum(found.final.slice(0, 6)), 2);
	});

	it.each<[string, NamedMargin[], string]>([
		[
			"a category of the data without a total",
			[margin("m", ["A"], [[[1], 100]])],
			"category-without-total",
		],
		[
			"a total for a category with no form",
			[
				margin(
					"m",
					["P9"],
					[
						[[1], 1],
						[[2], 1],
						[[3], 1],
					],
				),
			],
			"empty-category",
		],
		[
			"a category said to be empty that has forms",
			[
				margin(
					"m",
					["A"],
					[
						[[1], 0],
						[[2], 1],
					],
				),
			],
			"zero-category",
		],
		[
			"people that disagree",
			[
				margin(
					"m",
					["A"],
					[
						[[1], 500],
						[[2], 500],
					],
					"people",
				),
				margin(
					"n",
					["P9"],
					[
						[[1], 500],
						[[2], 506],
					],
					"people",
				),
			],
			"totals-disagree",
		],
		[
			"margins that contradict each other in the sample",
			[
				margin(
					"m",
					["A"],
					[
						[[1], 1],
						[[2], 1],
					],
				),
				margin(
					"n",
					["B"],
					[
						[[1], 1],
						[[2], 1],
					],
				),
				margin(
					"o",
					["A", "P9"],
					[
						[[1, 1], 1],
						[[1, 2], 2],
						[[2, 1], 5],
						[[2, 2], 1],
					],
				),
			],
			"not-settled",
		],
	])("refuses %s, and says where", (_, margins, code) => {
		const [first, ...others] = problemsOf({
			...census([
				...times(5, { A: 1, B: 1, P9: 1 }),
				...times(5, { A: 2, B: 2, P9: 2 }),
				...times(5, { A: 1, B: 2, P9: 2 }),
				...times(5, { A: 2, P9: 1 }),
			]),
			recipe: raking(...margins.map(({ name }) => name)),
			margins,
		});
		for (const problem of [first, ...others]) expect(problem?.code).toBe(code);
		expect(first?.margin).not.toBe("");
		expect(first?.remedy.vi).not.toMatch(/[{}]/);
	});

	it("refuses a margin that nobody entered", () => {
		const [problem] = problemsOf({
			...census([{ A: 1 }]),
			recipe: raking("không có"),
		});
		expect(problem).toMatchObject({
			code: "unknown-margin",
			value: "không có",
		});
	});
});

describe("people outside the population", () => {
	it("count for the nonresponse of their stratum and have no weight afterwards", () => {
		const input = census([...times(8, { A: 1 }), ...times(2, { A: 2 })]);
		const flag = Int16Array.from({ length: 10 }, (_, row) => Number(row >= 8));
		const found = weighed({
			...input,
			columns: { ...input.columns, "flag/outside": flag },
			sample: {
				strata: [stratum(1, 100)],
				lots: [{ stratumId: 1, invited: 20, rates: { "1": 0.2, "2": 0.2 } }],
			},
			recipe: raking("m"),
			margins: [margin("m", ["A"], [[[1], 1]])],
			outside: ["flag/outside"],
		});
		expect(stepOf(found, "outside").forms).toBe(2);
		expectClose(sum(found.final), 80);
		expect([...found.final.slice(8)]).toEqual([0, 0]);
	});
});

describe("trimming in the pipeline", () => {
	const rows = [
		...times(97, { A: 1, P9: 1 }),
		...times(2, { A: 1, P9: 2 }),
		...times(1, { A: 2, P9: 1 }),
		...times(40, { A: 2, P9: 2 }),
	];
	const margins = [
		margin(
			"a",
			["A"],
			[
				[[1], 40],
				[[2], 60],
			],
			"percent",
		),
		margin(
			"b",
			["P9"],
			[
				[[1], 70],
				[[2], 30],
			],
			"percent",
		),
	];

	it("cuts ratios to the median of their stratum and class, and meets the margins again", () => {
		const recipe = { ...raking("a", "b"), trim: usualTrim };
		const before = weighed({
			...census(rows),
			recipe: raking("a", "b"),
			margins,
		});
		const after = weighed({ ...census(rows), recipe, margins });
		const { trimmed, rounds, margins: met, summary } = stepOf(after, "trim");
		expect(trimmed).toBeGreaterThan(0);
		expect(rounds).toBeLessThanOrEqual(5);
		for (const { deviation } of met) expect(deviation).toBeLessThan(1e-6);
		expect(summary.max).toBeLessThan(stepOf(before, "rake").summary.max);
		expectClose(sum(after.final), sum(before.final));
	});

	it("leaves a class alone whose weights differ by design", () => {
		// Leaders were taken ten times as often as others: weights of 1 and 10, ratios of 1.
		const input = census([...times(50, { L4: 1 }), ...times(10, { L4: 2 })]);
		const found = weighed({
			...input,
			sample: {
				strata: [stratum(1, 150)],
				lots: [{ stratumId: 1, invited: 60, rates: { "1": 1, "2": 0.1 } }],
			},
			recipe: { ...raking("lớp"), trim: usualTrim },
			margins: [
				margin(
					"lớp",
					["L4"],
					[
						[[1], 50],
						[[2], 100],
					],
				),
			],
		});
		expect(stepOf(found, "trim")).toMatchObject({ trimmed: 0, rounds: 0 });
		expectClose(found.final[59] ?? 0, 10);
	});
});

describe("any weighting", () => {
	const answers = fc.record({
		A: fc.constantFrom(1, 2, 99),
		P9: fc.constantFrom(1, 2, 3),
		L4: fc.constantFrom(1, 2),
	});
	const survey = fc
		.array(answers, { minLength: 1, maxLength: 60 })
		// Every category occurs with every other, so that any margins can be met.
		.map((more) => [
			...[1, 2].flatMap((A) =>
				[1, 2, 3].flatMap((P9) => [1, 2].map((L4) => ({ A, P9, L4 }))),
			),
			...more,
		]);
	const shares = (count: number) =>
		fc.array(fc.integer({ min: 5, max: 50 }), {
			minLength: count,
			maxLength: count,
		});
	const marginsOf = (a: number[], p: number[]) => [
		margin(
			"a",
			["A"],
			a.map((total, at) => [[at + 1], total]),
		),
		margin(
			"p",
			["P9"],
			p.map((total, at) => [[at + 1], total]),
		),
	];
	const sampleOf = (n: number): FieldedSample => ({
		strata: [stratum(1, 10 * n)],
		lots: [{ stratumId: 1, invited: 2 * n, rates: { "1": 0.5, "2": 0.1 } }],
	});
	const recipe = { ...raking("a", "p"), trim: usualTrim };

	it("meets its margins, whatever their scale, whatever the order of rows", () => {
		fc.assert(
			fc.property(
				survey,
				shares(2),
				shares(3),
				fc.integer({ min: 1, max: 1000 }),
				(rows, a, p, scale) => {
					const input = {
						...census(rows),
						sample: sampleOf(rows.length),
						recipe,
						margins: marginsOf(a, p),
					};
					const found = weighed(input);
					for (const { deviation } of stepOf(found, "trim").margins)
						expect(deviation).toBeLessThan(1e-6);
					expectClose(sum(found.final), 10 * rows.length);
					const scaled = weighed({
						...input,
						margins: marginsOf(
							a.map((total) => total * scale),
							p.map((total) => total * scale),
						),
					});
					const turned = weighed({
						...input,
						columns: census(rows.toReversed()).columns,
					}).final.toReversed();
					for (const [row, weight] of found.final.entries()) {
						expectClose(scaled.final[row] ?? 0, weight, { relative: 1e-6 });
						expectClose(turned[row] ?? 0, weight, { relative: 1e-6 });
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("is untouched by rows without weight", () => {
		fc.assert(
			fc.property(survey, shares(2), shares(3), (rows, a, p) => {
				const margins = marginsOf(a, p);
				const n = rows.length;
				const plain = { ...strataAsTheyAre, nonresponse: null };
				const asked = { ...plain, margins: ["a", "p"] };
				const alone = weighed({
					...census(rows),
					sample: sampleOf(n),
					recipe: asked,
					margins,
				});
				const input = census([...rows, ...rows.slice(0, 5)]);
				const flag = Int16Array.from({ length: n + 5 }, (_, row) =>
					Number(row >= n),
				);
				const beside = weighed({
					...input,
					columns: { ...input.columns, "flag/out": flag },
					sample: sampleOf(n),
					recipe: asked,
					margins,
					outside: ["flag/out"],
				});
				for (const [row, weight] of beside.final.entries())
					expectClose(weight, alone.final[row] ?? 0, { relative: 1e-9 });
			}),
			{ numRuns: 40 },
		);
	});
});
