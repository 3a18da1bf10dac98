/**
 * What can be worked out from released domains by adding and subtracting. Whoever knows a sum over each of some sets of
 * respondents knows it over every linear combination of them, and over nothing else. So a release is safe when no
 * combination of the released sets rests on 1 … minimum − 1 respondents: neither a difference of two, nor what three or
 * more leave over, nor two domains that differ by a few on either side.
 *
 * Combinations are a vector space of functions on respondents. `bases` are echelon forms of it on disjoint sets of
 * respondents, its pivots, (minimum − 1) / 2 + 1 of them: a function that is not zero on fewer than `minimum`
 * respondents meets one of these sets in at most one pivot (the argument of Brouwer and Zimmermann for the minimum
 * distance of a code; Betten et al. 2006, Error-Correcting Linear Codes, ch. 1). So it is, up to scale, the new row of
 * that form or that row plus a multiple of one other row, and those are looked at.
 * Where respondents do not suffice for so many pivots, safety is not shown and the release is refused: five cadres pay
 * for each released group, which also keeps answers from being solved for by very many overlapping groups (Dinur &
 * Nissim 2003, PODS, 202–210).
 */
export interface Reach {
	minimum: number;
	/** Of each unit, the group that no released domain tells apart; −1 for units that nobody is in. */
	group: Int32Array;
	/** Respondents in each unit. */
	counts: ArrayLike<number>;
	/** Respondents in each group. */
	sizes: number[];
	/** Respondents in each group that are no pivot. */
	free: number[];
	bases: Basis[];
}

interface Basis {
	/** Values on the groups, modulo `prime`; each is 1 at its pivot and 0 at the others'. */
	rows: Uint16Array[];
	/** Groups of the pivots. */
	pivots: number[];
}

// The largest whose square is a 32-bit integer, and under 16 bits. Counting modulo a prime can only make a combination look smaller.
const prime = 46_337;

/** Nothing released yet. `counts`: respondents in each unit; no domain to come tells those of one unit apart. */
export function emptyReach(counts: ArrayLike<number>, minimum: number): Reach {
	const group = Int32Array.from(counts, (count) => (count > 0 ? 0 : -1));
	let size = 0;
	for (let unit = 0; unit < counts.length; unit++) size += counts[unit]!;
	return {
		minimum,
		group,
		counts,
		sizes: [size],
		free: [size],
		bases: Array.from({ length: Math.floor((minimum - 1) / 2) + 1 }, () => ({
			rows: [],
			pivots: [],
		})),
	};
}

/** The same reach over units that are parts of the former ones. */
export const spreadReach = (
	reach: Reach,
	parent: ArrayLike<number>,
	counts: ArrayLike<number>,
): Reach => ({
	...reach,
	counts,
	group: Int32Array.from(parent, (from, unit) =>
		counts[unit]! > 0 ? reach.group[from]! : -1,
	),
});

/** The reach with one more domain released; undefined where that would tell of too few, or cannot be shown not to. */
export function extendReach(
	reach: Reach,
	isMember: (unit: number) => boolean,
): Reach | undefined {
	const { next, inside } = split(reach, isMember);
	const { minimum, sizes, free, bases } = next;
	const reducedBy = (basis: Basis) => reduce(inside, basis);
	const [first, ...others] = bases as [Basis, ...Basis[]];
	const row = reducedBy(first);
	if (supportOf(row, sizes) === 0) return reach;
	const reduced = [row, ...others.map(reducedBy)];
	for (const [at, row] of reduced.entries())
		if (!isWide(row, bases[at] as Basis, sizes, minimum)) return undefined;
	for (const [at, row] of reduced.entries()) {
		const pivot = mostFree(row, free);
		if (pivot === -1) return undefined;
		free[pivot]! -= 1;
		addRow(bases[at] as Basis, row, pivot);
	}
	return next;
}

/** A copy whose groups are told apart by membership too, and membership as a function on them. */
function split(
	{ minimum, group, counts, sizes, bases }: Reach,
	isMember: (unit: number) => boolean,
): { next: Reach; inside: Uint16Array } {
	const insideOf = new Int32Array(sizes.length);
	const side = group.map((at, unit) => {
		const is = at >= 0 && isMember(unit) ? 1 : 0;
		if (is) insideOf[at]! += counts[unit]!;
		return is;
	});
	// Those inside keep the number where they are all of the group, and get a new one where they are a part.
	const parent = sizes.map((_, at) => at);
	const child = sizes.map((size, at) => {
		const count = insideOf[at]!;
		return count > 0 && count < size ? parent.push(at) - 1 : at;
	});
	const inside = Uint16Array.from(parent, (at, id) =>
		Number(id >= sizes.length || (insideOf[at]! > 0 && child[at] === at)),
	);
	const nextSizes = parent.map((at, id) =>
		id >= sizes.length
			? insideOf[at]!
			: sizes[at]! - (child[at] === at ? 0 : insideOf[at]!),
	);
	const free = [...nextSizes];
	const isSplit = parent.length > sizes.length;
	const nextBases = bases.map(({ rows, pivots }) => ({
		rows: isSplit ? spread(rows, parent) : [...rows],
		// A pivot is any respondent of its group: it goes to the part with more to spare.
		pivots: pivots.map((at) => {
			const part = child[at]!;
			const to = free[part]! > free[at]! ? part : at;
			free[to]! -= 1;
			return to;
		}),
	}));
	return {
		inside,
		next: {
			minimum,
			group: group.map((at, unit) => (side[unit] ? child[at]! : at)),
			counts,
			sizes: nextSizes,
			free,
			bases: nextBases,
		},
	};
}

/** Side by side in one piece of memory: there are hundreds, and they are copied with every release. */
function spread(rows: Uint16Array[], parent: number[]): Uint16Array[] {
	const groups = parent.length;
	const all = new Uint16Array(rows.length * groups);
	return rows.map((row, place) => {
		const wide = all.subarray(place * groups, (place + 1) * groups);
		wide.set(row);
		for (let at = row.length; at < groups; at++) wide[at] = row[parent[at]!]!;
		return wide;
	});
}

/** The same function up to what is released, zero at all pivots. */
function reduce(values: Uint16Array, { rows, pivots }: Basis): Uint16Array {
	const row = values.slice();
	for (const [at, pivot] of pivots.entries())
		subtract(row, rows[at] as Uint16Array, row[pivot]!);
	return row;
}

/** row −= factor · other. */
function subtract(row: Uint16Array, other: Uint16Array, factor: number) {
	if (factor === 0) return;
	const plus = prime - factor;
	for (let at = 0; at < row.length; at++)
		if (other[at] !== 0) row[at] = (row[at]! + plus * other[at]!) % prime;
}

function supportOf(row: Uint16Array, sizes: number[]): number {
	let support = 0;
	for (let at = 0; at < row.length; at++)
		if (row[at] !== 0) support += sizes[at]!;
	return support;
}

/** Whether neither the row, nor it plus any multiple of any other, rests on fewer than the minimum. */
function isWide(
	row: Uint16Array,
	{ rows }: Basis,
	sizes: number[],
	minimum: number,
): boolean {
	return (
		supportOf(row, sizes) >= minimum &&
		!rows.some((other) => isNarrowWith(row, other, sizes, minimum))
	);
}

/**
 * Whether row + c · other rests on fewer than so many respondents for some c. Both must then have one ratio on all but a
 * few, so that it is among the ratios of the first few.
 */
function isNarrowWith(
	row: Uint16Array,
	other: Uint16Array,
	sizes: number[],
	minimum: number,
): boolean {
	let seen = 0;
	for (let at = 0; at < row.length && seen < minimum; at++) {
		if (row[at] === 0 && other[at] === 0) continue;
		seen += sizes[at]!;
		if (row[at] === 0 || other[at] === 0) continue;
		let left = 0;
		for (let on = 0; on < row.length && left < minimum; on++)
			if ((row[on]! * other[at]!) % prime !== (row[at]! * other[on]!) % prime)
				left += sizes[on]!;
		if (left < minimum) return true;
	}
	return false;
}

function mostFree(row: Uint16Array, free: number[]): number {
	let best = -1;
	for (let at = 0; at < row.length; at++)
		if (row[at] !== 0 && free[at]! > 0 && free[at]! > (free[best] ?? 0))
			best = at;
	return best;
}

function addRow(basis: Basis, row: Uint16Array, pivot: number) {
	const factor = inverse(row[pivot]!);
	const scaled = new Uint16Array(row.length);
	const support = new Uint32Array(row.length);
	let size = 0;
	for (let at = 0; at < row.length; at++)
		if (row[at] !== 0) {
			scaled[at] = (row[at]! * factor) % prime;
			support[size++] = at;
		}
	basis.rows = basis.rows.map((other) => {
		const value = other[pivot]!;
		if (value === 0) return other;
		const changed = other.slice();
		const plus = prime - value;
		for (let place = 0; place < size; place++) {
			const at = support[place]!;
			changed[at] = (changed[at]! + plus * scaled[at]!) % prime;
		}
		return changed;
	});
	basis.rows.push(scaled);
	basis.pivots.push(pivot);
}

/** By Fermat: value^(prime − 2). */
function inverse(value: number): number {
	let result = 1;
	let square = value;
	for (let power = prime - 2; power > 0; power >>= 1) {
		if (power & 1) result = (result * square) % prime;
		square = (square * square) % prime;
	}
	return result;
}
