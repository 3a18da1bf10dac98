import { normalUpperTail } from "../distributions.ts";

/** Σ_i λ_i χ²_{df_i}, with real degrees of freedom; λ may be negative. */
export interface Mixture {
	lambda: ArrayLike<number>;
	df: ArrayLike<number>;
}

/** Σ λ_i χ²_1 − (x/ddf) χ²_ddf, which exceeds zero where an F-like ratio of quadratic forms exceeds x. */
export function ratioMixture(
	lambda: Float64Array,
	x: number,
	ddf: number,
): Mixture {
	return {
		lambda: [...lambda, -x / ddf],
		df: [...lambda.map(() => 1), ddf],
	};
}

/**
 * P(Σ λ_i χ²_{df_i} > 0) with weights of both signs, exact by numerical inversion of the characteristic function (Imhof
 * 1961, *Biometrika* 48:419–426, eq. 3.2 at x = 0, where nothing oscillates): ½ + (1/π) ∫₀^∞ sin θ(u)/(u ρ(u)) du.
 */
export function positiveProbability({ lambda, df }: Mixture): number {
	const size = Array.from(lambda).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
	const theta = (u: number) => {
		let sum = 0;
		for (let i = 0; i < lambda.length; i++)
			sum += df[i]! * Math.atan(lambda[i]! * u);
		return sum / 2;
	};
	const logRho = (u: number) => {
		let sum = 0;
		for (let i = 0; i < lambda.length; i++)
			sum += df[i]! * Math.log1p((lambda[i]! * u) ** 2);
		return sum / 4;
	};
	const slopeAtZero =
		Array.from(lambda).reduce((sum, l, i) => sum + l * df[i]!, 0) / 2;
	const integrand = (u: number) =>
		u === 0 ? slopeAtZero : Math.sin(theta(u)) / (u * Math.exp(logRho(u)));
	let integral = 0;
	let from = 0;
	for (let power = -6; power < 60; power++) {
		const to = 2 ** power / size;
		integral += adaptive(integrand, from, to);
		from = to;
		if (logRho(to) > 38 || (power > 0 && tailBound(to, logRho) < 1e-14)) break;
	}
	return 0.5 + integral / Math.PI;
}

/** What is left beyond u is at most ∫ du/(u ρ(u)), and ρ grows at least as fast as its last factors. */
function tailBound(u: number, logRho: (u: number) => number): number {
	const growth = (logRho(2 * u) - logRho(u)) / Math.LN2;
	return growth > 0 ? Math.exp(-logRho(u)) / growth : Infinity;
}

// Gauss–Kronrod 7/15 (Piessens et al. 1983, QUADPACK, qk15).
const nodes = [
	0.9914553711208126, 0.9491079123427585, 0.8648644233597691,
	0.7415311855993945, 0.5860872354676911, 0.4058451513773972,
	0.20778495500789848, 0,
];
const kronrod = [
	0.022935322010529224, 0.06309209262997856, 0.10479001032225019,
	0.14065325971552592, 0.1690047266392679, 0.19035057806478542,
	0.20443294007529889, 0.20948214108472782,
];
const gauss = [
	0.1294849661688697, 0.27970539148927664, 0.3818300505051189,
	0.4179591836734694,
];

function adaptive(
	f: (u: number) => number,
	from: number,
	to: number,
	depth = 0,
): number {
	const centre = (from + to) / 2;
	const half = (to - from) / 2;
	let fine = 0;
	let coarse = 0;
	for (let k = 0; k < 8; k++) {
		const offset = half * nodes[k]!;
		const sum = k === 7 ? f(centre) : f(centre - offset) + f(centre + offset);
		fine += kronrod[k]! * sum;
		if (k % 2 === 1) coarse += gauss[(k - 1) / 2]! * sum;
	}
	const error = Math.abs(fine - coarse) * half;
	if (error < 1e-14 || error < 1e-12 * Math.abs(fine * half) || depth > 40)
		return fine * half;
	return (
		adaptive(f, from, centre, depth + 1) + adaptive(f, centre, to, depth + 1)
	);
}

/**
 * The chance that `ratioMixture` exceeds zero by the saddlepoint approximation, with ⌊ddf⌋ terms −x/ddf. The field's
 * software (R survey 4.1-1) repeats the term a whole number of times; some percent of an approximation are less than
 * disagreeing with it. `positiveProbability` is exact.
 */
export function saddlepointRatioTail(
	lambda: Float64Array,
	x: number,
	ddf: number,
): number {
	const whole = new Array<number>(Math.floor(ddf)).fill(-x / ddf);
	return saddlepointUpperTail(
		{
			lambda: [...lambda, ...whole],
			df: [...lambda, ...whole].map(() => 1),
		},
		0,
	);
}

/**
 * P(Σ λ_i χ²_{df_i} > x) by the saddlepoint approximation of Lugannani & Rice (Kuonen 1999, *Biometrika* 86:929–935,
 * eqs. 3–4): 1 − Φ(w + log(v/w)/w), K the cumulant generating function, K′(ζ) = x, w = sign ζ √(2(ζx − K)),
 * v = ζ √K″. NaN at the mean, where the approximation has none.
 */
export function saddlepointUpperTail(
	{ lambda, df }: Mixture,
	x: number,
): number {
	const scale = Array.from(lambda).reduce((a, b) => Math.max(a, b), -Infinity);
	if (!(scale > 0)) return Number.NaN;
	const l = Array.from(lambda, (value) => value / scale);
	const at = x / scale;
	const sum = (term: (l: number, df: number) => number) =>
		l.reduce((total, value, i) => total + term(value, df[i]!), 0);
	const cumulant = (z: number) =>
		-0.5 * sum((value, d) => d * Math.log1p(-2 * z * value));
	const first = (z: number) =>
		sum((value, d) => (d * value) / (1 - 2 * z * value));
	const second = (z: number) =>
		2 * sum((value, d) => (d * value * value) / (1 - 2 * z * value) ** 2);
	const lowest = Math.min(...l);
	const total = sum((_, d) => d);
	let low =
		lowest < 0 ? 1 / (2 * lowest) : at > first(0) ? 0 : -total / (2 * at) - 1;
	let high = 0.5;
	for (let step = 0; step < 400; step++) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) break;
		if (first(middle) < at) low = middle;
		else high = middle;
	}
	const z = (low + high) / 2;
	const w = Math.sign(z) * Math.sqrt(2 * (z * at - cumulant(z)));
	const v = z * Math.sqrt(second(z));
	if (Math.abs(z) < 1e-4) return Number.NaN;
	return normalUpperTail(w + Math.log(v / w) / w);
}
