import { degreesOfFreedom } from "../degrees-of-freedom.ts";
import { contrast, linear } from "../estimators/contrast.ts";
import { mean } from "../estimators/mean.ts";
import { evaluate, joined, within } from "../statistic.ts";
import type { SurveyDataset } from "../survey-dataset.ts";
import { listDesignEffect } from "./design-effect-test.ts";
import {
	countsOf,
	designIn,
	differenceBetween,
	type Prepared,
	sensitiveEstimates,
	tested,
	treatedOf,
} from "./estimate-technique.ts";
import { armMeans, listDifference } from "./item-count.ts";
import type { Diagnostic } from "./sensitive-table.ts";
import type { ListTechnique, SensitiveTechnique } from "./techniques.ts";

/** What is known over everybody of whether a technique worked. */
export function diagnose(
	dataset: SurveyDataset,
	technique: SensitiveTechnique,
	prepared: Prepared,
): Diagnostic[] {
	const orders = () => orderDiagnostics(dataset, technique, prepared);
	switch (technique.kind) {
		case "list":
			return [
				...listDiagnostics(dataset, technique, prepared),
				...orders(),
				...directDiagnostics(dataset, technique),
			];
		case "crosswise":
			return [...attention(dataset, prepared), ...orders()];
		case "vignette":
			return [];
	}
}

const maskOf = (rows: Uint8Array, isIn: (row: number) => boolean) =>
	rows.map((one, row) => Number(one === 1 && isIn(row)));

function listDiagnostics(
	dataset: SurveyDataset,
	technique: ListTechnique,
	{ rows }: Prepared,
): Diagnostic[] {
	const treated = treatedOf(dataset, technique);
	const design = designIn(dataset.design, rows);
	const df = degreesOfFreedom(design);
	const ofLists = technique.lists.flatMap((list, at): Diagnostic[] => {
		const counts = countsOf(dataset, list);
		const treats =
			at === 0 ? treated : treated.map((one) => (one === 1 ? 0 : 1));
		const { types, p } = listDesignEffect(design, counts, treats, {
			items: list.items,
			df,
		});
		const ends = [0, 1].flatMap((isTreated): Diagnostic[] => {
			const inArm = maskOf(rows, (row) => treats[row] === isTreated);
			const part = designIn(dataset.design, inArm);
			return (
				[
					["floor", 0],
					["ceiling", list.items + isTreated],
				] as const
			).map(([kind, end]) => {
				const found = evaluate(
					part,
					mean([
						{
							name: kind,
							values: counts.map((count) => Number(count === end)),
						},
					]),
				);
				return {
					kind,
					variable: list.variable,
					isTreated: isTreated === 1,
					value: found.estimate[0] as number,
					se: Math.sqrt(Math.max(0, found.covariance.get(0, 0))),
					base: countWith(part.weights),
				};
			});
		});
		return [
			{
				kind: "design-effect",
				variable: list.variable,
				p,
				least: Math.min(...types.map(({ share }) => share)),
			},
			...ends,
		];
	});
	if (technique.lists.length < 2) return ofLists;
	const counts = technique.lists.map((list) => countsOf(dataset, list));
	const means = evaluate(design, armMeans(counts, treated));
	return [
		...ofLists,
		{
			kind: "lists-differ",
			...tested(
				contrast(means, [linear("difference", Float64Array.of(-1, 1, -1, 1))]),
				df,
			),
		},
	];
}

const countWith = (weights: Float64Array) =>
	weights.reduce((sum, weight) => sum + Number(weight !== 0), 0);

function orderDiagnostics(
	dataset: SurveyDataset,
	{ orders }: SensitiveTechnique,
	prepared: Prepared,
): Diagnostic[] {
	const { means, prevalence, rows } = prepared;
	if (!means || !prevalence) return [];
	return orders.map((arm): Diagnostic => {
		const levels = dataset.survey.arms.find(({ name }) => name === arm)?.levels;
		const codes = dataset.columns[arm];
		const [first, second] = [0, 1].map((at) =>
			maskOf(rows, (row) => codes?.[row] === levels?.[at]),
		) as [Uint8Array, Uint8Array];
		return {
			kind: "order",
			arm,
			...differenceBetween(dataset.design, prepared, { means, prevalence }, [
				first,
				second,
			]),
		};
	});
}

function attention(dataset: SurveyDataset, prepared: Prepared): Diagnostic[] {
	const design = designIn(dataset.design, prepared.rows);
	const { attention } = sensitiveEstimates(
		prepared.evaluate(design),
		degreesOfFreedom(design),
	);
	return attention
		? [
				{
					kind: "attention",
					value: attention.value,
					se: attention.se,
					ci: attention.ci,
				},
			]
		: [];
}

/**
 * A single list whose control arm was asked the statement itself: what the list says less what was said openly (Aronow et
 * al. 2015, *Journal of Survey Statistics and Methodology* 3:43–66, take both together; here they are set side by side).
 */
function directDiagnostics(
	dataset: SurveyDataset,
	technique: ListTechnique,
): Diagnostic[] {
	const [list] = technique.lists;
	const direct = dataset.variables.find(
		({ name }) => name === technique.direct,
	);
	if (!list || !direct || technique.lists.length > 1) return [];
	const codes = dataset.columns[direct.name];
	const said = Float64Array.from(codes ?? [], (code) =>
		code === 1 ? 1 : code === 2 ? 0 : Number.NaN,
	);
	const counts = countsOf(dataset, list);
	const treated = treatedOf(dataset, technique);
	const answered = Uint8Array.from(counts, (count, row) =>
		Number(!Number.isNaN(count) && !Number.isNaN(treated[row])),
	);
	const openly = Uint8Array.from(said, (one) => Number(!Number.isNaN(one)));
	const either = answered.map((one, row) => one | (openly[row] ?? 0));
	const design = designIn(dataset.design, either);
	const found = evaluate(
		design,
		joined([
			within(
				armMeans(
					[counts],
					treated.map((one, row) => (answered[row] ? one : Number.NaN)),
				),
				answered,
			),
			within(mean([{ name: direct.name, values: said }]), openly),
		]),
	);
	const df = degreesOfFreedom(design);
	const list_ = listDifference().of(found.estimate.slice(0, 2));
	const { value, se } = tested(
		contrast(found, [linear("direct", Float64Array.of(0, 0, 1))]),
		df,
	);
	const difference = tested(
		contrast(found, [
			linear("difference", Float64Array.of(...list_.gradient, -1)),
		]),
		df,
	);
	return [
		{
			kind: "direct",
			variable: direct.name,
			value,
			se,
			difference: difference.value,
			differenceSe: difference.se,
			p: difference.p,
		},
	];
}
