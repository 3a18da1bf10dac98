/** In random order (Fisher & Yates; Knuth, *The Art of Computer Programming* 2, §3.4.2, algorithm P). */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
	const order = [...values];
	for (let at = order.length - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		[order[at], order[other]] = [order[other]!, order[at]!];
	}
	return order;
}
