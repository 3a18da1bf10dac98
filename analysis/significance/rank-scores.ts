import { normalQuantile } from "../distributions.ts";

export type RankTest =
	| "wilcoxon"
	| "vanderWaerden"
	| "median"
	| "KruskalWallis";

/**
 * Scores of the estimated population mid-ranks r in (0, 1): r itself (Wilcoxon, Kruskal–Wallis), its normal quantile
 * (van der Waerden), whether it exceeds ½ (median) (Lumley & Scott 2013, *Biometrika* 100:831–842, §2).
 */
export function rankScores(
	values: Float64Array,
	weights: Float64Array,
	test: RankTest,
): Float64Array {
	const score = {
		wilcoxon: (r: number) => r,
		KruskalWallis: (r: number) => r,
		vanderWaerden: normalQuantile,
		median: (r: number) => (r > 0.5 ? 1 : 0),
	}[test];
	return midRanks(values, weights).map(score);
}

/** (Σ_{j before i} w_j + w_i/2)/Σw in the order of the values, ties sharing the plain mean of theirs. */
function midRanks(values: Float64Array, weights: Float64Array): Float64Array {
	const order = Array.from(values.keys()).filter((row) => weights[row] !== 0);
	order.sort((a, b) => values[a]! - values[b]!);
	const total = order.reduce((sum, row) => sum + weights[row]!, 0);
	const ranks = new Float64Array(values.length).fill(0.5);
	let below = 0;
	for (let from = 0; from < order.length; ) {
		let to = from;
		let sum = 0;
		while (to < order.length && values[order[to]!] === values[order[from]!]) {
			const weight = weights[order[to]!]!;
			sum += below + weight / 2;
			below += weight;
			to++;
		}
		for (let k = from; k < to; k++)
			ranks[order[k]!] = sum / (to - from) / total;
		from = to;
	}
	return ranks;
}
