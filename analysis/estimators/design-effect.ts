import type { Matrix } from "ml-matrix";
import type { Term } from "../terms.ts";
import { sumOfWeights } from "./mean.ts";
import { rowsWithWeight, variance } from "./variance.ts";

export type Baseline = "without-replacement" | "with-replacement";

/**
 * Variance of a mean or a total over that of a simple random sample of the same n, drawn without replacement from Σ w
 * elements or with (Kish 1965, *Survey Sampling*, §8.2; 1995, *J. Official Statistics* 11:55–77). n counts rows of
 * weight above zero.
 */
export function designEffects(
	of: "mean" | "total",
	terms: Term[],
	weights: Float64Array,
	covariance: Matrix,
	baseline: Baseline,
): Float64Array {
	const n = rowsWithWeight(weights);
	const size = sumOfWeights(weights);
	const left = baseline === "with-replacement" ? 1 : 1 - n / size;
	const scale = of === "total" ? size * size : 1;
	return Float64Array.from(terms, (term, k) => {
		const spread = n > 1 ? variance([term]).at(weights)[0]! : Number.NaN;
		return covariance.get(k, k) / ((spread / n) * left * scale);
	});
}
