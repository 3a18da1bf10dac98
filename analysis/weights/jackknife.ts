import type { ReplicateDesign, TaylorDesign } from "../design.ts";

/**
 * Jackknife replicates of a design: each leaves out one PSU of the first stage and raises the weights of the others of
 * its stratum by n_h/(n_h − 1), JK1 treating the sample as one stratum (Wolter 2007, *Introduction to Variance
 * Estimation*, §4.2 and eq. 4.5.3; finite population correction in the factors). Throws where a stratum has one PSU
 * under `fail`; other policies leave its weights alone, so that it adds nothing.
 */
export function jackknife(
	design: TaylorDesign,
	type: "JK1" | "JKn",
): ReplicateDesign {
	const stage = design.stages[0]!;
	const { unit, unitStratum, sampled, population } = stage;
	if (type === "JK1" && sampled.length > 1)
		throw new Error("JK1 is for a design without strata: use JKn");
	const replicates: Float64Array[] = [];
	const rscales: number[] = [];
	for (let left = 0; left < unitStratum.length; left++) {
		const stratum = unitStratum[left]!;
		const n = sampled[stratum]!;
		const notSampled = population ? 1 - n / population[stratum]! : 1;
		if (n === 1) {
			if (design.lonelyPsu === "fail" && notSampled > 1e-7)
				throw new Error(
					"a stratum has one PSU: the jackknife has nothing to compare it with. Remedy: choose lonely_psu, or merge strata",
				);
			continue;
		}
		replicates.push(
			design.weights.map((weight, row) =>
				unit[row] === left
					? 0
					: unitStratum[unit[row]!] === stratum
						? (weight * n) / (n - 1)
						: weight,
			),
		);
		rscales.push(((n - 1) / n) * notSampled);
	}
	const single = type === "JK1";
	return {
		kind: "replicate",
		rows: design.rows,
		weights: design.weights,
		present: design.present,
		replicates,
		scale: single ? (rscales[0] ?? 0) : 1,
		rscales: Float64Array.from(rscales, (r) => (single ? 1 : r)),
		mse: false,
	};
}
