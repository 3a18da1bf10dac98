import { describe, it } from "vitest";
import {
	betaQuantile,
	chiSquaredUpperTail,
	fUpperTail,
	normalQuantile,
	tQuantile,
	tTwoSided,
} from "../../analysis/distributions.ts";
import { wilsonInterval } from "../../analysis/intervals/proportion.ts";
import { expectClose } from "./close.ts";

describe("wilsonInterval", () => {
	it.each([
		[0.384, 2000, 0.36293, 0.40552],
		[0.03, 150, 0.01234, 0.07114],
	])("p = %d, effective n = %d (sampling.md §10.3)", (p, n, lower, upper) => {
		const ci = wilsonInterval(p, n, 0.95);
		expectClose(ci.lower, lower, { relative: 0, absolute: 5e-6 });
		expectClose(ci.upper, upper, { relative: 0, absolute: 5e-6 });
	});
});

describe("distributions agree with R 4.2.2", () => {
	it.each([
		[tQuantile(0.975, 1), 12.70620473617469],
		[tQuantile(0.975, 3.7), 2.867520707191192],
		[tQuantile(0.9, 760), 1.282666481842889],
		[normalQuantile(0.975), 1.959963984540054],
		[normalQuantile(1e-10), -6.361340902404056],
		[betaQuantile(0.025, 3.2, 17.1), 0.03813534688734413],
		[chiSquaredUpperTail(180, 5), 5.351088245355194e-37],
		[fUpperTail(12.5, 3.3, 14.2), 0.0002279716285949156],
		[fUpperTail(0.02, 3, 40), 0.9960945429547892],
		[tTwoSided(40, 9), 1.898299844933983e-11],
	])("%d = %d", (got, expected) =>
		expectClose(got, expected, { relative: 1e-13, absolute: 0 }),
	);
});
