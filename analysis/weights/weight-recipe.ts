import type { NonresponseClass } from "./nonresponse.ts";
import type { WeightsSummary } from "./summary.ts";

/** How a closed survey is weighted: base weights always, then these in their order. */
export interface WeightRecipe {
	/** One factor for the nonresponse of each class of strata. */
	nonresponse: { fewest: number; greatest: number } | null;
	/** Names of the margins that weights are raked to. */
	margins: string[];
	/** Bounds of final / base weight, as multiples of its median in stratum × class; then raked again. */
	trim: { lower: number; upper: number; rounds: number } | null;
}

/** What closing a survey does of itself: no margins, and so nothing to trim. */
export const firstRecipe: WeightRecipe = {
	nonresponse: { fewest: 30, greatest: 2.5 },
	margins: [],
	trim: null,
};

export const usualTrim = { lower: 0.3, upper: 3, rounds: 5 };

/** Leaders among a stratum's cards, as its rates tell, and among its forms: far apart, classes were misreported. */
export interface PileCheck {
	/** Place of the stratum. */
	stratum: number;
	/** Cards of the leaders' pile, as a share of all cards. */
	ofCards: number;
	/** Forms that name their class, and those of leaders among them. */
	forms: number;
	leaders: number;
}

/** How near raking came to one margin. */
export interface MarginReport {
	name: string;
	/** Weight of rows that do not say where they belong, which are not forced, as a share. */
	unforced: number;
	/** Largest |share − target| over the margin's categories. */
	deviation: number;
}

/** Weights after one step, and what the step did. */
export type WeightStep = { summary: WeightsSummary } & (
	| {
			step: "base";
			/** Share of forms that do not give the answer that their base weight depends on. */
			missing: number;
			piles: PileCheck[];
	  }
	| { step: "nonresponse"; classes: NonresponseClass[] }
	/** Forms of people outside the population: no weight from here on. */
	| { step: "outside"; forms: number }
	| { step: "rake"; rounds: number; margins: MarginReport[] }
	| {
			step: "trim";
			rounds: number;
			/** Forms whose weight was cut, as a share. */
			trimmed: number;
			/** Forms whose ratio the last raking took out of the bounds again, as a share. */
			beyond: number;
			margins: MarginReport[];
	  }
);
