import type { Text } from "../../survey-definitions/definition.ts";

/** What a frame's rows can be told apart by; `stratum` is the frame's own column. */
export const frameDimensions = [
	"level",
	"sector",
	"kind",
	"region",
	"province",
	"urban",
	"stratum",
] as const;
export type FrameDimension = (typeof frameDimensions)[number];

/** How agencies, or communes, are drawn. */
export const firstStageMethods = [
	"systematic-pps",
	"systematic",
	"simple-random",
	"sampford",
] as const;
export type FirstStageMethod = (typeof firstStageMethods)[number];

/** A quota sample is not drawn: it gives no sampling error. */
export const planSamplings = ["probability", "quota"] as const;
export type PlanSampling = (typeof planSamplings)[number];

/** `refuse` names units that would be drawn more than once; communes are always refused. */
export const certaintyRules = ["take", "refuse"] as const;
export type CertaintyRule = (typeof certaintyRules)[number];

export const allocationRules = [
	"proportional",
	"equal",
	"neyman",
	"power",
	"optimum",
] as const;
export type AllocationName = (typeof allocationRules)[number];

/** What communes are drawn in proportion to. */
export const areaSizes = ["adults", "households"] as const;
export type AreaSize = (typeof areaSizes)[number];

/**
 * A stratum's key: its codes in the order of `stratifyBy`, joined by a dot, "-" where a row has none ("1.4", "2.DBSH");
 * "all" without dimensions. A merged stratum's is the keys of its members joined by a plus ("1.4+1.5").
 */
export type StratumKey = string;

/** One number for all strata, and those of the strata that have their own. */
export interface ByStratum {
	all: number;
	strata: Record<StratumKey, number>;
}

/** PSUs of the whole sample, shared out to strata by a rule in whole lots. */
export interface PsuAllocation {
	rule: AllocationName;
	/** PSUs of the main sample, all strata together. */
	total: number;
	/** Of the rule `power`: 1 serves the whole, 0 each stratum. */
	exponent: number;
	/** PSUs of each stratum at least; two lots where it is less. */
	minimum: number;
	/** PSUs of main domains at least, by the domain's place in `mainDomains`. */
	domainMinima: Record<string, number>;
}

/** What the survey promises to report: the strata whose codes are all among those listed. */
export interface MainDomain {
	name: Text;
	/** By dimension the codes that belong to it; dimensions that are not listed are free. */
	where: Partial<Record<FrameDimension, string[]>>;
}

/** What happens inside a PSU. */
export type WithinPsu =
	/** Agencies: cards in two piles, leaders and others, leaders at `leaderRatio` times the rate of others. */
	| { kind: "classes"; cardsPerPsu: number; leaderRatio: number }
	/** Communes: villages in proportion to households, then households at a fixed step. */
	| {
			kind: "households";
			sizeBy: AreaSize;
			villagesPerPsu: number;
			/** Households invited in a village, on average. */
			invitedPerVillage: number;
			/** To count people where the frame counts households only. */
			adultsPerHousehold: number;
	  };

/** What is believed before the field: it moves margins of error, cost and allocation, never a probability. */
export interface PlanAssumptions {
	/** Completed forms among those invited, as a share. */
	responseRate: ByStratum;
	/** Share that is to be estimated; its standard deviation is √(p(1 − p)). */
	share: ByStratum;
	/** Intraclass correlation of answers in a PSU. */
	intraclassCorrelation: number;
	/** Design effect of weights beyond the design's own rates: raking, adults of a household. */
	furtherWeightDeff: number;
	/** Cost of reaching a PSU, and of a card or an invited household, in one currency. */
	costPerPsu: ByStratum;
	costPerCard: number;
	/** Confidence level of margins of error. */
	level: number;
}

/** How a sample is drawn from a frame: plain JSON, edited until the draw. */
export interface SamplePlan {
	sampling: PlanSampling;
	/** Strata are the crossing of these. */
	stratifyBy: FrameDimension[];
	/** Each list of strata, by their keys before any merge, becomes one stratum. */
	merges: StratumKey[][];
	method: FirstStageMethod;
	/** Units of certainty come on top of a stratum's PSUs and make lots of their own. */
	certainty: CertaintyRule;
	/** Implicit stratification: the order in which a systematic draw passes the frame, the outermost first. */
	orderBy: FrameDimension[];
	/** Turn round at every change of an outer key. */
	serpentine: boolean;
	/** PSUs of the main sample by stratum, besides those of certainty; a merged stratum without its own has its members'. */
	psus: Record<StratumKey, number>;
	/** Where it is not null, PSUs by stratum come from it instead of `psus`. */
	allocation: PsuAllocation | null;
	/** Lots drawn with the sample and kept back, by stratum. */
	reserveLots: Record<StratumKey, number>;
	psusPerLot: number;
	/** Cards of a lot at least, as the consent text prints it: 50, or 20–49 where that is set on purpose. */
	lotMinimum: number;
	/** Degrees of freedom of the whole and of each main domain at least. */
	minimumDf: number;
	mainDomains: MainDomain[];
	within: WithinPsu;
	/** Cards by stratum of a quota sample. */
	quotas: Record<StratumKey, number>;
	assumptions: PlanAssumptions;
}
