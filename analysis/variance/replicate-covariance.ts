import { Matrix } from "ml-matrix";
import type { ReplicateDesign } from "../design.ts";

/**
 * V = scale Σ_r rscales_r (θ_r − c)(θ_r − c)′, c the mean of the replicates with rscales > 0, or the full-sample estimate
 * where `mse` (Wolter 2007, *Introduction to Variance Estimation*, eqs. 3.3.4, 4.2.4; Rust & Rao 1996).
 */
export function replicateCovariance(
	design: ReplicateDesign,
	estimate: Float64Array,
	at: (weights: Float64Array) => Float64Array,
): Matrix {
	return covarianceOfReplicates(design, estimate, design.replicates.map(at));
}

export function covarianceOfReplicates(
	{ scale, rscales, mse }: Pick<ReplicateDesign, "scale" | "rscales" | "mse">,
	estimate: Float64Array,
	thetas: Float64Array[],
): Matrix {
	const width = estimate.length;
	const centre = new Float64Array(width);
	if (mse) centre.set(estimate);
	else {
		const used = thetas.filter((_, r) => rscales[r]! > 0);
		for (const theta of used)
			for (let k = 0; k < width; k++) centre[k]! += theta[k]! / used.length;
	}
	const covariance = Matrix.zeros(width, width);
	thetas.forEach((theta, r) => {
		for (let k = 0; k < width; k++)
			for (let l = 0; l < width; l++)
				covariance.set(
					k,
					l,
					covariance.get(k, l) +
						scale *
							rscales[r]! *
							(theta[k]! - centre[k]!) *
							(theta[l]! - centre[l]!),
				);
	});
	return covariance;
}
