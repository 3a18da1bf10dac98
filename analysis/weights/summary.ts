export interface WeightsSummary {
	n: number;
	sum: number;
	mean: number;
	min: number;
	max: number;
	/** Squared coefficient of variation. */
	cv2: number;
	/** n Σw² / (Σw)²: what unequal weights alone cost (Kish 1992, *J. Official Statistics* 8:183–200). */
	kish_deff: number;
	/** (Σw)² / Σw². */
	kish_neff: number;
}

/** Diagnostics over the weights above zero. */
export function weightsSummary(weights: Float64Array): WeightsSummary {
	const used = weights.filter((weight) => weight > 0);
	const n = used.length;
	const sum = used.reduce((a, b) => a + b, 0);
	const squares = used.reduce((a, b) => a + b * b, 0);
	const mean = sum / n;
	const deviations = used.reduce((a, b) => a + (b - mean) ** 2, 0);
	return {
		n,
		sum,
		mean,
		min: used.reduce((a, b) => Math.min(a, b), Infinity),
		max: used.reduce((a, b) => Math.max(a, b), -Infinity),
		cv2: deviations / n / mean ** 2,
		kish_deff: (n * squares) / sum ** 2,
		kish_neff: sum ** 2 / squares,
	};
}
