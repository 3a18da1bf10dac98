/** Of all respondents, 1 for each who is in the group. */
export type Group = Uint8Array<ArrayBuffer>;

/**
 * How many sums and differences of two or three groups rest on fewer people than the minimum, and on somebody: of two
 * one less the other, of three each less the two others. The last counts a person −2 … 1 times, so nothing is missed
 * where only groups are looked at whose sizes nearly add up.
 */
export function differences(groups: Group[], minimum: number): number {
	const some = groups
		.map((group) => ({ bits: bitsOf(group), size: sizeOf(group) }))
		.sort((a, b) => a.size - b.size);
	const none = new Uint32Array(some[0]?.bits.length ?? 0);
	const isNarrow = (
		less: Uint32Array,
		one: Uint32Array,
		other: Uint32Array = none,
	) => {
		let people = 0;
		for (let at = 0; at < less.length && people < minimum; at++)
			people += ones(
				(less[at]! ^ (one[at]! | other[at]!)) | (one[at]! & other[at]!),
			);
		return people > 0 && people < minimum;
	};
	const slack = 2 * (minimum - 1);
	let found = 0;
	for (const [a, whole] of some.entries())
		for (const [b, one] of some.entries()) {
			if (b === a) continue;
			if (b < a && isNarrow(whole.bits, one.bits)) found++;
			const left = whole.size - one.size;
			for (let c = firstFrom(some, left - slack); c < b; c++) {
				const other = some[c]!;
				if (other.size > left + slack) break;
				if (c !== a && isNarrow(whole.bits, one.bits, other.bits)) found++;
			}
		}
	return found;
}

function bitsOf(group: Group): Uint32Array {
	const bits = new Uint32Array(Math.ceil(group.length / 32));
	for (const [at, is] of group.entries())
		if (is) bits[at >> 5]! |= 1 << (at & 31);
	return bits;
}

/** Of 32 bits, those that are set (Warren 2013, Hacker's Delight, fig. 5-2). */
function ones(bits: number): number {
	const pairs = bits - ((bits >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The first place of at least the size. */
function firstFrom(some: { size: number }[], size: number): number {
	let from = 0;
	let to = some.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (some[middle]!.size < size) from = middle + 1;
		else to = middle;
	}
	return from;
}

export function sizeOf(group: Group): number {
	let size = 0;
	for (let at = 0; at < group.length; at++) size += group[at]!;
	return size;
}

export function distinct(groups: Group[]): Group[] {
	const keys = new Map<string, Group>();
	for (const group of groups)
		keys.set(Buffer.from(group).toString("latin1"), group);
	return [...keys.values()];
}
