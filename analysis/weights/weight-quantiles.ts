/** Where a distribution of weights is read. */
export const quantileAt = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

/** Quantiles of the values above zero (Hyndman & Fan 1996, type 7), and the share of their sum that the largest tenth has. */
export function weightQuantiles(weights: Float64Array): {
	quantiles: number[];
	largestTenth: number;
} {
	const sorted = weights.filter((weight) => weight > 0).sort();
	const last = sorted.length - 1;
	const at = (p: number) => {
		const place = p * last;
		const below = sorted[Math.floor(place)] ?? Number.NaN;
		const above = sorted[Math.ceil(place)] ?? Number.NaN;
		return below + (place - Math.floor(place)) * (above - below);
	};
	const sum = (values: Float64Array) =>
		values.reduce((total, value) => total + value, 0);
	return {
		quantiles: quantileAt.map(at),
		largestTenth:
			sum(sorted.slice(Math.floor(0.9 * sorted.length))) / sum(sorted),
	};
}
