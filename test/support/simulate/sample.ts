import type { Lot, Stratum } from "../../../analysis/fielded-sample.ts";
import { designSample } from "../../../analysis/sampling/design-sample.ts";
import { drawPlan } from "../../../analysis/sampling/draw-plan.ts";
import type { SampleFrame } from "../../../analysis/sampling/plan-strata.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";
import { readList } from "./frame-list.ts";
import type { HandedOver, Person, Population } from "./population.ts";

export interface Invitation {
	/** Place of the lot in the sample's list. */
	lot: number;
	person: Person;
}

/** A drawn sample, and the people who get its cards. */
export interface Sample {
	strata: Stratum[];
	lots: (Lot & { level: number })[];
	invitations: Invitation[];
}

interface Designed {
	frame: SampleFrame;
	plan: SamplePlan;
	/** Rates by pile, by stratum of the population. */
	rates: Record<string, number>[];
}

const designs = new WeakMap<Population, Designed>();

/** The population's list as it is read, and the plan and the rates that follow from it. */
export function designOf(population: Population): Designed {
	const known = designs.get(population);
	if (known) return known;
	const frame = readList(population.frame);
	const plan = population.plan(frame);
	const designed = { frame, plan, rates: ratesOf(population, frame, plan) };
	designs.set(population, designed);
	return designed;
}

function ratesOf(
	population: Population,
	frame: SampleFrame,
	plan: SamplePlan,
): Designed["rates"] {
	const { parts } = designSample(frame, plan);
	return population.stratumKeys.map(
		(key) => parts.find((part) => part.key === key)?.rates ?? {},
	);
}

/** A person's probability of getting a card, by the plan. */
export function inclusionProbabilities(
	population: Population,
): (person: Person) => number {
	const { rates } = designOf(population);
	return ({ stratum, traits }) => {
		const { all, 1: leaders = 0, 2: others = 0 } = rates[stratum] ?? {};
		if (traits.adults !== undefined) return (all ?? 0) / traits.adults;
		return traits.leader ? leaders : others;
	};
}

/** From the list to the persons with cards: the plan is drawn, and its hand-over list walked down. */
export function sampleOf(population: Population, seed: number): Sample {
	const { frame, plan } = designOf(population);
	// Which units share a lot is another chance, so that a server's draw of the same seed has the same units.
	const { strata, lots } = drawPlan(
		frame,
		plan,
		randomFrom(seed),
		randomFrom(3_000_000 + seed),
	);
	const unitAt = new Map(frame.rows.map(({ row, unit }) => [row, unit]));
	const listed = lots.flatMap(({ handOver }, lot) =>
		handOver.map((entry) => ({ ...entry, lot, unit: unitAt.get(entry.row)! })),
	);
	return {
		strata,
		lots: lots.map(({ handOver: _units, ...lot }) => lot),
		invitations: invitationsOf(population, listed, seed),
	};
}

/** Cards find their persons unit by unit in the order of the frame, whichever labels their lots bear. */
export function invitationsOf(
	population: Population,
	listed: (HandedOver & { lot: number })[],
	seed: number,
): Invitation[] {
	const random = randomFrom(2_000_000 + seed);
	return listed
		.toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
		.flatMap(({ lot, ...entry }) =>
			population.cardholders(entry, random).map((person) => ({ lot, person })),
		);
}
