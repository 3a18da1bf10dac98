import { shuffled } from "./random.ts";

/**
 * Spread groups: with G lots, of each G PSUs that follow one another in the order of selection every lot takes one, by
 * chance, so that lots are of one size and each spans the whole order (random groups within zones; Wolter 2007,
 * *Introduction to Variance Estimation*, ch. 2). Chance, because the order is known for good to whoever has the frame and
 * the draw's seed: lots that followed from it alone could be told by their sizes. The number of PSUs must be a multiple
 * of `perLot`, and at least two lots are needed to measure a variance.
 *
 * @example spreadLots(["a", "b", "c", "d", "e", "f"], 3, random) // [["b", "c", "e"], ["a", "d", "f"]], for instance
 */
export function spreadLots<T>(
	psus: readonly T[],
	perLot: number,
	random: () => number,
): T[][] {
	const lots = psus.length / perLot;
	if (!Number.isInteger(lots) || lots < 2)
		throw new Error(
			`${psus.length} PSUs do not make two or more lots of ${perLot}: draw a multiple of ${perLot}, at least ${2 * perLot}`,
		);
	const zones = Array.from({ length: perLot }, (_, zone) =>
		shuffled(psus.slice(zone * lots, (zone + 1) * lots), random),
	);
	return Array.from({ length: lots }, (_, lot) =>
		zones.map((zone) => zone[lot] as T),
	);
}
