/**
 * A fixed number of places of a list, equally spaced from a random start: each place has probability count / length
 * (Cochran 1977, *Sampling Techniques*, §8.1, with a fractional interval). `start` is uniform in [0, 1).
 *
 * @example systematicPlaces(100, 4, 0.5) // [12, 37, 62, 87]
 */
export function systematicPlaces(
	length: number,
	count: number,
	start: number,
): number[] {
	if (count > length)
		throw new Error(`${count} places cannot be drawn from a list of ${length}`);
	// A start just under 1 can round up to the next whole number.
	return Array.from({ length: count }, (_, at) =>
		Math.min(length - 1, Math.floor(((start + at) * length) / count)),
	);
}

/**
 * Places of a list at a fixed step of 1 / probability: each place has that probability whatever the list's length, so
 * that the number drawn moves with it (Särndal, Swensson & Wretman 1992, §3.4.1). `start` is uniform in [0, 1).
 *
 * @example placesAtStep(65, 1 / 4, 0) // 17 places: 0, 4 … 64
 */
export function placesAtStep(
	length: number,
	probability: number,
	start: number,
): number[] {
	if (!(probability > 0 && probability <= 1))
		throw new Error(
			`a probability of ${probability} is not one to draw places with: it must be above 0 and at most 1`,
		);
	const places: number[] = [];
	for (let at = start; ; at++) {
		const place = Math.floor(at / probability);
		if (place >= length) return places;
		places.push(place);
	}
}
