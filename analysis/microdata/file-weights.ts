/** Codes of a column, and what its rows weigh besides their weight. */
export interface Published {
	name: string;
	codes: ArrayLike<number>;
	/** 1 / the chance of having been shown an item; null where everybody was. */
	factor: ArrayLike<number> | null;
}

export interface FileWeights {
	weights: Float64Array;
	/** Columns whose published totals the weights meet. */
	met: string[];
}

/**
 * Weights that tell nothing of a row but what the row says itself. A weight as it was made shows which stratum, lot and
 * raking cells its row is of, to whoever knows the recipe (de Waal & Willenborg 1997, *J. Official Statistics*
 * 13:417–434). So it is replaced by the mean of its class, and the means are calibrated to the weighted totals that the
 * tables of everybody tell: w = w̄_class · exp(x′λ) with Σ w x = Σ w₀ x (Deville & Särndal 1992, JASA 87:376–382, case 2).
 * Totals over fewer than `k` rows are met together with others, and totals are fewer than a third of the rows, because
 * as many equations as rows would give the old weights back.
 */
export function fileWeights(
	weights: Float64Array,
	classOf: ArrayLike<number>,
	published: Published[],
	k: number,
	onRound?: (miss: number) => void,
): FileWeights {
	const rows = weights.length;
	const start = classMeans(weights, classOf);
	const terms: Term[] = [
		termOf({ name: "", codes: classOf, factor: null }, 1, 0) as Term,
	];
	let totals = terms[0]!.count;
	const met: string[] = [];
	for (const one of published) {
		const term = termOf(one, k, totals);
		if (!term || totals + term.count > rows / 3) continue;
		terms.push(term);
		totals += term.count;
		met.push(one.name);
	}
	const wanted = sums(terms, weights, totals);
	const all = wantedTotal(weights);
	const lambda = new Float64Array(totals);
	let previous = Number.POSITIVE_INFINITY;
	let before = start;
	let current = start;
	for (let round = 0; round < mostRounds; round++) {
		const miss = sums(terms, current, totals).map(
			(sum, at) => wanted[at]! - sum,
		);
		const worst =
			miss.reduce((most, m) => Math.max(most, Math.abs(m)), 0) / all;
		onRound?.(worst);
		if (worst < accuracy) return { weights: current, met };
		// Totals that follow from others are met as well as rounding lets them; a step for the rounding's sake leads away.
		if (Math.min(worst, previous) < good && worst > previous / 2)
			return { weights: worst < previous ? current : before, met };
		previous = worst;
		before = current;
		const step = solve(terms, current, miss);
		const change = scores(terms, step, rows);
		let largest = 0;
		for (const value of change) largest = Math.max(largest, Math.abs(value));
		const length = Math.min(1, 1 / largest);
		for (let at = 0; at < totals; at++) lambda[at]! += length * step[at]!;
		const score = scores(terms, lambda, rows);
		current = start.map((weight, row) => weight * Math.exp(score[row]!));
	}
	throw new Error("the weights of the file do not meet the published totals");
}

const mostRounds = 60;
const mostSteps = 250;
const accuracy = 1e-12;
const good = 1e-10;

function wantedTotal(weights: Float64Array): number {
	let sum = 0;
	for (const weight of weights) sum += weight;
	return sum;
}

function classMeans(weights: Float64Array, classOf: ArrayLike<number>) {
	const sum: number[] = [];
	const count: number[] = [];
	for (let row = 0; row < weights.length; row++) {
		const at = classOf[row]!;
		sum[at] = (sum[at] ?? 0) + weights[row]!;
		count[at] = (count[at] ?? 0) + 1;
	}
	return weights.map((_, row) => sum[classOf[row]!]! / count[classOf[row]!]!);
}

/** Each row of a column is in one total, or in none. */
interface Term {
	codes: ArrayLike<number>;
	factor: ArrayLike<number> | null;
	/** Total of each code that occurs, from the least code on; −1: in none. */
	place: Int32Array;
	least: number;
	count: number;
}

/** Codes of an answer; those of few rows are one total. Undefined where there is none. */
function termOf(
	{ codes, factor }: Published,
	k: number,
	from: number,
): Term | undefined {
	const counts = new Map<number, number>();
	const least = 0;
	let most = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row]!;
		if (code < 0) continue;
		counts.set(code, (counts.get(code) ?? 0) + 1);
		if (code > most) most = code;
	}
	if (counts.size === 0) return undefined;
	const bySize = [...counts].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
	const place = new Int32Array(most - least + 1).fill(-1);
	let total = 0;
	let inTotal = 0;
	for (const [code, count] of bySize) {
		if (inTotal >= k) {
			total++;
			inTotal = 0;
		}
		place[code - least] = from + total;
		inTotal += count;
	}
	return { codes, factor, place, least, count: total + 1 };
}

function sums(terms: Term[], values: Float64Array, totals: number) {
	const sum = new Float64Array(totals);
	for (const { codes, factor, place, least } of terms)
		for (let row = 0; row < values.length; row++) {
			const code = codes[row]!;
			if (code < 0) continue;
			sum[place[code - least]!]! += factor
				? values[row]! * factor[row]!
				: values[row]!;
		}
	return sum;
}

function scores(terms: Term[], lambda: Float64Array, rows: number) {
	const score = new Float64Array(rows);
	for (const { codes, factor, place, least } of terms)
		for (let row = 0; row < rows; row++) {
			const code = codes[row]!;
			if (code < 0) continue;
			const value = lambda[place[code - least]!]!;
			score[row]! += factor ? value * factor[row]! : value;
		}
	return score;
}

/**
 * (X′WX) δ = miss by conjugate gradients with the diagonal as preconditioner (Golub & Van Loan 2013, *Matrix Computations*,
 * alg. 11.5.1): no matrix is made, and totals that follow from others do no harm.
 */
function solve(terms: Term[], weights: Float64Array, miss: Float64Array) {
	const rows = weights.length;
	const totals = miss.length;
	const diagonal = new Float64Array(totals);
	for (const { codes, factor, place, least } of terms)
		for (let row = 0; row < rows; row++) {
			const code = codes[row]!;
			if (code < 0) continue;
			const f = factor ? factor[row]! : 1;
			diagonal[place[code - least]!]! += weights[row]! * f * f;
		}
	const precondition = (r: Float64Array) =>
		r.map((value, at) => (diagonal[at]! > 0 ? value / diagonal[at]! : 0));
	const dot = (a: Float64Array, b: Float64Array) =>
		a.reduce((sum, value, at) => sum + value * b[at]!, 0);
	const x = new Float64Array(totals);
	const residual = miss.slice();
	let z = precondition(residual);
	let direction = z;
	let rz = dot(residual, z);
	const enough = rz * 1e-6;
	for (let step = 0; step < mostSteps && rz > enough; step++) {
		const score = scores(terms, direction, rows);
		for (let row = 0; row < rows; row++) score[row]! *= weights[row]!;
		const product = sums(terms, score, totals);
		const curvature = dot(direction, product);
		if (!(curvature > 0)) break;
		const length = rz / curvature;
		for (let at = 0; at < totals; at++) {
			x[at]! += length * direction[at]!;
			residual[at]! -= length * product[at]!;
		}
		z = precondition(residual);
		const next = dot(residual, z);
		const ratio = next / rz;
		direction = z.map((value, at) => value + ratio * direction[at]!);
		rz = next;
	}
	return x;
}
