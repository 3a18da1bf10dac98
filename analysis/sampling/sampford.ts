/** Of Poisson draws of k units: their probability, and the same times the sum of 1 − π over the units drawn. */
interface BySize {
	plain: Float64Array;
	marked: Float64Array;
}

/**
 * Sampford's design: n distinct units with exactly the inclusion probabilities asked, and joint ones that are known and
 * above zero (Sampford 1967, *Biometrika* 54:499–513). A sample s has probability in proportion to Π_s π/(1 − π) ·
 * Σ_s (1 − π). It is drawn unit by unit down the list from sums over what is left (Chen & Liu 1997, *Statistica Sinica*
 * 7:875–892), not by rejection, whose trials have no bound. Probabilities lie in [0, 1] and add up to a whole number;
 * O(N n) in time and memory. Places come back in the order of the list.
 */
export function drawSampford(
	probabilities: readonly number[],
	random: () => number,
): number[] {
	const n = wholeSum(probabilities);
	const census = probabilities.every((p) => p === 0 || p === 1);
	if (census) return [...probabilities.keys()].filter((u) => probabilities[u]);
	// below[u]: the units from u on.
	const below: BySize[] = [
		{ plain: Float64Array.of(1), marked: Float64Array.of(0) },
	];
	for (const p of probabilities.toReversed())
		below.unshift(joined(below[0]!, p, n));
	const drawn: number[] = [];
	let marked = true;
	for (const [unit, p] of probabilities.entries()) {
		const left = n - drawn.length;
		if (left === 0) break;
		const [here, next] = [below[unit]!, below[unit + 1]!];
		const sums = marked ? next.marked : next.plain;
		const all = (marked ? here.marked : here.plain)[left]!;
		const chance = random() * all;
		const out = (1 - p) * (sums[left] ?? 0);
		if (chance < out) continue;
		// The mark falls on one unit of the sample in proportion to 1 − π.
		if (chance >= out + p * (sums[left - 1] ?? 0)) marked = false;
		drawn.push(unit);
	}
	return drawn;
}

/**
 * Joint inclusion probabilities of Sampford's design, exact: π_ij = π_i π_j ((2 − π_i − π_j) A + B) / C from the sums of
 * all units but i and j (A, B) and of all (C), which are taken out of the whole one at a time. The answer for i = j is
 * π_i. O(N) a pair.
 */
export function sampfordJoint(
	probabilities: readonly number[],
): (i: number, j: number) => number {
	const n = wholeSum(probabilities);
	if (probabilities.every((p) => p === 0 || p === 1))
		return (i, j) => Math.min(probabilities[i]!, probabilities[j]!);
	let all: BySize = { plain: Float64Array.of(1), marked: Float64Array.of(0) };
	for (const p of probabilities) all = joined(all, p, probabilities.length);
	const total = all.marked[n]!;
	let lastUnit = -1;
	let withoutLast = all;
	return (i, j) => {
		const [p, q] = [probabilities[i]!, probabilities[j]!];
		if (i === j) return p;
		if (i !== lastUnit) [lastUnit, withoutLast] = [i, removed(all, p)];
		const rest = removed(withoutLast, q);
		const plain = rest.plain[n - 2] ?? 0;
		const marked = rest.marked[n - 2] ?? 0;
		return (p * q * ((2 - p - q) * plain + marked)) / total;
	};
}

function joined({ plain, marked }: BySize, p: number, largest: number): BySize {
	const length = Math.min(plain.length, largest) + 1;
	const next = {
		plain: new Float64Array(length),
		marked: new Float64Array(length),
	};
	for (let k = 0; k < length; k++) {
		const [same, fewer] = [plain[k] ?? 0, plain[k - 1] ?? 0];
		next.plain[k] = (1 - p) * same + p * fewer;
		next.marked[k] =
			(1 - p) * (marked[k] ?? 0) + p * ((marked[k - 1] ?? 0) + (1 - p) * fewer);
	}
	return next;
}

/** The inverse of `joined`, from the end at which the recursion damps errors. */
function removed({ plain, marked }: BySize, p: number): BySize {
	const top = plain.length - 1;
	const next = { plain: new Float64Array(top), marked: new Float64Array(top) };
	if (p <= 0.5)
		for (let k = 0; k < top; k++) {
			const [fewer, markedFewer] =
				k > 0 ? [next.plain[k - 1]!, next.marked[k - 1]!] : [0, 0];
			next.plain[k] = (plain[k]! - p * fewer) / (1 - p);
			next.marked[k] =
				(marked[k]! - p * (markedFewer + (1 - p) * fewer)) / (1 - p);
		}
	else
		for (let k = top; k > 0; k--) {
			const [same, markedSame] =
				k < top ? [next.plain[k]!, next.marked[k]!] : [0, 0];
			const fewer = (plain[k]! - (1 - p) * same) / p;
			next.plain[k - 1] = fewer;
			next.marked[k - 1] =
				(marked[k]! - (1 - p) * markedSame) / p - (1 - p) * fewer;
		}
	return next;
}

function wholeSum(probabilities: readonly number[]): number {
	const sum = probabilities.reduce((total, p) => total + p, 0);
	const n = Math.round(sum);
	if (
		!(Math.abs(sum - n) < 1e-6) ||
		probabilities.some((p) => !(p >= 0 && p <= 1))
	)
		throw new Error(
			`inclusion probabilities between 0 and 1 must add up to the sample size: they add up to ${sum}`,
		);
	return n;
}
