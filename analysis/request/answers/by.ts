import { domain } from "../../domain.ts";
import {
	type Evaluated,
	evaluate,
	joined,
	type Statistic,
	within,
} from "../../statistic.ts";
import { complete } from "../../terms.ts";
import { standardErrors } from "../../variance/symmetric.ts";
import { type Context, contextOf } from "../context.ts";
import type { Outcome } from "../contract.ts";
import { interaction, readCategorical } from "../variables.ts";
import { type MomentSpec, moment, momentStatistic } from "./moments.ts";
import { answerProportion, type ProportionSpec } from "./proportion.ts";
import { answerQuantiles, type QuantileSpec } from "./quantiles.ts";
import { matrixRows } from "./statistic-answer.ts";

export type BySpec = (MomentSpec | QuantileSpec | ProportionSpec) & {
	by: string[];
};

interface Group {
	key: Record<string, string>;
	mask: Uint8Array;
}

/** An estimator in every combination of the levels of some columns that has rows with weight. */
export function answerBy(spec: BySpec, context: Context): Outcome {
	const groups = groupsOf(spec.by, context);
	const answers = groups.map(({ mask }) =>
		inGroup(spec, contextOf(context.dataset, domain(context.design, mask))),
	);
	const outcome: Outcome = {
		by: spec.by,
		statistics: answers[0]?.terms ?? [],
		groups: groups.map(({ key }, g) => {
			const { estimate, se, deff } = answers[g]!;
			return { key, estimate, se, ...(deff ? { deff } : {}) };
		}),
	};
	if (!spec.covariance) return outcome;
	if (spec.estimator === "quantile" || spec.estimator === "proportion_ci")
		throw new Error(
			`covariance between groups is for mean, total, ratio and variance, not ${spec.estimator}`,
		);
	const { terms, covariance } = evaluateBy(spec, context);
	return { ...outcome, vcov: matrixRows(covariance), vcov_terms: terms };
}

/** The estimates of all groups with the covariance between them, named `key` or `key:statistic`. */
export function evaluateBy(
	spec: MomentSpec & { by: string[] },
	context: Context,
): Evaluated {
	const { statistic, inputs } = momentStatistic(spec, context);
	const kept = spec.na_rm ? complete(inputs, context.dataset.rows) : null;
	const parts = groupsOf(spec.by, context).map(({ key, mask }): Statistic => {
		const name = Object.values(key).join(".");
		const part = within(
			statistic,
			kept ? mask.map((here, row) => here & kept[row]!) : mask,
		);
		return {
			...part,
			terms: statistic.terms.map((term) =>
				statistic.terms.length > 1 ? `${name}:${term}` : name,
			),
		};
	});
	return evaluate(context.design, joined(parts));
}

function groupsOf(by: string[], { dataset, design }: Context): Group[] {
	const factors = by.map((name) => readCategorical(name, dataset));
	const { codes, levels } = interaction(factors);
	return levels
		.map((_, level) => {
			let rest = level;
			const key: Record<string, string> = {};
			for (const factor of factors) {
				key[factor.label] = factor.levels[rest % factor.levels.length]!;
				rest = Math.floor(rest / factor.levels.length);
			}
			return {
				key,
				mask: Uint8Array.from(codes, (code) => (code === level ? 1 : 0)),
			};
		})
		.filter(({ mask }) =>
			mask.some((here, row) => here && design.weights[row]! > 0),
		);
}

function inGroup(
	spec: BySpec,
	context: Context,
): {
	terms: string[];
	estimate: ArrayLike<number>;
	se: ArrayLike<number>;
	deff?: Float64Array | null;
} {
	if (spec.estimator === "quantile") {
		const { variables } = answerQuantiles(spec, context);
		const cells = Object.entries(variables).flatMap(([label, answer]) =>
			answer.quantiles.map((p, k) => ({
				term: answer.quantiles.length > 1 ? `${label}.${p}` : label,
				estimate: answer.estimate[k]!,
				se: answer.se?.[k] ?? Number.NaN,
			})),
		);
		return {
			terms: cells.map(({ term }) => term),
			estimate: cells.map(({ estimate }) => estimate),
			se: cells.map(({ se }) => se),
		};
	}
	if (spec.estimator === "proportion_ci") {
		const { label, estimate, variance } = answerProportion(spec, context);
		return {
			terms: [label],
			estimate: [estimate],
			se: [Math.sqrt(variance)],
		};
	}
	const found = moment(spec, context);
	return {
		terms: found.terms,
		estimate: found.estimate,
		se: standardErrors(found.covariance),
		deff: found.deff,
	};
}
