import type { Statistic } from "../statistic.ts";
import type { Term } from "../terms.ts";
import { mean } from "./mean.ts";

/**
 * Log-odds log(p/(1 − p)) of the proportion of a 0/1 column: what an intercept-only logistic regression estimates, with
 * the covariance of that fit by either route (Korn & Graubard 1999, *Analysis of Health Surveys*, §2.3).
 */
export function logOdds(term: Term): Statistic {
	const share = mean([term]);
	return {
		terms: [term.name],
		at: (weights) => share.at(weights).map((p) => Math.log(p / (1 - p))),
		contributions: (weights) => {
			const [p] = share.at(weights);
			return share
				.contributions(weights)
				.map((column) => column.map((z) => z / (p! * (1 - p!))));
		},
	};
}
