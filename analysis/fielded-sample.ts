import type { Text } from "../survey-definitions/definition.ts";

/** A quota sample, a pilot and a trial are not probability samples: nothing prints a sampling error for them. */
export type Sampling = "probability" | "non-probability";

export interface Stratum {
	id: number;
	label: Text;
	/** People in the frame. */
	population: number;
	/** What the stratum is by each of the design's dimensions (level, sector …): code and words. */
	domains: Record<string, { code: number; label: Text }>;
}

export interface Lot {
	stratumId: number;
	invited: number;
	/** Sampling rate by class ("1", "2"), or of everybody ("all"). */
	rates: Record<string, number>;
	/** Kept back: nobody was invited. */
	reserve?: boolean;
}

/** A sample as it was fielded. Responses name their lot by its place in `lots`. */
export interface FieldedSample {
	strata: Stratum[];
	lots: Lot[];
}

/** The place in `strata` of the stratum of each row, from the place of its lot. */
export function stratumOfRows(
	{ strata, lots }: FieldedSample,
	lotOfRows: ArrayLike<number>,
): Int32Array {
	const places = new Map(strata.map(({ id }, place) => [id, place]));
	const ofLots = lots.map(({ stratumId }) => places.get(stratumId) ?? -1);
	const found = new Int32Array(lotOfRows.length);
	for (let row = 0; row < found.length; row++)
		found[row] = ofLots[lotOfRows[row]!] ?? -1;
	return found;
}
