import { type Contrast, linear } from "../estimators/contrast.ts";
import { mean } from "../estimators/mean.ts";
import { joined, type Statistic, within } from "../statistic.ts";

/**
 * Means of counts in the control and the treatment arm, control first, for each list (Miller 1984; Glynn 2013, *Public
 * Opinion Quarterly* 77:159–172). Arms are domains of one design: people of both answer in the same PSUs, and the
 * covariance between the means counts.
 */
export function armMeans(counts: Float64Array[], treated: Float64Array) {
	const arm = (value: number) =>
		Uint8Array.from(treated, (t) => (t === value ? 1 : 0));
	const arms = [arm(0), arm(1)];
	return joined(
		counts.flatMap((values, list) =>
			arms.map(
				(mask, a): Statistic =>
					within(mean([{ name: `list${list + 1}:arm${a}`, values }]), mask),
			),
		),
	);
}

/** Single list: treatment mean less control mean. */
export function listDifference(): Contrast {
	return linear("prev", Float64Array.of(-1, 1));
}

/**
 * Double list: the average of the two differences, the arms reversed in the second list (Droitcour et al. 1991; Glynn
 * 2013, eq. 5).
 */
export function doubleListAverage(): Contrast {
	return linear("avg", Float64Array.of(-0.5, 0.5, 0.5, -0.5));
}
