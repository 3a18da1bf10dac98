import type { Lot, Stratum } from "../fielded-sample.ts";
import { certainLots } from "./certain-lots.ts";
import { type ClassRates, classCounts } from "./composite-size.ts";
import {
	designSample,
	type SampleDesign,
	type SamplePart,
} from "./design-sample.ts";
import { drawStratum } from "./draw-stratum.ts";
import { spreadLots } from "./lots.ts";
import { describePlanProblem } from "./plan-problem.ts";
import { codeOf, type Psu, type SampleFrame } from "./plan-strata.ts";
import { systematicPps } from "./pps.ts";
import { roundRandomly, shuffled } from "./random.ts";
import type { SamplePlan } from "./sample-plan.ts";
import type { FrameUnit, Order, Selection } from "./selection.ts";
import { insideCommune, type StratumDesign } from "./stratum-design.ts";

/** An agency, commune or village that was drawn. */
export interface PlannedUnit {
	/** Row of the frame. */
	row: number;
	unit: string;
	stratumId: number;
	/** Row of the commune of a village; null at the first stage. */
	parentRow: number | null;
	/** To be in the main sample: the product over the stages. */
	inclusionProbability: number;
	/** At each stage, given the stages above. */
	stages: number[];
	certain: boolean;
	/** Drawn with the sample and kept back. */
	reserve: boolean;
}

/** A pile of cards for a unit that was drawn, or where in its list of households the selection starts. */
export interface HandOver {
	/** Row of the frame: the unit that hands out the cards. */
	row: number;
	/** By pile: "1" leaders, "2" others, "all". */
	cards: Record<string, number>;
	/** Household ⌊start + k · step⌋ + 1 of the list, k = 0, 1 …, to the list's end; null for agencies. */
	step: number | null;
	start: number | null;
}

export interface PlannedLot extends Lot {
	/** LOT_LEVEL: 1 central, 2 province, 3 district, 4 commune, 5 judicial area; 0 where the frame gives none. */
	level: number;
	reserve: boolean;
	handOver: HandOver[];
}

export interface DrawnPlan {
	strata: Stratum[];
	/** None in a quota sample. */
	units: PlannedUnit[];
	/** Stratum by stratum; the reserve's stand in the order in which they are opened, after the main sample's. */
	lots: PlannedLot[];
}

/**
 * The sample of a plan. The same frame, plan and stream of chance give the same sample on every machine: nothing beyond
 * sums, products, quotients and square roots decides, which IEEE 754 rounds alike everywhere. An allocation by the rule
 * `power` takes powers, which it does not: settle the plan first (`settledPlan`) and keep what was settled.
 * `ofLots` decides nothing but which units share a lot. Give it chance that is not kept: whoever has frame, plan and seed
 * then comes to the same units and cards, and not to whose cards are in one pile.
 * Throws the first problem of the plan.
 *
 * @example drawPlan({ kind: "agencies", rows, provinces }, settledPlan(frame, plan), randomFrom(seed))
 */
export function drawPlan(
	frame: SampleFrame,
	plan: SamplePlan,
	random: () => number,
	ofLots = random,
): DrawnPlan {
	return drawDesign(frame, plan, designSample(frame, plan), random, ofLots);
}

/** As `drawPlan`, from a design worked out before: for many draws of one plan. */
export function drawDesign(
	frame: SampleFrame,
	plan: SamplePlan,
	{ parts, problems }: SampleDesign,
	random: () => number,
	ofLots = random,
): DrawnPlan {
	if (problems[0]) throw new Error(describePlanProblem(problems[0]));
	const units: PlannedUnit[] = [];
	const lots: PlannedLot[] = [];
	for (const part of parts) {
		if (plan.sampling === "quota") lots.push(...quotaLots(part));
		else if (part.certain) {
			units.push(...part.psus.map((psu) => unitOf(psu.unit, part, [1], false)));
			lots.push(
				...certainLots(part, random, ofLots).map((handOver) =>
					lotOf(part, handOver, false),
				),
			);
		} else {
			const drawn = drawPart(frame, part, plan, random, ofLots);
			units.push(...drawn.units);
			lots.push(...drawn.lots);
		}
	}
	return {
		strata: parts.map(({ id, label, population, domains }) => ({
			id,
			label,
			population,
			domains,
		})),
		units,
		lots,
	};
}

function drawPart(
	{ provinces }: SampleFrame,
	part: SamplePart,
	plan: SamplePlan,
	random: () => number,
	ofLots: () => number,
): { units: PlannedUnit[]; lots: PlannedLot[] } {
	const design = part.design!;
	const { method, orderBy, serpentine, psusPerLot } = plan;
	const { main, reserve, probabilities } = drawStratum(
		// Madow's draw and Sampford's see sizes as they see probabilities: up to a factor.
		design.open.map(
			({ unit }, at): FrameUnit => ({
				id: unit.unit,
				row: unit.row,
				stratum: part.key,
				size: design.probabilities[at]!,
				keys: orderBy.map((dimension) => codeOf(unit, dimension, provinces)),
			}),
		),
		selectionOf(
			method,
			{ n: design.psus, reserve: design.reserve },
			orderBy.length === 0 ? "listed" : serpentine ? "serpentine" : "keys",
		),
		random,
	);
	const units: PlannedUnit[] = [];
	// Before anything is put into lots, so that units and cards do not depend on how that is done.
	const handOverOf = (place: number, isReserve: boolean): HandOver[] => {
		const psu = design.open[place]!;
		const probability = probabilities[place]!;
		units.push(unitOf(psu.unit, part, [probability], isReserve));
		if (plan.within.kind === "classes")
			return [agencyCards(psu, design, probability, plan, random)];
		const villages = drawVillages(psu, design, probability, plan, random);
		if (psu.villages.length > 0)
			for (const { unit, stages } of villages)
				units.push({
					...unitOf(unit, part, stages, isReserve),
					parentRow: psu.unit.row,
				});
		return villages.map(({ handOver }) => handOver);
	};
	const mainCards = main.map((place) => handOverOf(place, false));
	const kept = reserve.map((place) => handOverOf(place, true));
	// Spread over an order that the draw did not follow, lots would be more alike than chance makes samples.
	const ordered = method === "systematic-pps" || method === "systematic";
	const inOrder = ordered ? mainCards : shuffled(mainCards, ofLots);
	const lots = spreadLots(inOrder, psusPerLot, ofLots).map((lot) =>
		lotOf(part, lot.flat(), false),
	);
	const reserveCards = shuffled(kept, ofLots);
	for (let at = 0; at < reserveCards.length; at += psusPerLot)
		lots.push(
			lotOf(part, reserveCards.slice(at, at + psusPerLot).flat(), true),
		);
	return { units, lots };
}

function selectionOf(
	method: SamplePlan["method"],
	size: { n: number; reserve: number },
	order: Order,
): Selection {
	switch (method) {
		case "simple-random":
			return { method, ...size };
		case "systematic":
			return { method, order, ...size };
		case "systematic-pps":
			return { method, certainty: "refuse", order, ...size };
		case "sampford":
			return { method, certainty: "refuse", ...size };
	}
}

/**
 * Cards of an agency: as many as every other where it was drawn in proportion to size, else as many as each class's rate
 * makes, rounded at random; either way a class's base weight is one number in the stratum.
 */
function agencyCards(
	{ unit }: Psu,
	{ rates }: StratumDesign,
	probability: number,
	{ method, within }: SamplePlan,
	random: () => number,
): HandOver {
	const place = { row: unit.row, step: null, start: null };
	const sizes = {
		leaders: unit.leaders ?? 0,
		others: (unit.people ?? 0) - (unit.leaders ?? 0),
	};
	const bySize = method === "systematic-pps" || method === "sampford";
	const classes: ClassRates = { leaders: rates[1]!, others: rates[2]! };
	const counts =
		bySize && within.kind === "classes"
			? classCounts(sizes, classes, probability, within.cardsPerPsu, random())
			: {
					leaders: roundRandomly(
						(classes.leaders * sizes.leaders) / probability,
						random(),
					),
					others: roundRandomly(
						(classes.others * sizes.others) / probability,
						random(),
					),
				};
	return {
		...place,
		cards:
			unit.leaders === null
				? { all: counts.leaders + counts.others }
				: { 1: counts.leaders, 2: counts.others },
	};
}

function drawVillages(
	psu: Psu,
	{ rates }: StratumDesign,
	probability: number,
	{ within }: SamplePlan,
	random: () => number,
): { unit: Psu["unit"]; stages: number[]; handOver: HandOver }[] {
	if (within.kind !== "households") return [];
	const { villages } = insideCommune(psu, probability, rates.all!, within);
	const drawn = systematicPps(
		villages.map((village) => village.probability),
		random(),
	);
	return drawn.map((at) => {
		const { unit, householdProbability, probability: inside } = villages[at]!;
		const step = Math.max(1, 1 / householdProbability);
		const start = random() * step;
		return {
			unit,
			stages: [probability, inside],
			handOver: {
				row: unit.row,
				cards: { all: householdsAt(unit.households!, step, start) },
				step,
				start,
			},
		};
	});
}

/** How many of ⌊start⌋, ⌊start + step⌋ … are places of the list. */
function householdsAt(length: number, step: number, start: number): number {
	let count = 0;
	while (start + count * step < length) count += 1;
	return count;
}

const unitOf = (
	{ row, unit }: Psu["unit"],
	part: SamplePart,
	stages: number[],
	reserve: boolean,
): PlannedUnit => ({
	row,
	unit,
	stratumId: part.id,
	parentRow: null,
	inclusionProbability: stages.reduce((product, stage) => product * stage, 1),
	stages,
	certain: part.certain,
	reserve,
});

const lotOf = (
	part: SamplePart,
	handOver: HandOver[],
	reserve: boolean,
): PlannedLot => ({
	stratumId: part.id,
	level: levelOf(part),
	invited: handOver.reduce(
		(sum, { cards }) =>
			Object.values(cards).reduce((total, count) => total + count, sum),
		0,
	),
	rates: { ...part.rates },
	reserve,
	handOver,
});

/** That of most of its agencies; households live in communes. */
function levelOf({ psus, households }: SamplePart): number {
	const counts = new Map<number, number>();
	for (const { unit } of psus) {
		const level = unit.level ?? (households > 0 ? 4 : 0);
		counts.set(level, (counts.get(level) ?? 0) + 1);
	}
	return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** Lots of a quota sample: cards and no hand-over list, as nobody was drawn. */
function quotaLots(part: SamplePart): PlannedLot[] {
	return Array.from({ length: part.lots }, (_, lot) => ({
		...lotOf(part, [], false),
		invited:
			Math.floor(((lot + 1) * part.cards) / part.lots) -
			Math.floor((lot * part.cards) / part.lots),
	}));
}

/**
 * A stratum's lots with the first `count` of its reserve opened: its rates grow by the PSUs opened, in every lot of the
 * stratum, and PSUs drawn in the main sample keep their cards. A reserve is opened for a whole stratum; an agency put in
 * the place of one that refused would have no known probability.
 *
 * @example openReserveLots(lots.filter(({ stratumId }) => stratumId === 7), 2)
 */
export function openReserveLots<T extends Lot & { reserve: boolean }>(
	lots: readonly T[],
	count: number,
): T[] {
	const open = lots.filter(({ reserve }) => !reserve).length;
	const kept = lots.length - open;
	if (!(Number.isInteger(count) && count >= 0 && count <= kept))
		throw new Error(
			`${count} lots cannot be opened of a reserve of ${kept}: open fewer`,
		);
	// Lots still closed go along, so that the next opening starts from the rates in force.
	const grown = (open + count) / open;
	let left = count;
	return lots.map((lot) => {
		const opened = lot.reserve && left > 0;
		if (opened) left -= 1;
		return {
			...lot,
			reserve: lot.reserve && !opened,
			rates: Object.fromEntries(
				Object.entries(lot.rates).map(([pile, rate]) => [pile, rate * grown]),
			),
		};
	});
}

/**
 * A stratum's units with the whole reserve opened, from its lots before that: agencies or communes are as much likelier
 * to be in the sample as there are more of them; villages and households inside them are drawn as before.
 */
export function openReserveUnits<
	T extends Pick<PlannedUnit, "stages" | "inclusionProbability" | "reserve">,
>(units: readonly T[], lots: readonly { reserve: boolean }[]): T[] {
	const grown = lots.length / lots.filter(({ reserve }) => !reserve).length;
	return units.map((unit) => {
		const [first = 1, ...below] = unit.stages;
		const stages = [first * grown, ...below];
		return {
			...unit,
			stages,
			inclusionProbability: stages.reduce((all, stage) => all * stage, 1),
			reserve: false,
		};
	});
}
