// Chance that is a pure function of its keys: a person's answer is the same whenever and wherever it is asked for, so
// the truth about a population can be counted without storing an answer.

/** Uniform in (0, 1) from up to four whole numbers (the finaliser of MurmurHash3 after each). */
export function uniform(a: number, b: number, c = 0, d = 0): number {
	let hash = mixed(a ^ 0x9e3779b9);
	hash = mixed(hash ^ Math.imul(b, 0xcc9e2d51));
	hash = mixed(hash ^ Math.imul(c, 0x1b873593));
	hash = mixed(hash ^ Math.imul(d, 0x27d4eb2f));
	return ((hash >>> 0) + 0.5) / 4294967296;
}

function mixed(start: number): number {
	let hash = start ^ (start >>> 16);
	hash = Math.imul(hash, 0x85ebca6b);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}

export const logit = (u: number) => Math.log(u / (1 - u));
export const expit = (x: number) => 1 / (1 + Math.exp(-x));

/** A bell of mean 0 and standard deviation 1: the logistic distribution, cheap to draw. */
export const bell = (u: number) => logit(u) * (Math.sqrt(3) / Math.PI);
