import { fUpperTail, tQuantile, tTwoSided } from "../../distributions.ts";
import { mean, weightedSum } from "../../estimators/mean.ts";
import { families, links } from "../../models/family.ts";
import { glm } from "../../models/glm.ts";
import { rankScores } from "../../significance/rank-scores.ts";
import { quadraticForm } from "../../significance/wald-independence.ts";
import { evaluate, type Statistic } from "../../statistic.ts";
import type { Term } from "../../terms.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec, Outcome, VariableSpec } from "../contract.ts";
import {
	modelColumns,
	readCategorical,
	readVariable,
	termsOf,
} from "../variables.ts";

/** Means of one group against a number, or of two groups against each other. */
export function answerTTest(
	spec: Extract<EstimatorSpec, { estimator: "t_test" }>,
	context: Context,
): Outcome {
	const level = spec.level ?? 0.95;
	const term = numberTerm(spec.variable, context);
	if (spec.groups === undefined) {
		const used = withoutMissing(context, [term]);
		const { estimate, covariance } = evaluate(used.design, mean([term]));
		const se = Math.sqrt(covariance.get(0, 0));
		return tAnswer(estimate[0]!, spec.mu ?? 0, se, used.df - 1, level);
	}
	const { statistic, used } = regressOnGroups(
		term,
		spec.groups,
		context,
		(values) => values,
	);
	const evaluated = evaluate(used.design, statistic);
	if (evaluated.terms.length !== 2)
		throw new Error(
			`t_test compares two groups; there are ${evaluated.terms.length}`,
		);
	return tAnswer(
		evaluated.estimate[1]!,
		0,
		Math.sqrt(evaluated.covariance.get(1, 1)),
		used.df - 1,
		level,
	);
}

function tAnswer(
	estimate: number,
	mu: number,
	se: number,
	df: number,
	level: number,
): Outcome {
	const t = (estimate - mu) / se;
	const half = tQuantile((1 + level) / 2, df) * se;
	return {
		statistic: [t],
		statistic_name: ["t"],
		parameter: [df],
		parameter_names: ["df"],
		p_value: [tTwoSided(t, df)],
		estimate: [estimate],
		ci: [estimate - half, estimate + half],
	};
}

/** A statistic whose contributions are taken as known: replicates, too, estimate the variance of their total. */
function linearised(statistic: Statistic, weights: Float64Array): Statistic {
	const estimate = statistic.at(weights);
	const contributions = statistic.contributions(weights);
	const perWeight = contributions.map((column) =>
		column.map((z, row) => (weights[row] ? z / weights[row]! : 0)),
	);
	return {
		terms: statistic.terms,
		at: (other) =>
			estimate.map((value, k) => value + weightedSum(other, perWeight[k]!)),
		contributions: () => contributions,
	};
}

/** Differences between groups in estimated population ranks, the ranks taken as known. */
export function answerRankTest(
	spec: Extract<EstimatorSpec, { estimator: "rank_test" }>,
	context: Context,
): Outcome {
	const term = numberTerm(spec.variable, context);
	const { statistic, used } = regressOnGroups(
		term,
		spec.groups,
		context,
		(values, weights) => rankScores(values, weights, spec.test ?? "wilcoxon"),
	);
	const { estimate, covariance } = evaluate(
		used.design,
		linearised(statistic, used.design.weights),
	);
	const groups = estimate.length;
	if (groups < 2) throw new Error("rank_test needs two groups or more");
	if (groups === 2) {
		const t = estimate[1]! / Math.sqrt(covariance.get(1, 1));
		const df = used.df - 1;
		return {
			statistic: [t],
			statistic_name: ["t"],
			parameter: [df],
			parameter_names: ["df"],
			p_value: [tTwoSided(t, df)],
			estimate: [estimate[1]],
		};
	}
	const others = Array.from({ length: groups - 1 }, (_, k) => k + 1);
	const chisq = quadraticForm(
		others.map((k) => estimate[k]!),
		covariance.selection(others, others),
	);
	const ndf = groups - 1;
	return {
		statistic: [ndf],
		statistic_name: ["df"],
		parameter: [chisq],
		parameter_names: ["Chisq"],
		p_value: [fUpperTail(chisq / ndf, ndf, used.df - ndf)],
	};
}

function numberTerm(spec: VariableSpec, { dataset }: Context): Term {
	const [term] = termsOf([readVariable(spec, dataset)]);
	if (!term) throw new Error("a test needs a variable");
	return term;
}

/** Means of scores by group as a regression: intercept, then the difference of each further group from the first. */
function regressOnGroups(
	term: Term,
	groups: VariableSpec,
	context: Context,
	score: (values: Float64Array, weights: Float64Array) => Float64Array,
) {
	const factor = readCategorical(groups, context.dataset);
	const used = withoutMissing(context, [term, ...termsOf([factor])]);
	const { weights } = used.design;
	const { columns } = modelColumns(
		[factor],
		context.dataset.rows,
		(row) => weights[row] !== 0,
	);
	const known = (values: Float64Array) =>
		values.map((value, row) => (weights[row] === 0 ? 0 : value));
	const statistic = glm(
		{
			response: score(known(term.values), weights),
			columns: columns.map(({ name, values }) => ({
				name,
				values: known(values),
			})),
			family: families.gaussian,
			link: links.identity,
		},
		1,
	);
	return { statistic, used };
}
