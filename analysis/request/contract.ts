import type { LonelyPsu } from "../design.ts";
import type { QuantileInterval } from "../estimators/quantile.ts";
import type { QuantileRule } from "../estimators/quantile-rules.ts";
import type { FamilyName, LinkName } from "../models/family.ts";
import type { RankTest } from "../significance/rank-scores.ts";
import type { Distance } from "../weights/calibrate.ts";
import type { ColumnSpec } from "./parse-csv.ts";

/** The file `analysis-request/1`. Paths are resolved and read by the caller. */
export interface RequestFile {
	schema: "analysis-request/1";
	data: { file: string; columns: ColumnSpec[] };
	designs: Record<string, DesignSpec>;
	requests: Request[];
}

export type DesignSpec = TaylorSpec | ReplicateSpec | PpsSpec;

export interface TaylorSpec {
	kind: "taylor";
	ids: string[] | null;
	strata: (string | null)[] | null;
	weights: string | null;
	fpc: (string | null)[] | null;
	nest?: boolean;
}

export interface ReplicateSpec {
	kind: "replicate";
	weights: string;
	replicates: {
		file: string;
		type: string;
		scale: number;
		rscales: number | number[];
		mse?: boolean;
		rho?: number | null;
	};
}

export interface PpsSpec {
	kind: "pps";
	prob: string;
	pps: {
		method: "brewer" | "overton" | "joint" | "hartley_rao";
		file?: string;
		sum_p2_over_n?: number;
		variance?: "HT" | "YG";
	};
}

export type VariableSpec =
	| string
	| { factor: string | { expr: string }; levels?: string[]; as?: string }
	| { expr: string; as?: string }
	| { interaction: string[]; as?: string };

export interface CellSpec {
	key: Record<string, string | number>;
	total: number;
}

export interface MarginSpec {
	by: string[];
	cells: CellSpec[];
}

export type Step =
	| { op: "domain"; where: string }
	| ({ op: "post_stratify" } & MarginSpec)
	| {
			op: "rake";
			margins: MarginSpec[];
			max_iterations?: number;
			epsilon?: number;
	  }
	| {
			op: "calibrate";
			terms: VariableSpec[];
			totals: Record<string, number>;
			distance?: Distance;
			bounds?: [number, number] | null;
			max_iterations?: number;
			epsilon?: number;
			aggregate_stage?: number | null;
	  }
	| { op: "trim"; upper?: number; lower?: number; strict?: boolean }
	| { op: "replicates"; type: "JK1" | "JKn" };

interface Moments {
	na_rm?: boolean;
	level?: number;
	df?: number;
	by?: string[];
	covariance?: boolean;
}

export interface ModelSpec {
	response: VariableSpec;
	terms: VariableSpec[];
	family?: FamilyName;
	link?: LinkName;
	level?: number;
}

export type ContrastSpec = { as: string } & (
	| { coefficients: Record<string, number> }
	| { expr: string }
);

export type EstimatorSpec =
	| ({
			estimator: "mean" | "total";
			variables: VariableSpec[];
			deff?: boolean | "replace";
	  } & Moments)
	| ({
			estimator: "ratio";
			numerators: VariableSpec[];
			denominators: VariableSpec[];
	  } & Moments)
	| ({ estimator: "variance"; variables: VariableSpec[] } & Moments)
	| ({
			estimator: "quantile";
			variables: VariableSpec[];
			p: number[];
			rule?: QuantileRule;
			interval?: QuantileInterval;
	  } & Moments)
	| ({
			estimator: "proportion_ci";
			variable: VariableSpec;
			method?: "logit" | "likelihood" | "asin" | "beta" | "mean" | "xlogit";
	  } & Moments)
	| {
			estimator: "table";
			variables: VariableSpec[];
			total?: number;
			round?: boolean;
			proportions?: "row" | "column";
	  }
	| {
			estimator: "independence_test";
			variables: [VariableSpec, VariableSpec];
			statistic?: IndependenceStatistic;
	  }
	| {
			estimator: "t_test";
			variable: VariableSpec;
			groups?: VariableSpec;
			mu?: number;
			level?: number;
	  }
	| {
			estimator: "rank_test";
			variable: VariableSpec;
			groups: VariableSpec;
			test?: RankTest;
	  }
	| ({ estimator: "glm" } & ModelSpec)
	| { estimator: "ordinal"; response: VariableSpec; terms: VariableSpec[] }
	| {
			estimator: "term_test";
			model: ModelSpec;
			test: string[];
			method?: "wald" | "lrt";
	  }
	| {
			estimator: "contrast";
			of: EstimatorSpec;
			contrasts: ContrastSpec[];
			level?: number;
			df?: number;
	  }
	| {
			estimator: "cronbach_alpha" | "kappa";
			variables: VariableSpec[];
			na_rm?: boolean;
			level?: number;
			df?: number;
	  }
	| {
			estimator:
				| "degrees_of_freedom"
				| "weights_summary"
				| "calibrated_weights";
	  }
	| SensitiveSpec;

export type IndependenceStatistic =
	| "F"
	| "Chisq"
	| "Wald"
	| "adjWald"
	| "saddlepoint"
	| "lincom";

export type SensitiveSpec = {
	estimator: "sensitive";
	na_rm?: boolean;
	level?: number;
	df?: number;
} & (
	| { method: "warner" | "crosswise"; variable: VariableSpec; p: number }
	| {
			method: "unrelated";
			variable: VariableSpec;
			p: number;
			pi_innocuous: number;
	  }
	| { method: "forced"; variable: VariableSpec; p_truth: number; p_yes: number }
	| {
			method: "kuk";
			variable: VariableSpec;
			p_yes_if_a: number;
			p_yes_if_not_a: number;
	  }
	| { method: "item_count"; count: VariableSpec; treatment: VariableSpec }
	| {
			method: "item_count_double";
			count: VariableSpec;
			second_count: VariableSpec;
			treatment: VariableSpec;
	  }
	| {
			method: "crosswise_anchor";
			variable: VariableSpec;
			p: number;
			anchor: VariableSpec;
			p_anchor: number;
			anchor_prevalence?: number;
	  }
	| {
			method: "unrelated_two_sample";
			variable: VariableSpec;
			sample: VariableSpec;
			p: Record<string, number>;
	  }
);

export type Request = {
	id: string;
	design: string;
	steps?: Step[] | null;
	options?: { lonely_psu?: LonelyPsu; adjust_domain_lonely?: boolean } | null;
} & EstimatorSpec;

export type Outcome = Record<string, unknown>;
