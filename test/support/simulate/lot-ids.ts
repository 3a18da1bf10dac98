import { base32 } from "../../../survey-definitions/slip-code.ts";

/** Labels of lots: four characters of base32 in no order, none twice. */
export function lotIds(count: number, random: () => number): string[] {
	const ids = new Set<string>();
	while (ids.size < count)
		ids.add(
			base32(Uint8Array.from({ length: 4 }, () => Math.floor(random() * 32))),
		);
	return [...ids];
}
