import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/**
 * A stream of independent uniform numbers in [0, 1), the same for the same seed on every machine: xoroshiro128+ whose
 * state is filled by a scrambler, so that neighbouring seeds do not start alike (Blackman & Vigna 2021, *ACM Transactions
 * on Mathematical Software* 47(4), §6). `seed` is a whole number of 32 bits.
 */
export function randomFrom(seed: number): () => number {
	const state = [1, 2, 3, 4].map((word) =>
		scrambled(seed + Math.imul(word, 0x9e3779b9)),
	);
	const generator = xoroshiro128plusFromState(state);
	return () => uniformFloat64(generator);
}

/** The finaliser of MurmurHash3. */
function scrambled(word: number): number {
	let bits = word ^ (word >>> 16);
	bits = Math.imul(bits, 0x85ebca6b);
	bits ^= bits >>> 13;
	bits = Math.imul(bits, 0xc2b2ae35);
	return bits ^ (bits >>> 16);
}

/** Fisher–Yates: a new array in which every order is equally likely (Knuth 1997, *The Art of Computer Programming* 2, §3.4.2). */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
	const order = [...list];
	for (let last = order.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[order[last], order[other]] = [order[other] as T, order[last] as T];
	}
	return order;
}

/**
 * Random rounding: ⌊x⌋, or ⌊x⌋ + 1 with the probability of x's fraction, so that the expectation is x itself
 * (Fellegi 1975, *Survey Methodology* 1:123–133). `chance` is uniform in [0, 1).
 *
 * @example roundRandomly(4.25, random()) // 5 one time in four, else 4
 */
export function roundRandomly(x: number, chance: number): number {
	const floor = Math.floor(x);
	return chance < x - floor ? floor + 1 : floor;
}
