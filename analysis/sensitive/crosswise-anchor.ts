import type { Contrast } from "../estimators/contrast.ts";

export interface AnchoredCrosswise {
	/** Prevalence of the innocuous statement beside the sensitive one. */
	p: number;
	/** The same for the anchor question, whose sensitive statement has the known prevalence `anchorPrevalence`. */
	anchorP: number;
	anchorPrevalence: number;
}

/**
 * Crosswise model corrected for random answers (Atsusaka & Stevenson 2023, *Political Analysis* 31:134–148, eqs. 4–7): of
 * the estimates (λ, λ₀), shares of "both or none" in the question and in its anchor, the attentive share
 * γ = (λ₀ − ½)/(λ₀* − ½), λ₀* the share expected of the attentive, and the prevalence ((λ − ½)/γ + p − ½)/(2p − 1). The
 * standard errors count the covariance of the two questions. γ ≤ ½ means that the anchor is not estimable.
 */
export function anchoredCrosswise({
	p,
	anchorP,
	anchorPrevalence,
}: AnchoredCrosswise): [Contrast, Contrast] {
	const attentive =
		anchorP * anchorPrevalence + (1 - anchorP) * (1 - anchorPrevalence) - 0.5;
	const gammaOf = (anchor: number) => (anchor - 0.5) / attentive;
	return [
		{
			name: "gamma",
			of: ([, anchor]) => ({
				value: gammaOf(anchor!),
				gradient: Float64Array.of(0, 1 / attentive),
			}),
		},
		{
			name: "prev",
			of: ([share, anchor]) => {
				const gamma = gammaOf(anchor!);
				const scale = 2 * p - 1;
				return {
					value: ((share! - 0.5) / gamma + p - 0.5) / scale,
					gradient: Float64Array.of(
						1 / (gamma * scale),
						-(share! - 0.5) / (gamma * gamma * attentive * scale),
					),
				};
			},
		},
	];
}
