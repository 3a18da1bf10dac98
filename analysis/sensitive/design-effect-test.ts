import type { Design } from "../design.ts";
import { fUpperTail, normalUpperTail } from "../distributions.ts";
import { mean } from "../estimators/mean.ts";
import { evaluate, joined, type Statistic, within } from "../statistic.ts";

export interface ListType {
	/** Count under control, and whether the sensitive item would be added. */
	controls: number;
	sensitive: 0 | 1;
	/** Estimated share of respondents of this type; below zero only by chance or by a design effect. */
	share: number;
	se: number;
}

export interface DesignEffectTest {
	types: ListType[];
	/** Least of the Bonferroni-corrected p-values of the shares that are negative. */
	p: number;
}

/**
 * Test that adding the sensitive item did not change the answers to the control items of a list experiment (Blair & Imai
 * 2012, *Political Analysis* 20:47–77, §3.1): shares of the types (y, z) are differences of the arms' distribution
 * functions, P(Y ≤ y | control) − P(Y ≤ y | treated) for z = 1 and P(Y ≤ y | treated) − P(Y ≤ y − 1 | control) for z = 0,
 * and none may be negative. Standard errors by linearisation over both arms, so that PSUs that hold both count; each
 * negative share is a one-sided test under t with `df`, corrected for the number of types.
 */
export function listDesignEffect(
	design: Design,
	counts: Float64Array,
	treated: Float64Array,
	{ items, df }: { items: number; df: number },
): DesignEffectTest {
	const arm = (value: number) =>
		Uint8Array.from(treated, (t, row) =>
			t === value && !Number.isNaN(counts[row]!) ? 1 : 0,
		);
	const atMost = (y: number, mask: Uint8Array): Statistic =>
		within(
			mean([
				{
					name: `at most ${y}`,
					values: counts.map((count) => (count <= y ? 1 : 0)),
				},
			]),
			mask,
		);
	const [control, treatment] = [arm(0), arm(1)];
	const difference = (plus: Statistic, minus: Statistic) => {
		const { estimate, covariance: v } = evaluate(design, joined([plus, minus]));
		return {
			share: estimate[0]! - estimate[1]!,
			se: Math.sqrt(Math.max(0, v.get(0, 0) + v.get(1, 1) - 2 * v.get(0, 1))),
		};
	};
	const types: ListType[] = [];
	for (let y = 0; y <= items; y++) {
		types.push({
			controls: y,
			sensitive: 1,
			...difference(atMost(y, control), atMost(y, treatment)),
		});
		types.push({
			controls: y,
			sensitive: 0,
			...difference(atMost(y, treatment), atMost(y - 1, control)),
		});
	}
	const p = types.map(({ share, se }) => {
		if (!(share < 0 && se > 0)) return 1;
		const t = share / se;
		const oneSided =
			df === Infinity ? normalUpperTail(-t) : fUpperTail(t * t, 1, df) / 2;
		return Math.min(1, oneSided * types.length);
	});
	return { types, p: Math.min(...p) };
}
