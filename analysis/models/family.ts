import {
	normalDensity,
	normalQuantile,
	normalUpperTail,
} from "../distributions.ts";

export type FamilyName = "gaussian" | "binomial" | "poisson";
export type LinkName = "identity" | "logit" | "probit" | "log" | "cloglog";

/** Variance function and unit deviance (McCullagh & Nelder 1989, *Generalized Linear Models*, table 2.1, §2.3). */
export interface Family {
	name: FamilyName;
	variance(mu: number): number;
	deviance(y: number, mu: number): number;
	/** A first guess of the mean of one observation of this weight. */
	start(y: number, weight: number): number;
}

export const families: Record<FamilyName, Family> = {
	gaussian: {
		name: "gaussian",
		variance: () => 1,
		deviance: (y, mu) => (y - mu) ** 2,
		start: (y) => y,
	},
	binomial: {
		name: "binomial",
		variance: (mu) => mu * (1 - mu),
		deviance: (y, mu) => 2 * (entropy(y, mu) + entropy(1 - y, 1 - mu)),
		start: (y, weight) => (weight * y + 0.5) / (weight + 1),
	},
	poisson: {
		name: "poisson",
		variance: (mu) => mu,
		deviance: (y, mu) => 2 * (entropy(y, mu) - (y - mu)),
		start: (y) => y + 0.1,
	},
};

function entropy(y: number, mu: number): number {
	return y === 0 ? 0 : y * Math.log(y / mu);
}

export interface Link {
	eta(mu: number): number;
	mu(eta: number): number;
	/** dμ/dη at η, whose mean is μ. */
	slope(eta: number, mu: number): number;
}

export const links: Record<LinkName, Link> = {
	identity: { eta: (mu) => mu, mu: (eta) => eta, slope: () => 1 },
	log: { eta: Math.log, mu: Math.exp, slope: (_, mu) => mu },
	logit: {
		eta: (mu) => Math.log(mu / (1 - mu)),
		mu: (eta) => 1 / (1 + Math.exp(-eta)),
		slope: (_, mu) => mu * (1 - mu),
	},
	probit: {
		eta: normalQuantile,
		mu: (eta) => normalUpperTail(-eta),
		slope: normalDensity,
	},
	cloglog: {
		eta: (mu) => Math.log(-Math.log1p(-mu)),
		mu: (eta) => -Math.expm1(-Math.exp(eta)),
		slope: (eta) => Math.exp(eta - Math.exp(eta)),
	},
};
