import { weightsSummary } from "../weights/summary.ts";

/**
 * Design effect of clustering, 1 + (m̄ − 1)ρ, of m̄ answers a cluster with intraclass correlation ρ (Kish 1965, *Survey
 * Sampling*, eq. 5.4.1).
 *
 * @example clusteringDeff(16, 0.05) // 1.75
 */
export function clusteringDeff(
	answersPerCluster: number,
	intraclassCorrelation: number,
): number {
	if (!(answersPerCluster >= 1))
		throw new Error(
			`clusters of ${answersPerCluster} answers have no design effect: plan one or more`,
		);
	return 1 + (answersPerCluster - 1) * intraclassCorrelation;
}

/** Design effect of unequal weights, n Σw² / (Σw)², over those above zero (Kish 1992, *J. Official Statistics* 8:183–200). */
export const weightingDeff = (weights: readonly number[]): number =>
	weightsSummary(Float64Array.from(weights)).kish_deff;

/**
 * Design effect of an allocation on the mean of the whole, Σ W_h² / a_h, of strata that hold the shares W_h of the
 * population and a_h of the sample: that of weights W_h / a_h (Kish 1992, *J. Official Statistics* 8:183–200). Either may
 * be counts; a stratum of the population without a sample makes it infinite.
 *
 * @example allocationDeff([0.5, 0.5], [0.9, 0.1]) // 2.78
 */
export function allocationDeff(
	population: readonly number[],
	sample: readonly number[],
): number {
	if (population.length !== sample.length)
		throw new Error(
			`an allocation needs a sample for each stratum: ${population.length} strata, ${sample.length} samples`,
		);
	const all = population.reduce((sum, size) => sum + size, 0);
	const n = sample.reduce((sum, size) => sum + size, 0);
	return population.reduce(
		(sum, size, stratum) =>
			size === 0
				? sum
				: sum + (size / all) ** 2 / ((sample[stratum] as number) / n),
		0,
	);
}
