import type { NewLot, Stratum } from "../../../db/sqlite/samples.ts";
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
	stratum: number;
	traits: Traits;
}

export interface Invitation {
	/** Place of the lot in the sample's list. */
	lot: number;
	person: Person;
}

/** A drawn sample, as it is stored, and the people who get its cards. */
export interface Sample {
	strata: Stratum[];
	lots: NewLot[];
	invitations: Invitation[];
}

/** A synthetic population whose every member has an answer to every question. A pure function of its seed. */
export interface Population {
	people: number;
	/** Everybody, cluster by cluster. */
	forEach(visit: (person: Person) => void): void;
	/** A person's probability of getting a card. */
	inclusionProbability(person: Person): number;
	/** Share of the invited who take part; it depends on the stratum alone. */
	responseRate(stratum: number): number;
	sample(seed: number): Sample;
	answering(): Answering;
}

/** A population and the questionnaire that it is asked. */
export interface Field {
	survey: Survey;
	population: Population;
}
