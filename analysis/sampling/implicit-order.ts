type Keys = readonly (string | number)[];

/**
 * Places of a list in the order of their keys, the first key outermost, for implicit stratification by a systematic
 * draw. Texts compare by code unit, alike on every machine; equal keys stay in the order of the list. Serpentine turns
 * round at every change of an outer key, so that neighbours are alike across it too (Williams & Chromy 1980,
 * *Proceedings of the Survey Research Methods Section, ASA*, 697–701).
 *
 * @example implicitOrder([["b", 1], ["a", 2], ["a", 1], ["b", 2]], true) // [2, 1, 3, 0]
 */
export function implicitOrder(
	keys: readonly Keys[],
	serpentine = false,
): number[] {
	const depth = keys[0]?.length ?? 0;
	for (const [place, own] of keys.entries())
		if (own.length !== depth)
			throw new Error(
				`the unit at place ${place + 1} has ${own.length} keys to order by and the first has ${depth}: give every unit the same`,
			);
	const backwards = new Array<boolean>(depth).fill(false);
	const arrange = (places: number[], level: number): number[] => {
		if (level === depth) return places;
		const groups = new Map<string | number, number[]>();
		for (const place of places) {
			const key = keys[place]![level]!;
			const group = groups.get(key);
			if (group) group.push(place);
			else groups.set(key, [place]);
		}
		const values = [...groups.keys()].sort(byCodeUnit);
		if (backwards[level]) values.reverse();
		if (serpentine) backwards[level] = !backwards[level];
		return values.flatMap((value) => arrange(groups.get(value)!, level + 1));
	};
	return arrange([...keys.keys()], 0);
}

/** Numbers before texts. */
function byCodeUnit(a: string | number, b: string | number): number {
	if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
	return a < b ? -1 : a > b ? 1 : 0;
}
