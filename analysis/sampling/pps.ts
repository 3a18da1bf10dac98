/**
 * Inclusion probabilities proportional to size, n · size / total. A unit that would reach 1 is taken with certainty, and
 * the others share what is left until none reaches it (Särndal, Swensson & Wretman 1992, §3.6.2).
 *
 * @example inclusionProbabilities([10, 10, 20, 160], 2) // [0.25, 0.25, 0.5, 1]
 */
export function inclusionProbabilities(
	sizes: readonly number[],
	n: number,
): number[] {
	if (sizes.some((size) => !(size >= 0)))
		throw new Error("every unit of the frame needs a size of zero or more");
	if (!(n >= 0 && n <= sizes.filter((size) => size > 0).length))
		throw new Error(
			`${n} units cannot be drawn from ${sizes.length} of which some may have no size`,
		);
	const certain = new Set<number>();
	for (;;) {
		let rest = 0;
		for (const [unit, size] of sizes.entries())
			if (!certain.has(unit)) rest += size;
		const places = n - certain.size;
		const reaching = [...sizes.keys()].filter(
			(unit) =>
				!certain.has(unit) &&
				places > 0 &&
				places * (sizes[unit] as number) >= rest * (1 - 1e-12),
		);
		for (const unit of reaching) certain.add(unit);
		if (reaching.length === 0)
			return sizes.map((size, unit) =>
				certain.has(unit) ? 1 : rest > 0 ? (places * size) / rest : 0,
			);
	}
}

/**
 * Systematic sampling with unequal probabilities: on the line of cumulated inclusion probabilities every unit is taken
 * that holds one of the points `start`, start + 1, start + 2 … (Madow 1949, *Annals of Mathematical Statistics*
 * 20:333–354; Särndal, Swensson & Wretman 1992, §3.6.2). The order of the frame stratifies implicitly; units come back
 * in it. `start` is uniform in [0, 1), and probabilities add up to a whole number.
 *
 * @example systematicPps(inclusionProbabilities(sizes, 12), random())
 */
export function systematicPps(
	probabilities: readonly number[],
	start: number,
): number[] {
	const n = Math.round(
		probabilities.reduce((sum, probability) => sum + probability, 0),
	);
	// Sums of probabilities miss whole numbers by a rounding error, and the last point must find its unit.
	const slack = 1e-9;
	const drawn: number[] = [];
	let cumulated = 0;
	for (const [unit, probability] of probabilities.entries()) {
		cumulated += probability;
		if (
			probability > 0 &&
			drawn.length < n &&
			start + drawn.length < cumulated + slack
		)
			drawn.push(unit);
	}
	return drawn;
}
