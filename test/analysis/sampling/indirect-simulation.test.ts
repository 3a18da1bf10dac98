import { expect, test } from "vitest";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { anchoredCrosswise } from "../../../analysis/sensitive/crosswise-anchor.ts";
import {
	crosswise,
	prevalence,
} from "../../../analysis/sensitive/randomised-response.ts";
import { moments } from "./monte-carlo.ts";

// Sampling.md §10.5: simple random samples of 4,000, 500 of each.
const n = 4000;
const replicates = 500;

test("crosswise with 85 % attentive: 0.245 as it stands, 0.2005 ± 0.020 corrected (sampling.md §10.5)", () => {
	const random = randomFrom(1);
	const p = 0.23;
	const [, corrected] = anchoredCrosswise({
		p,
		anchorP: p,
		anchorPrevalence: 0,
	});
	const usual = moments();
	const anchored = moments();
	const bothOrNone = (has: boolean) => random() < p === has;
	for (let replicate = 0; replicate < replicates; replicate++) {
		let same = 0;
		let anchor = 0;
		for (let person = 0; person < n; person++) {
			const attentive = random() < 0.85;
			same += Number(attentive ? bothOrNone(random() < 0.2) : random() < 0.5);
			anchor += Number(attentive ? bothOrNone(false) : random() < 0.5);
		}
		usual.add(prevalence(same / n, 0, crosswise(p)).estimate);
		anchored.add(corrected.of(Float64Array.of(same / n, anchor / n)).value);
	}
	expect(usual.mean()).toBeCloseTo(0.245, 2);
	expect(anchored.mean()).toBeCloseTo(0.2005, 2);
	expect(Math.sqrt(anchored.variance())).toBeCloseTo(0.02, 2);
});

test("double list: 0.299 ± 0.019 of a share of 0.30 (sampling.md §10.5)", () => {
	const random = randomFrom(1);
	const items = [0.5, 0.5, 0.2];
	const estimates = moments();
	for (let replicate = 0; replicate < replicates; replicate++) {
		// Each half is treated in one list and control in the other.
		const sums = [0, 0, 0, 0];
		for (let person = 0; person < n; person++) {
			const half = person % 2;
			const trait = Number(random() < 0.3);
			for (const list of [0, 1]) {
				const treated = list === half;
				let count = treated ? trait : 0;
				for (const share of items) count += Number(random() < share);
				sums[2 * list + Number(treated)]! += count / (n / 2);
			}
		}
		estimates.add((sums[1]! - sums[0]! + sums[3]! - sums[2]!) / 2);
	}
	expect(Math.abs(estimates.mean() - 0.299)).toBeLessThan(0.003);
	expect(Math.sqrt(estimates.variance())).toBeCloseTo(0.019, 2);
});
