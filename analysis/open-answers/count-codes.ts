/** How many texts a code was settled on; null where it is fewer than the least that may be told. */
export interface CodeCount {
	code: string;
	count: number | null;
}

/**
 * Counts of settled texts by code, a text in each of its codes. Texts are tied to no response: these are counts of mentions,
 * never shares of a population. Codes with 1 … fewest − 1 texts have no count; codes that nobody gave have 0.
 */
export function countCodes(
	settled: string[][],
	codes: string[],
	fewest: number,
): CodeCount[] {
	return codes.map((code) => {
		const count = settled.filter((one) => one.includes(code)).length;
		return { code, count: count > 0 && count < fewest ? null : count };
	});
}
