import {
	normalDensity,
	normalQuantile,
	normalUpperTail,
} from "../distributions.ts";

export type FamilyName = "gaussian" | "binomial" | "poisson";
export type LinkName = "identity" | "logit" | "probit" | "log" | "cloglog";

/**
 * Variance function and unit deviance (McCullagh & Nelder 1989, *Generalized Linear Models*, table 2.1, §2.3), for many
 * observations at a time: a call for each of a million rows costs more than its arithmetic.
 */
export interface Family {
	name: FamilyName;
	variances(mu: Float64Array, into: Float64Array): void;
	deviances(y: Float64Array, mu: Float64Array, into: Float64Array): void;
	/** A first guess of the mean of one observation of this weight. */
	start(y: number, weight: number): number;
}

export const families: Record<FamilyName, Family> = {
	gaussian: {
		name: "gaussian",
		variances: (_, into) => {
			into.fill(1);
		},
		deviances: (y, mu, into) => {
			for (let i = 0; i < into.length; i++) into[i] = (y[i]! - mu[i]!) ** 2;
		},
		start: (y) => y,
	},
	binomial: {
		name: "binomial",
		variances: (mu, into) => {
			for (let i = 0; i < into.length; i++) into[i] = mu[i]! * (1 - mu[i]!);
		},
		deviances: (y, mu, into) => {
			for (let i = 0; i < into.length; i++) {
				const [yes, p] = [y[i]!, mu[i]!];
				if (yes === 0) into[i] = -2 * Math.log(1 - p);
				else if (yes === 1) into[i] = -2 * Math.log(p);
				else
					into[i] =
						2 *
						(yes * Math.log(yes / p) +
							(1 - yes) * Math.log((1 - yes) / (1 - p)));
			}
		},
		start: (y, weight) => (weight * y + 0.5) / (weight + 1),
	},
	poisson: {
		name: "poisson",
		variances: (mu, into) => {
			into.set(mu.subarray(0, into.length));
		},
		deviances: (y, mu, into) => {
			for (let i = 0; i < into.length; i++) {
				const [count, mean] = [y[i]!, mu[i]!];
				const entropy = count === 0 ? 0 : count * Math.log(count / mean);
				into[i] = 2 * (entropy - (count - mean));
			}
		},
		start: (y) => y + 0.1,
	},
};

export interface Link {
	eta(mu: number): number;
	/** Means μ and slopes dμ/dη at many η. */
	means(eta: Float64Array, mu: Float64Array, slope: Float64Array): void;
}

export const links: Record<LinkName, Link> = {
	identity: {
		eta: (mu) => mu,
		means: (eta, mu, slope) => {
			mu.set(eta);
			slope.fill(1);
		},
	},
	log: {
		eta: Math.log,
		means: (eta, mu, slope) => {
			for (let i = 0; i < eta.length; i++) {
				mu[i] = Math.exp(eta[i]!);
				slope[i] = mu[i]!;
			}
		},
	},
	logit: {
		eta: (mu) => Math.log(mu / (1 - mu)),
		means: (eta, mu, slope) => {
			for (let i = 0; i < eta.length; i++) {
				const p = 1 / (1 + Math.exp(-eta[i]!));
				mu[i] = p;
				slope[i] = p * (1 - p);
			}
		},
	},
	probit: {
		eta: normalQuantile,
		means: (eta, mu, slope) => {
			for (let i = 0; i < eta.length; i++) {
				mu[i] = normalUpperTail(-eta[i]!);
				slope[i] = normalDensity(eta[i]!);
			}
		},
	},
	cloglog: {
		eta: (mu) => Math.log(-Math.log1p(-mu)),
		means: (eta, mu, slope) => {
			for (let i = 0; i < eta.length; i++) {
				const e = Math.exp(eta[i]!);
				mu[i] = -Math.expm1(-e);
				slope[i] = e * Math.exp(-e);
			}
		},
	},
};
