export interface TrimOptions {
	upper?: number;
	lower?: number;
	/** Repeat until no weight is outside. */
	strict?: boolean;
}

/**
 * Weights cut to [lower, upper], what was cut spread equally over the weights not cut, so that the sum stays (Potter 1990,
 * *Proc. ASA Survey Research Methods*, 225–230). Rows of weight zero are left alone. Where every weight is outside there is
 * none to take what is cut, and the sum changes: compare it before and after. Throws where `strict` does not settle.
 */
export function trim(
	weights: Float64Array,
	{ upper = Infinity, lower = -Infinity, strict = false }: TrimOptions,
): Float64Array {
	let trimmed = weights;
	for (let round = 0; round < 1000; round++) {
		const isOutside = (weight: number) =>
			weight !== 0 && (weight < lower || weight > upper);
		if (!trimmed.some(isOutside)) return trimmed;
		const inside = trimmed.reduce(
			(count, weight) => count + (weight !== 0 && !isOutside(weight) ? 1 : 0),
			0,
		);
		const cut = (weight: number) => Math.min(upper, Math.max(lower, weight));
		const excess = trimmed.reduce(
			(sum, weight) => sum + (isOutside(weight) ? weight - cut(weight) : 0),
			0,
		);
		trimmed = trimmed.map((weight) =>
			weight === 0
				? 0
				: isOutside(weight)
					? cut(weight)
					: weight + excess / inside,
		);
		if (!strict) return trimmed;
	}
	throw new Error(
		`weights cannot be brought into [${lower}, ${upper}] with the same sum: widen the limits`,
	);
}
