import type { FrameKind } from "../../../analysis/frame/map-columns.ts";
import type { SampleFrame } from "../../../analysis/sampling/plan-strata.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import type { TypedMargin } from "../../../analysis/weights/read-margin.ts";
import type { Survey } from "../../../survey-definitions/survey.ts";
import type { Answering } from "./answer-model.ts";

/** What the design knows of a person, and answers may depend on. */
export type Traits = Partial<
	Record<"level" | "sector" | "leader" | "region" | "urban" | "adults", number>
>;

export interface Person {
	id: number;
	/** The agency or commune. */
	cluster: number;
	province: number;
	/** Of the population, from 0; strata of a sample are numbered by its plan. */
	stratum: number;
	traits: Traits;
}

/** The list that a coordinator has of a population. */
export interface FrameList {
	kind: FrameKind;
	name: string;
	csv: string;
}

/** What a hand-over list says of one agency or village; no person of it is on the list twice. */
export interface HandedOver {
	unit: string;
	/** Cards by pile: "1" leaders, "2" others, "all". */
	cards: Record<string, number>;
	/** Where the selection of households starts and how far it steps; null for agencies. */
	start: number | null;
	step: number | null;
}

export interface KnownMargin {
	name: string;
	typed: TypedMargin;
}

/** A synthetic population whose every member has an answer to every question. A pure function of its seed. */
export interface Population {
	people: number;
	/** Everybody, cluster by cluster. */
	forEach(visit: (person: Person) => void): void;
	/** Share of the invited who take part; it depends on the stratum alone. */
	responseRate(stratum: number): number;
	answering(): Answering;
	frame: FrameList;
	/** How the demonstration draws from the frame. */
	plan(frame: SampleFrame): SamplePlan;
	/** Keys in that plan of the population's strata. */
	stratumKeys: string[];
	/** Who gets the cards of an agency or village: what those who hand them out do, with chance. */
	cardholders(listed: HandedOver, random: () => number): Person[];
	/** Totals that are known of it. */
	margins(): KnownMargin[];
}

/** A population and the questionnaire that it is asked. */
export interface Field {
	survey: Survey;
	population: Population;
}
