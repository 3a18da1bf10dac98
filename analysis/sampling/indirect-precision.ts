import { anchoredCrosswise } from "../sensitive/crosswise-anchor.ts";

// Variances of one answer to an indirect question, to put into sampleSize, marginOfError and plannedStandardError.

/**
 * Single list experiment with half of the sample in each arm: the difference of two means of n / 2 counts has variance
 * 4 σ² / n (Miller 1984; Blair & Imai 2012, *Political Analysis* 20:47–77). `countVariance` is that of a count in an arm.
 */
export const singleListUnitVariance = (countVariance = 1): number =>
	4 * countVariance;

/**
 * Double list experiment: the mean of two such differences, taken as uncorrelated, 2 σ² / n (Droitcour et al. 1991;
 * Glynn 2013, *Public Opinion Quarterly* 77:159–172).
 */
export const doubleListUnitVariance = (countVariance = 1): number =>
	2 * countVariance;

/**
 * Crosswise question without correction: λ(1 − λ) / (2p − 1)², λ the share of "both or none" (Yu, Tian & Tang 2008,
 * *Metrika* 67:251–263). p is the prevalence of the innocuous statement.
 */
export function crosswiseUnitVariance(p: number, prevalence: number): number {
	const both = bothOrNone(p, prevalence);
	return (both * (1 - both)) / (2 * p - 1) ** 2;
}

export interface PlannedAnchor {
	/** Share of respondents who read the question and answer it. */
	attentive: number;
	/** Prevalence of the innocuous statement beside the anchor; that of the question unless told. */
	anchorP?: number;
	/** Prevalence of the anchor's own statement, known in advance. */
	anchorPrevalence?: number;
}

/**
 * Crosswise question corrected for random answers, by the delta method, the shares of the question and of its anchor
 * taken as independent (Atsusaka & Stevenson 2023, *Political Analysis* 31:134–148, eqs. 4–7).
 */
export function correctedCrosswiseUnitVariance(
	p: number,
	prevalence: number,
	{ attentive, anchorP = p, anchorPrevalence = 0 }: PlannedAnchor,
): number {
	if (!(attentive > 0 && attentive <= 1))
		throw new Error(
			`a share of ${attentive} attentive respondents is not above 0 and at most 1`,
		);
	const observed = (share: number) => attentive * share + (1 - attentive) * 0.5;
	const question = observed(bothOrNone(p, prevalence));
	const anchor = observed(bothOrNone(anchorP, anchorPrevalence));
	const [, corrected] = anchoredCrosswise({ p, anchorP, anchorPrevalence });
	const { gradient } = corrected.of(Float64Array.of(question, anchor));
	return (
		(gradient[0] as number) ** 2 * question * (1 - question) +
		(gradient[1] as number) ** 2 * anchor * (1 - anchor)
	);
}

function bothOrNone(p: number, prevalence: number): number {
	if (!(p > 0 && p < 1) || p === 0.5)
		throw new Error(
			`an innocuous statement of prevalence ${p} tells nothing: it must be between 0 and 1, and not one half`,
		);
	if (!(prevalence >= 0 && prevalence <= 1))
		throw new Error(`a prevalence of ${prevalence} is not between 0 and 1`);
	return p * prevalence + (1 - p) * (1 - prevalence);
}
