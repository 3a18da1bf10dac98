import { rowsPresent } from "../../domain.ts";
import { quantiles } from "../../estimators/quantile.ts";
import { type Context, withoutMissing } from "../context.ts";
import type { EstimatorSpec } from "../contract.ts";
import { readVariable, termsOf } from "../variables.ts";

export type QuantileSpec = Extract<EstimatorSpec, { estimator: "quantile" }>;

export function answerQuantiles(spec: QuantileSpec, context: Context) {
	const terms = termsOf(
		spec.variables.map((each) => readVariable(each, context.dataset)),
	);
	const used = spec.na_rm ? withoutMissing(context, terms) : context;
	const interval = spec.interval ?? "mean";
	const variables = Object.fromEntries(
		terms.map(({ name, values }) => {
			const found = quantiles(used.design, values, [spec.p].flat(), {
				rule: spec.rule ?? "math",
				interval,
				df: spec.df ?? used.df,
				n: rowsPresent(used.design),
				level: spec.level ?? 0.95,
			});
			const answer = {
				quantiles: found.map(({ p }) => p),
				estimate: found.map(({ estimate }) => estimate),
				...(interval === "none"
					? {}
					: {
							ci_lower: found.map(({ lower }) => lower),
							ci_upper: found.map(({ upper }) => upper),
							se: found.map(({ se }) => se),
						}),
			};
			return [name, answer];
		}),
	);
	return { variables };
}
