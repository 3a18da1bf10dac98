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

/** Weights after one step, and what the step did. */
export interface WeightStep {
	step: "base" | "nonresponse" | "rake" | "trim";
	summary: WeightsSummary;
	notes: Record<string, number>;
	classes?: NonresponseClass[];
}
