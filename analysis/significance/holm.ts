/**
 * p-values of a family of comparisons, adjusted so that the chance of any false finding stays below the level: running
 * maximum of (m − i + 1) p_(i), at most 1 (Holm 1979, *Scandinavian J. Statistics* 6:65–70). NaN stays and is not counted.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
	const adjusted = Float64Array.from(pValues);
	const order = Array.from(adjusted.keys())
		.filter((k) => !Number.isNaN(adjusted[k]))
		.sort((a, b) => adjusted[a]! - adjusted[b]!);
	let highest = 0;
	order.forEach((k, rank) => {
		highest = Math.max(highest, (order.length - rank) * adjusted[k]!);
		adjusted[k] = Math.min(1, highest);
	});
	return adjusted;
}
