import { median } from "simple-statistics";
import { type Raked, rakeToShares, type Target } from "./rake-to-shares.ts";

export interface TrimmedRatios extends Raked {
	/** Shares of the rows with weight: cut at some time; beyond the bounds again after the last raking. */
	trimmed: number;
	beyond: number;
	/** Rounds of trimming. */
	cuts: number;
}

/**
 * Trims the ratio of raked to base weight, never the weight itself, which differs by design: within each group (stratum
 * × class) to [lower, upper] times its median, then rakes again, until no ratio is outside or the rounds are used up
 * (sampling.md §5.5). Bounds rest on the medians before the first cut, so that rounds do not move them.
 */
export function trimRatios(
	base: Float64Array,
	raked: Raked,
	targets: readonly Target[],
	groupOf: Int32Array,
	{ lower, upper, rounds }: { lower: number; upper: number; rounds: number },
): TrimmedRatios {
	const medians = mediansOf(base, raked.weights, groupOf);
	const cutOf = (weight: number, row: number) => {
		const usual = base[row]! * medians.get(groupOf[row]!)!;
		return Math.min(upper * usual, Math.max(lower * usual, weight));
	};
	// What rounding alone moves is no cut.
	const isOutside = (weight: number, row: number) =>
		weight > 0 && Math.abs(cutOf(weight, row) / weight - 1) > 1e-9;
	const wasCut = new Uint8Array(base.length);
	let now = raked;
	let cuts = 0;
	while (cuts < rounds && now.weights.some(isOutside)) {
		const sum = total(now.weights);
		const cut = now.weights.map((weight, row) => {
			if (!isOutside(weight, row)) return weight;
			wasCut[row] = 1;
			return cutOf(weight, row);
		});
		const factor = sum / total(cut);
		now = rakeToShares(
			cut.map((weight) => weight * factor),
			targets,
		);
		cuts++;
	}
	const used = base.filter((_, row) => raked.weights[row]! > 0).length || 1;
	return {
		...now,
		trimmed: wasCut.reduce((sum, was) => sum + was, 0) / used,
		beyond: now.weights.filter(isOutside).length / used,
		cuts,
	};
}

const total = (weights: Float64Array) =>
	weights.reduce((sum, weight) => sum + weight, 0);

function mediansOf(
	base: Float64Array,
	weights: Float64Array,
	groupOf: Int32Array,
): Map<number, number> {
	const ratios = new Map<number, number[]>();
	weights.forEach((weight, row) => {
		if (weight === 0) return;
		const list = ratios.get(groupOf[row]!);
		if (list) list.push(weight / base[row]!);
		else ratios.set(groupOf[row]!, [weight / base[row]!]);
	});
	return new Map([...ratios].map(([group, list]) => [group, median(list)]));
}
