import { expect } from "vitest";

/** |got − expected| ≤ relative · |expected| + absolute, the rule of the analysis contract. */
export function expectClose(
	got: number,
	expected: number,
	{ relative = 1e-8, absolute = 1e-12 } = {},
) {
	const miss = Math.abs(got - expected);
	if (!(miss <= relative * Math.abs(expected) + absolute))
		expect.fail(`expected ${expected}, got ${got}, off by ${miss}`);
}
