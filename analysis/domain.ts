import type { Design } from "./design.ts";

/**
 * The part of a population where `inDomain` is 1. Rows outside get weight zero and stay, so that PSUs and strata without
 * members still count in the variance (Lumley 2010, *Complex Surveys*, §2.2.1). A design that was calibrated, or drawn
 * with unequal probabilities, needs the rows themselves as well.
 */
export function domain<D extends Design>(design: D, inDomain: Uint8Array): D {
	const mask = (values: Float64Array) =>
		values.map((value, row) => (inDomain[row] ? value : 0));
	const weights = mask(design.weights);
	if (design.kind === "replicate")
		return {
			...design,
			weights,
			present: intersection(design.present, inDomain),
			replicates: design.replicates.map(mask),
		};
	if (design.kind === "pps" || design.calibrations.length > 0)
		return { ...design, weights };
	return {
		...design,
		weights,
		present: intersection(design.present, inDomain),
	};
}

function intersection(present: Uint8Array | null, inDomain: Uint8Array) {
	return present
		? present.map((here, row) => (inDomain[row] ? here : 0))
		: inDomain;
}

/** Rows that the design still holds: all of a calibrated one, those of the domain else. */
export function rowsPresent({ rows, present }: Design): number {
	return present ? present.reduce((sum, here) => sum + here, 0) : rows;
}
