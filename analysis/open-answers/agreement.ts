import { kappa } from "../estimators/kappa.ts";
import type { Coding } from "./settle-codes.ts";

export interface Agreement {
	/** Texts that two people have coded. */
	texts: number;
	/** Cohen's kappa of all decisions "has this code or not"; null where nobody gave a code or everybody gave all. */
	kappa: number | null;
	byCode: { code: string; kappa: number | null }[];
}

/**
 * How far the first two coders of each text agree, before any third opinion: Cohen's kappa for each code, as a text may have
 * several, and over the decisions of all codes together (see estimators/kappa.ts for the formula).
 */
export function agreement(texts: Coding[][], codes: string[]): Agreement {
	const pairs = texts.flatMap(([first, second]) =>
		first && second ? [[first.codes, second.codes] as const] : [],
	);
	const squareOf = (code: string) => {
		const square = [0, 0, 0, 0];
		for (const [one, other] of pairs) {
			const cell =
				Number(one.includes(code)) + 2 * Number(other.includes(code));
			square[cell] = (square[cell] ?? 0) + 1;
		}
		return square;
	};
	const squares = codes.map(squareOf);
	const together = [0, 1, 2, 3].map((cell) =>
		squares.reduce((sum, square) => sum + (square[cell] ?? 0), 0),
	);
	return {
		texts: pairs.length,
		kappa: kappaOf(together),
		byCode: codes.map((code, at) => ({
			code,
			kappa: kappaOf(squares[at] ?? []),
		})),
	};
}

function kappaOf(square: number[]): number | null {
	const sum = square.reduce((total, count) => total + count, 0);
	if (sum === 0) return null;
	const { value } = kappa(2).of(
		Float64Array.from(square, (count) => count / sum),
	);
	return Number.isFinite(value) ? value : null;
}
