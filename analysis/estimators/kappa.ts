import type { Contrast } from "./contrast.ts";

/**
 * Cohen's kappa (p_o − p_e)/(1 − p_e) of two ratings with the same categories, as a function of the shares of the square
 * table, row category first fastest (Cohen 1960, *Educational & Psychological Measurement* 20:37–46).
 */
export function kappa(categories: number): Contrast {
	return {
		name: "kappa",
		of: (shares) => {
			const rowShares = new Float64Array(categories);
			const columnShares = new Float64Array(categories);
			let observed = 0;
			shares.forEach((share, cell) => {
				const [r, c] = [cell % categories, Math.floor(cell / categories)];
				rowShares[r]! += share;
				columnShares[c]! += share;
				if (r === c) observed += share;
			});
			const expected = rowShares.reduce(
				(sum, share, k) => sum + share * columnShares[k]!,
				0,
			);
			const value = (observed - expected) / (1 - expected);
			const gradient = shares.map((_, cell) => {
				const [r, c] = [cell % categories, Math.floor(cell / categories)];
				const ofObserved = (r === c ? 1 : 0) / (1 - expected);
				const ofExpected =
					((columnShares[r]! + rowShares[c]!) * (observed - 1)) /
					(1 - expected) ** 2;
				return ofObserved + ofExpected;
			});
			return { value, gradient };
		},
	};
}
