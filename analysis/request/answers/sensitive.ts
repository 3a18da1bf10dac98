import { contrast } from "../../estimators/contrast.ts";
import { mean } from "../../estimators/mean.ts";
import { anchoredCrosswise } from "../../sensitive/crosswise-anchor.ts";
import {
	armMeans,
	doubleListAverage,
	listDifference,
} from "../../sensitive/item-count.ts";
import {
	crosswise,
	forcedResponse,
	kuk,
	prevalence,
	type Randomisation,
	unrelatedQuestion,
	warner,
} from "../../sensitive/randomised-response.ts";
import { twoSampleUnrelated } from "../../sensitive/two-sample-unrelated.ts";
import { type Evaluated, evaluate, joined, within } from "../../statistic.ts";
import type { Term } from "../../terms.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { Outcome, SensitiveSpec, VariableSpec } from "../contract.ts";
import { readCategorical, readVariable, termsOf } from "../variables.ts";
import { statisticAnswer, symmetricIntervals } from "./statistic-answer.ts";

export function answerSensitive(
	spec: SensitiveSpec,
	context: Context,
): Outcome {
	const df = spec.df ?? context.df;
	const answer = (found: Evaluated) => statisticAnswer(found, df, spec.level);
	const used = (terms: Term[]) =>
		spec.na_rm ? withoutMissing(context, terms).design : context.design;
	switch (spec.method) {
		case "item_count":
		case "item_count_double": {
			const counts = [
				number(spec.count, context),
				...(spec.method === "item_count_double"
					? [number(spec.second_count, context)]
					: []),
			];
			const treatment = number(spec.treatment, context);
			checkArms(treatment, context);
			const means = evaluate(
				used([...counts, treatment]),
				armMeans(
					counts.map(({ values }) => values),
					treatment.values,
				),
			);
			return answer(
				contrast(means, [
					spec.method === "item_count" ? listDifference() : doubleListAverage(),
				]),
			);
		}
		case "crosswise_anchor": {
			const terms = [
				number(spec.variable, context),
				number(spec.anchor, context),
			];
			return answer(
				contrast(
					evaluate(used(terms), mean(terms)),
					anchoredCrosswise({
						p: spec.p,
						anchorP: spec.p_anchor,
						anchorPrevalence: spec.anchor_prevalence ?? 0,
					}),
				),
			);
		}
		case "unrelated_two_sample": {
			const term = number(spec.variable, context);
			const sample = readCategorical(spec.sample, context.dataset);
			const [first, second, ...others] = Object.entries(spec.p);
			if (!first || !second || others.length > 0)
				throw new Error("p names the two samples, e.g. {'1': 0.7, '2': 0.3}");
			const parts = [first, second].map(([name]) => {
				const level = sample.levels.indexOf(name);
				if (level < 0)
					throw new Error(
						`${name} is no level of ${sample.label}: ${sample.levels.join(", ")}`,
					);
				return within(
					mean([{ ...term, name }]),
					Uint8Array.from(sample.codes, (code) => (code === level ? 1 : 0)),
				);
			});
			return answer(
				contrast(
					evaluate(used([term, ...termsOf([sample])]), joined(parts)),
					twoSampleUnrelated(first[1], second[1]),
				),
			);
		}
		default: {
			const term = number(spec.variable, context);
			const share = evaluate(used([term]), mean([term]));
			const observed = share.estimate[0]!;
			const observedSe = Math.sqrt(share.covariance.get(0, 0));
			const { estimate, se } = prevalence(
				observed,
				observedSe,
				randomisation(spec),
			);
			return {
				estimate: [estimate],
				se: [se],
				observed_yes: [observed],
				observed_yes_se: [observedSe],
				ci: [
					symmetricIntervals(
						Float64Array.of(estimate),
						Float64Array.of(se),
						df,
						spec.level ?? 0.95,
					),
				],
			};
		}
	}
}

function randomisation(spec: SensitiveSpec): Randomisation {
	switch (spec.method) {
		case "warner":
			return warner(spec.p);
		case "crosswise":
			return crosswise(spec.p);
		case "unrelated":
			return unrelatedQuestion(spec.p, spec.pi_innocuous);
		case "forced":
			return forcedResponse(spec.p_truth, spec.p_yes);
		case "kuk":
			return kuk(spec.p_yes_if_a, spec.p_yes_if_not_a);
		default:
			throw new Error(`the method ${spec.method} is unknown`);
	}
}

function number(spec: VariableSpec, { dataset }: Context): Term {
	const variable = readVariable(spec, dataset);
	if (variable.kind === "category")
		throw new Error(`${variable.label} is a factor, used as a number`);
	return { name: variable.label, values: variable.values };
}

function checkArms({ name, values }: Term, { design }: Context): void {
	const wrong = values.findIndex(
		(arm, row) =>
			design.weights[row] !== 0 && !Number.isNaN(arm) && arm !== 0 && arm !== 1,
	);
	if (wrong >= 0)
		throw new Error(
			`${name} is ${values[wrong]} in row ${wrong + 1}: the treatment is 1, the control 0`,
		);
}
