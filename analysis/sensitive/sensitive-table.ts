import type { Text } from "../../survey-definitions/definition.ts";
import type { Behind } from "../disclosure/behind-cells.ts";
import type { Interval, Note } from "../estimate.ts";
import type { DatasetSource } from "../survey-dataset.ts";
import type { SensitiveTechnique } from "./techniques.ts";

/** A number of an indirect technique with its uncertainty. */
export interface SensitiveEstimate {
	value: number;
	se: number;
	df: number;
	ci: Interval;
	/** Two-sided, against 0 (`attention`: against 1). */
	p: number;
	notes: Note[];
}

/** What is estimated; an effect names the arm and the level that is set against the arm's first. */
export type SensitiveMeasure =
	| "prevalence"
	/** Of one list alone. */
	| `list:${string}`
	| "baseline"
	| `effect:${string}=${number}`;

export interface SensitiveColumn {
	code?: number;
	label: Text;
	/** Responses that the estimate rests on. */
	base: number;
	behind: Behind;
	/** Of each arm, or answer of the vignette's baseline: who stands behind the parts that are set against each other. */
	parts: Behind[];
	estimates: Record<string, SensitiveEstimate>;
}

/** Leaves the program through the gate alone, as a `ReleasedSensitive`. */
export interface SensitiveTable extends DatasetSource {
	survey: string;
	population: "cadres" | "citizens";
	technique: SensitiveTechnique;
	/** In the order of the table. */
	measures: { name: SensitiveMeasure; label: Text }[];
	by?: { name: string; label: Text };
	columns: SensitiveColumn[];
	/** Over everybody; absent where the table is by a domain variable. */
	diagnostics?: Diagnostic[];
}

export type Diagnostic =
	/** Blair & Imai: no type of answer may have a negative share. */
	| { kind: "design-effect"; variable: string; p: number; least: number }
	/** Share of an arm that said none, or all of the list. */
	| {
			kind: "floor" | "ceiling";
			variable: string;
			isTreated: boolean;
			value: number;
			se: number;
			base: number;
	  }
	/** Attentive share by the anchor. */
	| { kind: "attention"; value: number; se: number; ci: Interval }
	/** The two lists on their own. */
	| { kind: "lists-differ"; value: number; se: number; p: number }
	/** The estimate under one order less that under the other. */
	| { kind: "order"; arm: string; value: number; se: number; p: number }
	/** The same statement asked directly of those who did not have it in their list, and the indirect less the direct. */
	| {
			kind: "direct";
			variable: string;
			value: number;
			se: number;
			difference: number;
			differenceSe: number;
			p: number;
	  };
