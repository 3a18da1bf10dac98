/** How a quantile is read from the weighted distribution; hf1 … hf9 are the types of Hyndman & Fan 1996. */
export type QuantileRule =
	| "math"
	| "school"
	| "shahvaish"
	| `hf${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/**
 * The p-quantile of values under weights. `math` (= hf1) is the left-continuous inverse of the distribution function,
 * `school` (= hf2) averages at its flat parts; hf3 … hf9 carry the nine definitions of Hyndman & Fan 1996, *American
 * Statistician* 50:361–365, from counts to weights (Lumley 2021, R survey, vignette "Estimates in subpopulations and
 * quantiles"); `shahvaish` takes plotting positions (S + ½ − w/2)/(n + 1), S the running sum of w / mean w (Shah & Vaish
 * 2006, *Proc. ASA Survey Research Methods*). In the units of the values; NaN where no row has weight.
 */
export function weightedQuantile(
	values: Float64Array,
	weights: Float64Array,
	p: number,
	rule: QuantileRule,
): number {
	return quantileOf(sortByValue(values, weights), p, rule);
}

export interface Sorted {
	x: Float64Array;
	w: Float64Array;
	/** Running sums of w. */
	cumulative: Float64Array;
	total: number;
}

export function sortByValue(
	values: Float64Array,
	weights: Float64Array,
): Sorted {
	const order: number[] = [];
	for (let row = 0; row < values.length; row++)
		if (weights[row] !== 0) order.push(row);
	order.sort((a, b) => values[a]! - values[b]!);
	const x = Float64Array.from(order, (row) => values[row]!);
	const w = Float64Array.from(order, (row) => weights[row]!);
	const cumulative = runningSums(w);
	return { x, w, cumulative, total: cumulative.at(-1) ?? 0 };
}

/** Compensated, so that p · Σw meets a running sum exactly where it should (Neumaier 1974). */
function runningSums(w: Float64Array): Float64Array {
	let sum = 0;
	let lost = 0;
	return w.map((value) => {
		const next = sum + value;
		lost +=
			Math.abs(sum) >= Math.abs(value)
				? sum - next + value
				: value - next + sum;
		sum = next;
		return sum + lost;
	});
}

export function quantileOf(
	sorted: Sorted,
	p: number,
	rule: QuantileRule,
): number {
	const { x, w, cumulative: s, total } = sorted;
	const n = x.length;
	if (n === 0 || Number.isNaN(p)) return Number.NaN;
	const last = w[n - 1]!;
	const before = (k: number) => (k > 0 ? s[k - 1]! : 0);
	switch (rule) {
		case "math":
		case "hf1":
			return step(sorted, p, ({ low }) => low);
		case "school":
		case "hf2":
			return step(sorted, p, ({ low, high }) => (low + high) / 2);
		case "hf3":
			return step(distinct(sorted), p, ({ low, high, count }) =>
				count % 2 === 0 ? low : high,
			);
		case "hf4":
			return alongWeights(sorted, p);
		case "hf5":
			return along(x, (k) => (s[k]! - w[k]! / 2) / total, p);
		case "hf6":
			return along(x, (k) => s[k]! / (total + last), p);
		case "hf7":
			return along(x, (k) => before(k) / before(n - 1), p);
		case "hf8":
			return along(
				x,
				(k) => (before(k) / 3 + (s[k]! * 2) / 3) / (total + last / 3),
				p,
			);
		case "hf9":
			return along(
				x,
				(k) => ((before(k) * 3) / 8 + (s[k]! * 5) / 8) / (total + last / 4),
				p,
			);
		case "shahvaish":
			return atHighestBelow(
				x,
				(k) => ((s[k]! * n) / total + 0.5 - w[k]! / 2) / (n + 1),
				p,
			);
	}
}

/** The value at the highest position that p reaches, or else at the lowest; positions need not rise with x. */
function atHighestBelow(
	x: Float64Array,
	position: (k: number) => number,
	p: number,
): number {
	let reached = -Infinity;
	let lowest = Infinity;
	for (let k = 0; k < x.length; k++) {
		const here = position(k);
		lowest = Math.min(lowest, here);
		if (here <= p) reached = Math.max(reached, here);
	}
	const wanted = reached === -Infinity ? lowest : reached;
	const equal = x.filter((_, k) => position(k) === wanted);
	return equal.reduce((a, b) => a + b, 0) / equal.length;
}

/** Position in the sorted values whose running share reaches p; `flat` decides where it meets p exactly. */
function step(
	{ x, cumulative, total }: Sorted,
	p: number,
	flat: (at: { low: number; high: number; count: number }) => number,
): number {
	const { at, next } = around(cumulative, p * total);
	return p - cumulative[at]! / total === 0
		? flat({ low: x[at]!, high: x[next]!, count: at + 1 })
		: x[next]!;
}

function alongWeights({ x, cumulative, total }: Sorted, p: number): number {
	const { at, next } = around(cumulative, p * total);
	const below = p - cumulative[at]! / total;
	const above = cumulative[next]! / total - p;
	const share = below / (below + above);
	return x[at]! * (1 - share) + x[next]! * share;
}

/** The last position whose running sum does not exceed `target` (the first if all do), and the one after it. */
function around(cumulative: Float64Array, target: number) {
	let low = 0;
	let high = cumulative.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (cumulative[middle]! <= target) low = middle + 1;
		else high = middle;
	}
	const at = Math.max(0, low - 1);
	return { at, next: Math.min(at + 1, cumulative.length - 1) };
}

/** Equal values as one, with their weights added. */
function distinct({ x, w }: Sorted): Sorted {
	const values: number[] = [];
	const weights: number[] = [];
	x.forEach((value, k) => {
		if (values.at(-1) !== value) {
			values.push(value);
			weights.push(0);
		}
		weights[weights.length - 1]! += w[k]!;
	});
	return sortByValue(Float64Array.from(values), Float64Array.from(weights));
}

/** Linear interpolation of x over positions, constant beyond the ends; equal positions share the mean of their x. */
function along(
	x: Float64Array,
	position: (k: number) => number,
	p: number,
): number {
	const n = x.length;
	if (p <= position(0)) return x[0]!;
	if (p >= position(n - 1)) return x[n - 1]!;
	let low = 0;
	let high = n - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (position(middle) <= p) low = middle;
		else high = middle;
	}
	const share = (p - position(low)) / (position(high) - position(low));
	return x[low]! + share * (x[high]! - x[low]!);
}
