import type { Sampling } from "../fielded-sample.ts";
import type { WeightsSummary } from "./summary.ts";
import type { PileCheck, WeightStep } from "./weight-recipe.ts";

/** Diagnostics as people may see them. */
export type ShownSummary = Omit<
	WeightsSummary,
	"n" | "sum" | "mean" | "kish_deff" | "kish_neff"
> & {
	/** null where they would tell how few forms are outside the population. */
	n: number | null;
	sum: number | null;
	mean: number | null;
	/** Absent where the sample is no probability sample. */
	kish_deff?: number;
	/** In tens where n is not told: n is deff × effective n. */
	kish_neff?: number;
};

export type ShownPile = Omit<PileCheck, "leaders"> & {
	/** null where leaders or others are too few to be told. */
	leaders: number | null;
};

export type ShownStep = WeightStep extends infer S
	? S extends { step: "base" }
		? Omit<S, "summary" | "piles"> & {
				summary: ShownSummary;
				piles: ShownPile[];
			}
		: S extends { step: "outside" }
			? Omit<S, "summary" | "forms"> & {
					summary: ShownSummary;
					forms: number | null;
				}
			: S extends WeightStep
				? Omit<S, "summary"> & { summary: ShownSummary }
				: never
	: never;

/** A count that tells neither few who are in nor few who are not; null for both. */
export const shownCount = (
	count: number,
	of: number,
	minimumBase: number,
): number | null =>
	count < minimumBase || of - count < minimumBase ? null : count;

/**
 * Steps without what nobody may read: deff and effective n of a sample that is no probability sample, and numbers of forms
 * under the minimum of the disclosure rule.
 */
export function shownSteps(
	steps: WeightStep[],
	sampling: Sampling,
	minimumBase: number,
): ShownStep[] {
	const forms = steps[0]?.summary.n ?? 0;
	// Nobody outside is what the frame promised.
	const outsideCount = (count: number) =>
		count === 0 ? 0 : shownCount(count, forms, minimumBase);
	let hidden = false;
	return steps.map((step): ShownStep => {
		if (step.step === "outside") hidden = outsideCount(step.forms) === null;
		const { kish_deff, kish_neff, n, sum, mean, ...rest } = step.summary;
		const effective = hidden ? Math.floor(kish_neff / 10) * 10 : kish_neff;
		const summary: ShownSummary = {
			...rest,
			...(hidden ? { n: null, sum: null, mean: null } : { n, sum, mean }),
			...(sampling === "probability"
				? { kish_deff, kish_neff: effective }
				: {}),
		};
		if (step.step === "outside")
			return { ...step, summary, forms: outsideCount(step.forms) };
		if (step.step === "base")
			return {
				...step,
				summary,
				piles: step.piles.map((pile) => ({
					...pile,
					leaders: shownCount(pile.leaders, pile.forms, minimumBase),
				})),
			};
		return { ...step, summary };
	});
}
