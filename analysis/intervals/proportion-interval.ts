import { tQuantile } from "../distributions.ts";
import type { Interval } from "../estimate.ts";
import { betaInterval, logitInterval } from "./proportion.ts";

export type ProportionMethod = "mean" | "beta" | "xlogit" | "asin";

/**
 * Interval of a proportion from its estimate and design variance. `mean`: p ± t se. `xlogit`: on the logit scale. `asin`:
 * arcsine of the root, variance v / (4 p (1 − p)) (Korn & Graubard 1999, §2.3). `beta`: Korn & Graubard 1998 with
 * n_eff = p (1 − p)/v · (t_{n−1}/t_df)², n the rows of the domain.
 */
export function proportionInterval(
	proportion: number,
	variance: number,
	method: ProportionMethod,
	{ df, n, level }: { df: number; n: number; level: number },
): Interval {
	const t = tQuantile((1 + level) / 2, df);
	const se = Math.sqrt(variance);
	switch (method) {
		case "mean":
			return { level, lower: proportion - t * se, upper: proportion + t * se };
		case "xlogit":
			return logitInterval(proportion, se, df, level);
		case "asin": {
			const angle = Math.asin(Math.sqrt(proportion));
			const half = (t * se) / (2 * Math.sqrt(proportion * (1 - proportion)));
			return {
				level,
				lower: Math.sin(angle - half) ** 2,
				upper: Math.sin(angle + half) ** 2,
			};
		}
		case "beta": {
			const factor = tQuantile((1 + level) / 2, n - 1) / t;
			const effective =
				((proportion * (1 - proportion)) / variance) * factor * factor;
			return betaInterval(proportion, effective, level);
		}
	}
}
