/**
 * Interpolating cubic spline whose third derivatives at the ends are those of the cubics through the first and the last
 * four points (Forsythe, Malcolm & Moler 1977, *Computer Methods for Mathematical Computations*, §4.4). `x` must rise and
 * have four points or more.
 */
export function cubicSpline(x: number[], y: number[]): (at: number) => number {
	const n = x.length;
	const width = x.slice(1).map((value, k) => value - x[k]!);
	const slope = width.map((h, k) => (y[k + 1]! - y[k]!) / h);
	const second = (k: number) =>
		(slope[k + 1]! - slope[k]!) / (x[k + 2]! - x[k]!);
	const third = (k: number) =>
		(second(k + 1) - second(k)) / (x[k + 3]! - x[k]!);
	// Unknown σ_k = s″(x_k)/6: continuity of s′ inside, the third differences at the ends.
	const diagonal = new Float64Array(n);
	const right = new Float64Array(n);
	diagonal[0] = -width[0]!;
	diagonal[n - 1] = -width[n - 2]!;
	right[0] = width[0]! ** 2 * third(0);
	right[n - 1] = -(width[n - 2]! ** 2) * third(n - 4);
	for (let k = 1; k < n - 1; k++) {
		diagonal[k] = 2 * (width[k - 1]! + width[k]!);
		right[k] = slope[k]! - slope[k - 1]!;
	}
	for (let k = 1; k < n; k++) {
		const factor = width[k - 1]! / diagonal[k - 1]!;
		diagonal[k]! -= factor * width[k - 1]!;
		right[k]! -= factor * right[k - 1]!;
	}
	const sigma = new Float64Array(n);
	sigma[n - 1] = right[n - 1]! / diagonal[n - 1]!;
	for (let k = n - 2; k >= 0; k--)
		sigma[k] = (right[k]! - width[k]! * sigma[k + 1]!) / diagonal[k]!;
	return (at) => {
		let k = n - 2;
		while (k > 0 && at < x[k]!) k--;
		const h = width[k]!;
		const w = (at - x[k]!) / h;
		const v = 1 - w;
		return (
			w * y[k + 1]! +
			v * y[k]! +
			h * h * ((w ** 3 - w) * sigma[k + 1]! + (v ** 3 - v) * sigma[k]!)
		);
	};
}
