/** λ = a + b π: the share of "yes" that a randomised question lets one expect when π hold the sensitive trait. */
export interface Randomisation {
	a: number;
	b: number;
}

/** The statement or its opposite, by chance p and 1 − p (Warner 1965, JASA 60:63–69, eq. 2.2). */
export function warner(p: number): Randomisation {
	return { a: 1 - p, b: 2 * p - 1 };
}

/** "Both or none" of the sensitive statement and one of known prevalence p (Yu, Tian & Tang 2008, *Metrika* 67:251–263). */
export function crosswise(p: number): Randomisation {
	return { a: 1 - p, b: 2 * p - 1 };
}

/** The sensitive question with chance p, else one of known prevalence (Greenberg et al. 1969, JASA 64:520–539). */
export function unrelatedQuestion(p: number, innocuous: number): Randomisation {
	return { a: (1 - p) * innocuous, b: p };
}

/** The truth with chance `truth`, "yes" by order with chance `yes` (Boruch 1971, *American Sociologist* 6:308–311). */
export function forcedResponse(truth: number, yes: number): Randomisation {
	return { a: yes, b: truth };
}

/** A card drawn from one of two packs (Kuk 1990, *Biometrika* 77:436–438). */
export function kuk(yesIfTrait: number, yesIfNot: number): Randomisation {
	return { a: yesIfNot, b: yesIfTrait - yesIfNot };
}

/**
 * π̂ = (λ̂ − a)/b with standard error se(λ̂)/|b|. Not clipped: an estimate outside [0, 1] is told, not hidden. Throws where
 * the answer says nothing of the trait (b = 0).
 */
export function prevalence(
	share: number,
	se: number,
	{ a, b }: Randomisation,
): { estimate: number; se: number } {
	if (b === 0 || !Number.isFinite(a + b))
		throw new Error(
			"with these probabilities the answer says nothing of the trait: they must differ from ½ or from each other",
		);
	return { estimate: (share - a) / b, se: se / Math.abs(b) };
}
