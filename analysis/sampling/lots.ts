/**
 * Spread groups: of PSUs in the order of selection, lot g takes g, g + G, g + 2G … with G lots, so that lots are of one
 * size and each spans the whole order (random groups made systematically; Wolter 2007, *Introduction to Variance
 * Estimation*, ch. 2). The number of PSUs must be a multiple of `perLot`, and at least
 * two lots are needed to measure a variance.
 *
 * @example spreadLots(["a", "b", "c", "d", "e", "f"], 3) // [["a", "c", "e"], ["b", "d", "f"]]
 */
export function spreadLots<T>(psus: readonly T[], perLot: number): T[][] {
	const lots = psus.length / perLot;
	if (!Number.isInteger(lots) || lots < 2)
		throw new Error(
			`${psus.length} PSUs do not make two or more lots of ${perLot}: draw a multiple of ${perLot}, at least ${2 * perLot}`,
		);
	return Array.from({ length: lots }, (_, lot) =>
		psus.filter((_, order) => order % lots === lot),
	);
}
