import { describe, expect, test } from "vitest";
import { stratifiedClusters } from "../../../analysis/design.ts";
import { policyFor } from "../../../analysis/disclosure/policy.ts";
import {
	releaseSensitive,
	widestHalfInterval,
} from "../../../analysis/disclosure/release-sensitive.ts";
import { domain } from "../../../analysis/domain.ts";
import { contrast } from "../../../analysis/estimators/contrast.ts";
import { mean } from "../../../analysis/estimators/mean.ts";
import {
	armMeans,
	listDifference,
} from "../../../analysis/sensitive/item-count.ts";
import { sensitiveTable } from "../../../analysis/sensitive/sensitive-tables.ts";
import {
	type CrosswiseTechnique,
	type ListTechnique,
	techniquesOf,
	type VignetteTechnique,
} from "../../../analysis/sensitive/techniques.ts";
import { evaluate } from "../../../analysis/statistic.ts";
import type { SurveyDataset } from "../../../analysis/survey-dataset.ts";
import type { DomainLevels } from "../../../analysis/tables/domains.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import { codebook } from "../../../survey-definitions/codebook.ts";
import { compile } from "../../../survey-definitions/compile.ts";
import { readCases, readText } from "../../reference/read-reference.ts";
import { expectClose } from "../close.ts";
import { smallSurvey } from "../small-survey.ts";

const wave = {
	WAVE_DATE: "2026-03-01",
	REF_FROM: "2025-03-01",
	CONTROLLER: "x",
	HOTLINE: "y",
};
const surveyOf = (id: string) => {
	const definition = readDefinitions().find((one) => one.id === id);
	if (!definition) throw new Error(id);
	return compile(
		definition,
		Object.fromEntries(
			Object.entries(wave).filter(([name]) => name in definition.parameters),
		),
	);
};
const text = { vi: "", en: "" };

/** The data that R `survey` computed its reference with, as a survey of this program. */
const lines = readText("sensitive.csv").trim().split("\n");
const header = (lines[0] ?? "").replaceAll('"', "").split(",");
const cells = lines.slice(1).map((line) => line.split(","));
const columnOf = (name: string) =>
	Float64Array.from(cells, (line) => Number(line[header.indexOf(name)]));
const strata = columnOf("stratum");
const psus = columnOf("psu");
const dense = (keys: string[]) => {
	const places = new Map([...new Set(keys)].map((key, at) => [key, at]));
	return Int32Array.from(keys, (key) => places.get(key) as number);
};
const isWoman = cells.map((line) =>
	line[header.indexOf("sex")]?.includes("nu"),
);
const codes = (name: string) => Int16Array.from(columnOf(name));
const fromTwo = (name: string) =>
	Int16Array.from(columnOf(name), (value) => (value === 1 ? 1 : 2));

const dataset: SurveyDataset = {
	survey: {
		...smallSurvey,
		arms: [
			{ name: "treat", levels: [0, 1] },
			{ name: "grp", levels: [1, 2] },
		],
	},
	sampling: "probability",
	weights: { version: 1, isFinal: true },
	variables: [
		{
			name: "treat",
			question: text,
			type: "single",
			section: "arms",
			categories: [
				{ code: 0, label: text },
				{ code: 1, label: text },
			],
		},
		{
			name: "answer",
			question: text,
			type: "single",
			section: "x",
			categories: [1, 2].map((code) => ({ code, label: text })),
		},
	],
	strata: [],
	lots: [],
	columns: {
		treat: codes("treat"),
		grp: codes("grp"),
		ict: codes("ict"),
		ict2: codes("ict2"),
		crosswise: fromTwo("crosswise"),
		anchor: fromTwo("anchor"),
		answer: fromTwo("warner"),
	},
	design: stratifiedClusters({
		stratum: dense([...strata].map(String)),
		psu: dense([...psus].map((psu, row) => `${strata[row]}/${psu}`)),
		weights: columnOf("w"),
	}),
};

const list = (...variables: string[]): ListTechnique => ({
	kind: "list",
	name: variables.join("+"),
	label: text,
	variables,
	orders: ["grp"],
	arm: "treat",
	lists: variables.map((variable, at) => ({
		variable,
		treated: at === 0 ? 1 : 0,
		items: 4,
	})),
});
const anchored: CrosswiseTechnique = {
	kind: "crosswise",
	name: "crosswise",
	label: text,
	variables: ["crosswise", "anchor"],
	orders: ["grp"],
	question: "crosswise",
	same: 1,
	p: 0.18,
	anchor: { question: "anchor", p: 0.18, prevalence: 0 },
};
const bySex: DomainLevels = {
	name: "sex",
	label: text,
	levels: [
		{ code: 1, label: { vi: "Nam", en: "Men" } },
		{ code: 2, label: { vi: "Nữ", en: "Women" } },
	],
	domain: { count: 2, codes: Int32Array.from(isWoman, Number) },
};

const expected = (id: string) => {
	const found = readCases("sensitive").find((one) => one.id === id);
	if (!found) throw new Error(id);
	return found.expected;
};

describe("indirect estimates equal R survey's", () => {
	test.each([
		["sensitive/ict_difference", list("ict")],
		["sensitive/ict_double", list("ict", "ict2")],
	] as const)("%s, over everybody and of women", (id, technique) => {
		const [all] = sensitiveTable(dataset, technique).columns;
		const women = sensitiveTable(dataset, technique, bySex).columns[1];
		for (const [column, part] of [
			[all, "all"],
			[women, "women"],
		] as const) {
			const found = column?.estimates.prevalence;
			const { estimate, se, ci } = expected(`${id}/${part}`);
			expectClose(found?.value ?? 0, estimate[0], { relative: 1e-9 });
			expectClose(found?.se ?? 0, se[0], { relative: 1e-9 });
			expect(found?.df).toBe(ci[1].df);
			expectClose(found?.ci.upper ?? 0, ci[1].upper[0], { relative: 1e-9 });
		}
	});

	test("the crosswise question with its anchor", () => {
		const table = sensitiveTable(dataset, anchored);
		const { estimate, se } = expected("sensitive/crosswise_bc/all");
		const found = table.columns[0]?.estimates.prevalence;
		expectClose(found?.value ?? 0, estimate[1], { relative: 1e-9 });
		expectClose(found?.se ?? 0, se[1], { relative: 1e-9 });
		expect(table.diagnostics?.[0]).toMatchObject({
			kind: "attention",
			value: expect.closeTo(estimate[0], 9),
			se: expect.closeTo(se[0], 9),
		});
	});
});

describe("two routes", () => {
	test("the double list is half the sum of the two means of paired differences", () => {
		const { ict, ict2, treat } = dataset.columns;
		const paired = Float64Array.from(ict ?? [], (count, row) =>
			treat?.[row] === 1
				? count - (ict2?.[row] ?? 0)
				: (ict2?.[row] ?? 0) - count,
		);
		const found = contrast(
			evaluate(
				dataset.design,
				armMeans([paired], Float64Array.from(treat ?? [])),
			),
			[
				{
					name: "half the sum",
					of: ([a = 0, b = 0]) => ({
						value: (a + b) / 2,
						gradient: Float64Array.of(0.5, 0.5),
					}),
				},
			],
		);
		const estimate = sensitiveTable(dataset, list("ict", "ict2")).columns[0]
			?.estimates.prevalence;
		expect(found.estimate[0]).toBeCloseTo(estimate?.value ?? 0, 12);
		expect(Math.sqrt(found.covariance.get(0, 0))).toBeCloseTo(
			estimate?.se ?? 0,
			12,
		);
	});

	test("the effect of the only attribute of a vignette is the difference of the shares of its two levels", () => {
		const vignette: VignetteTechnique = {
			kind: "vignette",
			name: "answer",
			label: text,
			variables: ["answer"],
			orders: [],
			question: "answer",
			top: [1],
			arms: ["treat"],
		};
		const chose = Float64Array.from(dataset.columns.answer ?? [], (code) =>
			Number(code === 1),
		);
		const found = contrast(
			evaluate(
				dataset.design,
				armMeans([chose], Float64Array.from(dataset.columns.treat ?? [])),
			),
			[listDifference()],
		);
		const estimates = sensitiveTable(dataset, vignette).columns[0]?.estimates;
		const effect = estimates?.["effect:treat=1"];
		expect(effect?.value).toBeCloseTo(found.estimate[0] ?? 0, 10);
		expect(effect?.se).toBeCloseTo(Math.sqrt(found.covariance.get(0, 0)), 10);
		const whole = evaluate(
			dataset.design,
			mean([{ name: "share", values: chose }]),
		);
		expect(estimates?.baseline?.value).toBeCloseTo(whole.estimate[0] ?? 0, 12);
	});

	test("in a part that did not see every level of a second attribute its effects are not estimable, and the share is", () => {
		const vignette: VignetteTechnique = {
			kind: "vignette",
			name: "answer",
			label: text,
			variables: ["answer"],
			orders: [],
			question: "answer",
			top: [1],
			arms: ["treat", "grp"],
		};
		// Who saw the first level of `grp` alone; everybody else.
		const { columns } = sensitiveTable(dataset, vignette, {
			...bySex,
			domain: {
				count: 2,
				codes: Int32Array.from(columnOf("grp"), (level) => level - 1),
			},
		});
		const chose = Float64Array.from(dataset.columns.answer ?? [], (code) =>
			Number(code === 1),
		);
		for (const [at, { estimates }] of columns.entries()) {
			const part = domain(
				dataset.design,
				Uint8Array.from(columnOf("grp"), (level) => Number(level === at + 1)),
			);
			const share = evaluate(part, mean([{ name: "share", values: chose }]));
			expect(estimates.baseline?.value).toBeCloseTo(share.estimate[0] ?? 0, 12);
			expect(estimates.baseline?.se).toBeCloseTo(
				Math.sqrt(share.covariance.get(0, 0)),
				12,
			);
			expect(estimates["effect:treat=1"]?.value).toBeNaN();
			expect(estimates["effect:grp=2"]?.value).toBeNaN();
		}
	});

	test("the difference between two orders is that of two estimates of their own, its error that of both", () => {
		const table = sensitiveTable(dataset, anchored);
		const order = table.diagnostics?.find(({ kind }) => kind === "order");
		const ofOrders = sensitiveTable(dataset, anchored, {
			...bySex,
			domain: {
				count: 2,
				codes: Int32Array.from(columnOf("grp"), (level) => level - 1),
			},
		}).columns.map(({ estimates }) => estimates.prevalence);
		const [one, other] = ofOrders;
		expect(order).toMatchObject({
			value: expect.closeTo((one?.value ?? 0) - (other?.value ?? 0), 12),
		});
		// PSUs hold both orders, so the two are correlated, but not by more than both errors together.
		expect((order as { se: number }).se).toBeLessThan(
			(one?.se ?? 0) + (other?.se ?? 0),
		);
	});
});

describe("what cannot be estimated is said and not cut off", () => {
	test("a crosswise question whose anchor was answered at random", () => {
		const random = {
			...dataset,
			columns: {
				...dataset.columns,
				anchor: Int16Array.from(columnOf("w"), (_, row) => 1 + (row % 2)),
			},
		};
		const { columns, diagnostics } = sensitiveTable(random, anchored);
		const found = columns[0]?.estimates.prevalence;
		expect(found?.value).toBeNaN();
		// Every other one said "both or none", where of the attentive 82 % would.
		const said = mean([
			{
				name: "anchor",
				values: Float64Array.from(random.columns.anchor, (code) =>
					Number(code === 1),
				),
			},
		]);
		const [share = 0] = evaluate(random.design, said).estimate;
		expect(diagnostics?.[0]).toMatchObject({
			kind: "attention",
			value: expect.closeTo((share - 0.5) / (0.82 - 0.5), 12),
		});
		expect(found?.notes).toEqual(["not-estimable: outside its range"]);
	});
});

describe("the gate", () => {
	const policy = policyFor("cadres");
	const table = sensitiveTable(dataset, list("ict", "ict2"), bySex);

	test("tells parts apart where half the interval is at most six points", () => {
		const narrow = table.columns.map((column, at) => ({
			...column,
			estimates: Object.fromEntries(
				Object.entries(column.estimates).map(([name, estimate]) => [
					name,
					{
						...estimate,
						ci: {
							level: 0.95,
							lower: -widestHalfInterval,
							upper: widestHalfInterval + (at === 0 ? 0 : 1e-6),
						},
					},
				]),
			),
		}));
		const { columns } = releaseSensitive(
			{ ...table, columns: narrow },
			{ policy },
		);
		expect(columns[0]?.estimates.prevalence).toHaveProperty("value");
		expect(columns[1]?.estimates.prevalence).toEqual({ withheld: "too-wide" });
		expect(columns[1]?.base).toBeGreaterThan(0);
	});

	test("withholds a column whose arm is too small, and what memory holds back, base and all", () => {
		const [first, second] = table.columns as [
			(typeof table.columns)[0],
			(typeof table.columns)[0],
		];
		const small = {
			...table,
			columns: [
				{
					...first,
					parts: first.parts.map((part, at) =>
						at === 0 ? { ...part, n: policy.minimumBase - 1 } : part,
					),
				},
				second,
			],
		};
		for (const { columns } of [
			releaseSensitive(small, { policy }),
			releaseSensitive(table, { policy, admitted: [false, true] }),
		]) {
			expect(columns[0]?.base).toBeNull();
			expect(Object.values(columns[0]?.estimates ?? {})).toEqual(
				table.measures.map(() => ({ withheld: "protected" })),
			);
			expect(columns[1]?.base).toBe(second.base);
		}
	});

	test("gives no error of a sample that is no probability sample, and no parts of it", () => {
		const quota = { sampling: "non-probability" } as const;
		const parts = releaseSensitive({ ...table, ...quota }, { policy });
		expect(parts.columns[0]?.estimates.prevalence).toEqual({
			withheld: "too-wide",
		});
		const whole = releaseSensitive(
			{ ...sensitiveTable(dataset, list("ict")), ...quota },
			{ policy },
		);
		expect(whole.columns[0]?.estimates.prevalence).not.toHaveProperty("se");
		expect(whole.diagnostics).toBeUndefined();
	});
});

describe("techniques are found in the definition", () => {
	test("of cadres: a double list, a crosswise question with its anchor, a vignette of three attributes", () => {
		const found = techniquesOf(surveyOf("cadres"));
		expect(found.map(({ kind, name }) => [kind, name])).toEqual([
			["list", "CB_H1+CB_H2"],
			["vignette", "CB_V1a"],
			["crosswise", "CB_X1"],
		]);
		expect(found[0]).toMatchObject({
			arm: "h",
			orders: ["h_order"],
			lists: [
				{ variable: "CB_H1", treated: 1, items: 4 },
				{ variable: "CB_H2", treated: 2, items: 4 },
			],
		});
		expect(found[1]).toMatchObject({
			arms: ["v_a", "v_b", "v_c"],
			top: [4, 5],
		});
		expect(found[2]).toMatchObject({
			p: 0.23,
			anchor: { question: "CB_X0", p: 0.23, prevalence: 0 },
			orders: ["x_flip"],
		});
	});

	test("of a crosswise question without an anchor there is none to publish (sampling.md §10.5)", () => {
		const survey = surveyOf("cadres");
		for (const { elements } of survey.sections)
			for (const element of elements)
				if (element.kind === "single" && element.crosswise)
					delete element.crosswise.anchor;
		expect(
			techniquesOf(survey).filter(({ kind }) => kind === "crosswise"),
		).toEqual([]);
	});

	test("of citizens: a single list with the statement asked openly, and a vignette", () => {
		const survey = surveyOf("citizens");
		const found = techniquesOf(survey);
		expect(found.map(({ kind, name }) => [kind, name])).toEqual([
			["list", "ND_LE"],
			["vignette", "ND_V1"],
		]);
		expect(found[0]).toMatchObject({ arm: "le", direct: "ND_LE_D" });
		// Every question that it names is a variable.
		const names = codebook(survey).map(({ name }) => name);
		for (const { variables } of found)
			expect(names).toEqual(expect.arrayContaining(variables));
	});
});
