import { answerBy, type BySpec } from "./answers/by.ts";
import { answerRankTest, answerTTest } from "./answers/comparisons.ts";
import {
	answerAlpha,
	answerContrast,
	answerKappa,
} from "./answers/contrasts.ts";
import { answerIndependence } from "./answers/independence.ts";
import { answerGlm, answerOrdinal, answerTermTest } from "./answers/models.ts";
import { answerMoment } from "./answers/moments.ts";
import { proportionAnswer } from "./answers/proportion.ts";
import { answerQuantiles } from "./answers/quantiles.ts";
import { answerSensitive } from "./answers/sensitive.ts";
import { answerTable } from "./answers/table.ts";
import {
	answerCalibratedWeights,
	answerWeightsSummary,
} from "./answers/weights.ts";
import type { Context } from "./context.ts";
import type { EstimatorSpec, Outcome } from "./contract.ts";

/** One estimator's answer; null where the contract knows no such estimator. Throws where it must be refused. */
export function answer(spec: EstimatorSpec, context: Context): Outcome | null {
	if ("by" in spec && spec.by) return answerBy(spec as BySpec, context);
	switch (spec.estimator) {
		case "mean":
		case "total":
		case "ratio":
		case "variance":
			return answerMoment(spec, context);
		case "quantile":
			return answerQuantiles(spec, context);
		case "proportion_ci":
			return proportionAnswer(spec, context);
		case "table":
			return answerTable(spec, context);
		case "independence_test":
			return answerIndependence(spec, context);
		case "t_test":
			return answerTTest(spec, context);
		case "rank_test":
			return answerRankTest(spec, context);
		case "glm":
			return answerGlm(spec, context);
		case "ordinal":
			return answerOrdinal(spec, context);
		case "term_test":
			return answerTermTest(spec, context);
		case "contrast":
			return answerContrast(spec, context);
		case "cronbach_alpha":
			return answerAlpha(spec, context);
		case "kappa":
			return answerKappa(spec, context);
		case "degrees_of_freedom":
			return { value: [context.df] };
		case "weights_summary":
			return answerWeightsSummary(context);
		case "calibrated_weights":
			return answerCalibratedWeights(context);
		case "sensitive":
			return answerSensitive(spec, context);
		default:
			return null;
	}
}
