import type { Calibration, Design } from "../design.ts";

/** Weights after an adjustment, and what the linearised variance must know of it (null: nothing). */
export interface Adjusted {
	weights: Float64Array;
	calibration: Calibration | null;
}

/** The design after an adjustment of its weights, which in a replicate design is repeated under every replicate. */
export function adjust<D extends Design>(
	design: D,
	adjustment: (weights: Float64Array) => Adjusted,
): D {
	const { weights, calibration } = adjustment(design.weights);
	if (design.kind === "replicate")
		return {
			...design,
			weights,
			replicates: design.replicates.map(
				(replicate) => adjustment(replicate).weights,
			),
		};
	return {
		...design,
		weights,
		calibrations: calibration
			? [...design.calibrations, calibration]
			: design.calibrations,
	};
}
