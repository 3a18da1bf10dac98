/** A battery of which `drawn` of `items` items, anchors apart, are shown at random, each with the same chance. */
export interface DrawnBattery {
	items: number;
	drawn: number;
}

/** 1 / P(an item that is not an anchor was shown): its weight in an estimate of the item. */
export function itemWeight({ items, drawn }: DrawnBattery): number {
	check({ items, drawn }, 1);
	return items / drawn;
}

/** 1 / P(two items that are not anchors were both shown): their weight in an estimate of both (Raghunathan & Grizzle 1995, JASA 90:54–63). */
export function pairWeight({ items, drawn }: DrawnBattery): number {
	check({ items, drawn }, 2);
	return (items * (items - 1)) / (drawn * (drawn - 1));
}

function check({ items, drawn }: DrawnBattery, fewest: number): void {
	if (!(drawn >= fewest && items >= drawn))
		throw new Error(
			`${drawn} of ${items} items drawn: ${fewest} or more must be, and no more than there are`,
		);
}
