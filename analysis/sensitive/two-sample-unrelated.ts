import type { Contrast } from "../estimators/contrast.ts";
import { linear } from "../estimators/contrast.ts";

/**
 * Unrelated question of unknown prevalence, asked of two samples with chances p₁ ≠ p₂ (Greenberg et al. 1969, JASA
 * 64:520–539, eqs. 5–6): of the shares (λ₁, λ₂), prevalence ((1 − p₂)λ₁ − (1 − p₁)λ₂)/(p₁ − p₂), and that of the
 * innocuous trait (p₂λ₁ − p₁λ₂)/(p₂ − p₁).
 */
export function twoSampleUnrelated(
	p1: number,
	p2: number,
): [Contrast, Contrast] {
	if (!(p1 !== p2))
		throw new Error("the two samples need different probabilities");
	const d = p1 - p2;
	return [
		linear("prev", Float64Array.of((1 - p2) / d, -(1 - p1) / d)),
		linear("pi_y", Float64Array.of(-p2 / d, p1 / d)),
	];
}
