import type { Term } from "../terms.ts";
import { variance } from "./variance.ts";

/**
 * Cronbach's alpha K/(K − 1) (1 − Σ s²_k / s²_total) of K items, with weighted variances (Cronbach 1951, *Psychometrika*
 * 16:297–334, eq. 13). NaN where a row with weight is missing. Without a standard error: the field reports none.
 */
export function cronbachAlpha(items: Term[], weights: Float64Array): number {
	const ofTerm = (term: Term) => variance([term]).at(weights)[0]!;
	const sum = new Float64Array(weights.length);
	for (const { values } of items)
		for (let row = 0; row < sum.length; row++) sum[row]! += values[row]!;
	const within = items.reduce((total, item) => total + ofTerm(item), 0);
	const total = ofTerm({ name: "sum", values: sum });
	return (items.length / (items.length - 1)) * (1 - within / total);
}
