import { Matrix } from "ml-matrix";
import {
	notApplicable,
	type Text,
} from "../../survey-definitions/definition.ts";
import { degreesOfFreedom } from "../degrees-of-freedom.ts";
import type { TaylorDesign } from "../design.ts";
import { tQuantile, tTwoSided } from "../distributions.ts";
import { domain } from "../domain.ts";
import { type Contrast, contrast, linear } from "../estimators/contrast.ts";
import { mean } from "../estimators/mean.ts";
import {
	type Evaluated,
	evaluate,
	joined,
	type Statistic,
	within,
} from "../statistic.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { anchoredCrosswise } from "./crosswise-anchor.ts";
import { armMeans, doubleListAverage } from "./item-count.ts";
import {
	areIdentified,
	marginalComponentEffects,
} from "./marginal-component-effects.ts";
import type { SensitiveEstimate, SensitiveMeasure } from "./sensitive-table.ts";
import type {
	CrosswiseTechnique,
	ListTechnique,
	SensitiveTechnique,
	VignetteTechnique,
} from "./techniques.ts";

/** Rows that a technique can use, their numbers, and the parts that it sets against each other. */
export interface Prepared {
	/** 1 for rows that answered everything that the estimate needs. */
	rows: Uint8Array;
	/** Part of each row, −1 outside: arms of a list, the answers of a crosswise question, levels of a vignette. */
	parts: Int32Array;
	partCount: number;
	/** The numbers and their covariance under a design whose rows outside have no weight. */
	evaluate: (design: TaylorDesign) => Evaluated;
	/** Where the prevalence is a function of means: the means, and the function. */
	means?: Statistic;
	prevalence?: Contrast;
}

const codesOf = ({ columns }: SurveyDataset, name: string): ArrayLike<number> =>
	columns[name] ?? new Int16Array();

/** The measures of a technique in the order of its table. */
export function measuresOf(
	dataset: SurveyDataset,
	technique: SensitiveTechnique,
): { name: SensitiveMeasure; label: Text }[] {
	switch (technique.kind) {
		case "list":
			return [
				{ name: "prevalence", label: technique.label },
				...(technique.lists.length > 1
					? technique.lists.map(({ variable }) => ({
							name: `list:${variable}` as const,
							label: { vi: `Riêng ${variable}`, en: `${variable} alone` },
						}))
					: []),
			];
		case "crosswise":
			return [{ name: "prevalence", label: technique.label }];
		case "vignette":
			return [
				{ name: "baseline", label: technique.label },
				...technique.arms.flatMap((arm) => {
					const categories =
						dataset.variables.find(({ name }) => name === arm)?.categories ??
						[];
					const [first] = categories;
					return categories.slice(1).map(({ code, label }) => ({
						name: `effect:${arm}=${code}` as const,
						label: {
							vi: `“${label.vi}” so với “${first?.label.vi ?? ""}”`,
							en: `“${label.en}” against “${first?.label.en ?? ""}”`,
						},
					}));
				}),
			];
	}
}

export function prepare(
	dataset: SurveyDataset,
	technique: SensitiveTechnique,
): Prepared {
	switch (technique.kind) {
		case "list":
			return prepareList(dataset, technique);
		case "crosswise":
			return prepareCrosswise(dataset, technique);
		case "vignette":
			return prepareVignette(dataset, technique);
	}
}

/** The counts of a list, NaN where the answer is no number of statements. */
export const countsOf = (
	dataset: SurveyDataset,
	{ variable, items }: ListTechnique["lists"][number],
): Float64Array =>
	Float64Array.from(codesOf(dataset, variable), (code) =>
		code >= 0 && code <= items + 1 ? code : Number.NaN,
	);

/** 1 where the first list held the sensitive statement, 0 where the arm is known and it did not. */
export const treatedOf = (
	dataset: SurveyDataset,
	{ arm, lists }: ListTechnique,
): Float64Array =>
	Float64Array.from(codesOf(dataset, arm), (level) =>
		level < 0 ? Number.NaN : Number(level === lists[0]?.treated),
	);

/**
 * Of the rows that answered every list, so that the average of the two differences is half the sum of the two means of
 * y_A − y_B (one arm) and y_B − y_A (the other), and its variance that of the paired differences.
 */
function prepareList(
	dataset: SurveyDataset,
	technique: ListTechnique,
): Prepared {
	const counts = technique.lists.map((list) => countsOf(dataset, list));
	const treated = treatedOf(dataset, technique);
	const rows = Uint8Array.from(treated, (t, row) =>
		Number(
			!Number.isNaN(t) && counts.every((count) => !Number.isNaN(count[row])),
		),
	);
	const [a, b] = technique.lists.map(({ variable }) => variable);
	const contrasts: Contrast[] = b
		? [
				{ ...doubleListAverage(), name: "prevalence" },
				linear(`list:${a}`, Float64Array.of(-1, 1, 0, 0)),
				linear(`list:${b}`, Float64Array.of(0, 0, 1, -1)),
			]
		: [linear("prevalence", Float64Array.of(-1, 1))];
	const means = armMeans(counts, treated);
	return {
		rows,
		parts: Int32Array.from(rows, (isIn, row) =>
			isIn ? (treated[row] as number) : -1,
		),
		partCount: 2,
		evaluate: (design) => contrast(evaluate(design, means), contrasts),
		means,
		prevalence: contrasts[0] as Contrast,
	};
}

function prepareCrosswise(
	dataset: SurveyDataset,
	{ question, same, p, anchor }: CrosswiseTechnique,
): Prepared {
	const isSame = (name: string) =>
		Float64Array.from(codesOf(dataset, name), (code) =>
			code === 1 || code === 2 ? Number(code === same) : Number.NaN,
		);
	const asked = isSame(question);
	const known = isSame(anchor.question);
	const rows = Uint8Array.from(asked, (answer, row) =>
		Number(!Number.isNaN(answer) && !Number.isNaN(known[row])),
	);
	const means = mean([
		{ name: question, values: asked },
		{ name: "anchor", values: known },
	]);
	const contrasts: Contrast[] = anchoredCrosswise({
		p,
		anchorP: anchor.p,
		anchorPrevalence: anchor.prevalence,
	}).map((one) => ({
		...one,
		name: one.name === "prev" ? "prevalence" : "attention",
	}));
	return {
		rows,
		parts: Int32Array.from(rows, (isIn, row) =>
			isIn ? (asked[row] as number) : -1,
		),
		partCount: 2,
		evaluate: (design) => {
			const found = contrast(evaluate(design, means), contrasts);
			// The attentive share stays: it is what says why.
			return isEstimable(found)
				? found
				: {
						...found,
						estimate: found.estimate.map((value, at) =>
							found.terms[at] === "prevalence" ? Number.NaN : value,
						),
					};
		},
		means,
		prevalence: contrasts.find(({ name }) => name === "prevalence") as Contrast,
	};
}

/** γ̂ ≤ ½ or π̂ outside [0, 1]: not estimable, and not cut off at 0. */
function isEstimable({ terms, estimate }: Evaluated): boolean {
	const of = (name: string) => estimate[terms.indexOf(name)] ?? Number.NaN;
	const prevalence = of("prevalence");
	return prevalence >= 0 && prevalence <= 1 && of("attention") > 0.5;
}

function prepareVignette(
	dataset: SurveyDataset,
	{ question, top, arms }: VignetteTechnique,
): Prepared {
	const codes = codesOf(dataset, question);
	const scale = dataset.variables
		.find(({ name }) => name === question)
		?.categories.filter(({ code }) => code < notApplicable)
		.map(({ code }) => code);
	const answers = Float64Array.from(codes, (code) =>
		scale?.includes(code) ? Number(top.includes(code)) : Number.NaN,
	);
	const attributes = arms.map((arm) => {
		const levels =
			dataset.survey.arms.find(({ name }) => name === arm)?.levels ?? [];
		return {
			name: `effect:${arm}`,
			codes: Int32Array.from(codesOf(dataset, arm), (level) =>
				levels.indexOf(level),
			),
			levels: levels.map(String),
		};
	});
	const rows = Uint8Array.from(answers, (answer, row) =>
		Number(
			!Number.isNaN(answer) &&
				attributes.every((attribute) => (attribute.codes[row] ?? -1) >= 0),
		),
	);
	const [first] = attributes;
	const terms = attributes.flatMap(({ name, levels }) =>
		levels.slice(1).map((level) => `${name}: ${level}`),
	);
	return {
		rows,
		parts: Int32Array.from(rows, (isIn, row) =>
			isIn ? (first?.codes[row] ?? -1) : -1,
		),
		partCount: first?.levels.length ?? 1,
		evaluate: (design) => {
			const effects = areIdentified(design.weights, attributes)
				? marginalComponentEffects(design, answers, attributes)
				: unknown(terms);
			const share = evaluate(
				design,
				mean([{ name: "baseline", values: answers }]),
			);
			const size = effects.terms.length + 1;
			const covariance = effects.covariance.clone();
			// Nothing is made of both.
			covariance.addRow(0, new Array(size - 1).fill(0));
			covariance.addColumn(0, [
				share.covariance.get(0, 0),
				...new Array(size - 1).fill(0),
			]);
			return {
				terms: [
					"baseline",
					...effects.terms.map((term) => term.replace(": ", "=")),
				],
				estimate: Float64Array.of(
					share.estimate[0] as number,
					...effects.estimate,
				),
				covariance,
			};
		},
	};
}

const unknown = (terms: string[]): Evaluated => ({
	terms,
	estimate: new Float64Array(terms.length).fill(Number.NaN),
	covariance: Matrix.zeros(terms.length, terms.length).fill(Number.NaN),
});

/** The rows of a technique within a part of the population. */
export const designIn = (
	design: TaylorDesign,
	rows: Uint8Array,
	isIn: (row: number) => boolean = () => true,
): TaylorDesign =>
	domain(
		design,
		rows.map((one, row) => Number(one === 1 && isIn(row))),
	);

/** Estimates ± t · se, with the degrees of freedom of the part. */
export function sensitiveEstimates(
	{ terms, estimate, covariance }: Evaluated,
	df: number,
	level = 0.95,
): Record<string, SensitiveEstimate> {
	return Object.fromEntries(
		terms.map((term, at) => {
			const value = estimate[at] as number;
			const se =
				df > 0 && !Number.isNaN(value)
					? Math.sqrt(Math.max(0, covariance.get(at, at)))
					: Number.NaN;
			const half = df > 0 ? tQuantile((1 + level) / 2, df) * se : Number.NaN;
			return [
				term,
				{
					value,
					se,
					df,
					ci: { level, lower: value - half, upper: value + half },
					p:
						se > 0
							? tTwoSided((value - (term === "attention" ? 1 : 0)) / se, df)
							: Number.NaN,
					notes: Number.isNaN(value)
						? ["not-estimable: outside its range"]
						: [],
				},
			];
		}),
	);
}

/** The prevalence in one part of the rows less that in another, with the covariance of the two. */
export function differenceBetween(
	design: TaylorDesign,
	{ rows }: Prepared,
	{ means, prevalence }: { means: Statistic; prevalence: Contrast },
	parts: [Uint8Array, Uint8Array],
): { value: number; se: number; p: number } {
	const used = designIn(design, rows);
	const size = means.terms.length;
	const difference = contrast(
		evaluate(used, joined(parts.map((part) => within(means, part)))),
		[
			{
				name: "difference",
				of: (estimate) => {
					const one = prevalence.of(estimate.slice(0, size));
					const other = prevalence.of(estimate.slice(size));
					return {
						value: one.value - other.value,
						gradient: Float64Array.of(
							...one.gradient,
							...other.gradient.map((part) => -part),
						),
					};
				},
			},
		],
	);
	return tested(difference, degreesOfFreedom(used));
}

/** The first number of a contrast, against 0. */
export function tested(
	{ estimate, covariance }: Evaluated,
	df: number,
): { value: number; se: number; p: number } {
	const value = estimate[0] as number;
	const se = Math.sqrt(Math.max(0, covariance.get(0, 0)));
	return {
		value,
		se,
		p: se > 0 && df > 0 ? tTwoSided(value / se, df) : Number.NaN,
	};
}
