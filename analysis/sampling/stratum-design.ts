import { classRates, compositeSize } from "./composite-size.ts";
import { type PlanProblem, planProblem } from "./plan-problem.ts";
import type { PlanStratum, Psu } from "./plan-strata.ts";
import { inclusionProbabilities } from "./pps.ts";
import type { SamplePlan, StratumKey, WithinPsu } from "./sample-plan.ts";

/** Who is in a PSU. */
export interface PsuCounts {
	/** People of the population: staff, or adults. */
	people: number;
	/** Null where the frame does not count them. */
	leaders: number | null;
	households: number;
	/** What the first stage is in proportion to. */
	size: number;
}

/** The first stage of a stratum and the rates that follow from it, before chance. */
export interface StratumDesign {
	stratum: PlanStratum;
	/** PSUs of the main sample and of its reserve, besides those of certainty. */
	psus: number;
	reserve: number;
	/** What is drawn from, in the order of the frame. */
	open: Psu[];
	/** In the main sample, of each of `open`. */
	probabilities: number[];
	certain: Psu[];
	/** Of people by pile ("1" leaders, "2" others) or of households ("all"), the same for certain and open PSUs. */
	rates: Record<string, number>;
	/** Cards of a lot of open PSUs at least, whichever are drawn. */
	leastCards: number;
	/** Lots that the people of certain agencies are divided into, and the cards of one at least. */
	certainLots: number;
	leastCertainCards: number;
	/** Of units, in the order of the frame, then of the stratum. */
	problems: PlanProblem[];
}

export function countsOf(
	{ unit, villages }: Psu,
	within: WithinPsu,
): PsuCounts {
	if (within.kind === "classes") {
		const { people, leaders } = unit;
		return {
			people: people ?? 0,
			leaders,
			households: 0,
			size: compositeSize(
				{ leaders: leaders ?? 0, others: (people ?? 0) - (leaders ?? 0) },
				{ leaders: within.leaderRatio, others: 1 },
			),
		};
	}
	const households =
		villages.length === 0
			? (unit.households ?? 0)
			: sum(villages, (village) => village.households ?? 0);
	const adults = unit.adults ?? sum(villages, (village) => village.adults ?? 0);
	return {
		people:
			adults > 0 ? adults : Math.round(households * within.adultsPerHousehold),
		leaders: null,
		households,
		size: within.sizeBy === "adults" ? adults : households,
	};
}

/** Rates, probabilities, units of certainty and least lots of one stratum with so many PSUs. */
export function designStratum(
	stratum: PlanStratum,
	plan: SamplePlan,
	psus: number,
	reserve: number,
): StratumDesign {
	const { within, method } = plan;
	const counts = new Map(
		stratum.psus.map((psu) => [psu, countsOf(psu, within)]),
	);
	const countOf = (psu: Psu) => counts.get(psu)!;
	const problems = stratum.psus.flatMap((psu) =>
		countProblems(psu, countOf(psu), plan, stratum.key),
	);
	const sound = stratum.psus.filter((psu) => countOf(psu).size > 0);
	const bySize = method === "systematic-pps" || method === "sampford";
	const certain =
		bySize && plan.certainty === "take" && within.kind === "classes"
			? reachingOne(sound, (psu) => countOf(psu).size, psus + reserve)
			: new Set<Psu>();
	const open = sound.filter((psu) => !certain.has(psu));
	const openSize = sum(open, (psu) => countOf(psu).size);
	const probabilities = open.map((psu) =>
		bySize ? (psus * countOf(psu).size) / openSize : psus / open.length,
	);
	const drawable = psus > 0 && open.length >= psus + reserve;
	const base = {
		stratum,
		psus,
		reserve,
		open,
		probabilities,
		certain: [...certain],
	};
	if (!drawable)
		return {
			...base,
			rates: {},
			leastCards: 0,
			certainLots: 0,
			leastCertainCards: 0,
			problems,
		};
	for (const [at, psu] of open.entries()) {
		const probability = (probabilities[at]! * (psus + reserve)) / psus;
		if (probability > 1 + 1e-12)
			problems.push(
				planProblem(
					within.kind === "classes"
						? "probability-above-one"
						: "commune-above-one",
					{ probability },
					{ row: psu.unit.row, unit: psu.unit.unit, stratum: stratum.key },
				),
			);
	}

	if (within.kind === "households") {
		const households = sum(open, (psu) => countOf(psu).households);
		const rate =
			(psus * within.villagesPerPsu * within.invitedPerVillage) / households;
		const least = open.map((psu, at) => {
			const inside = insideCommune(psu, probabilities[at]!, rate, within);
			problems.push(...villageProblems(inside, stratum.key));
			return inside.leastCards;
		});
		return {
			...base,
			rates: { all: rate },
			leastCards: smallest(least, plan.psusPerLot),
			certainLots: 0,
			leastCertainCards: 0,
			problems,
		};
	}

	const { cardsPerPsu, leaderRatio } = within;
	const people = {
		leaders: sum(open, (psu) => countOf(psu).leaders ?? 0),
		others: sum(
			open,
			(psu) => countOf(psu).people - (countOf(psu).leaders ?? 0),
		),
	};
	const classes = classRates(people, cardsPerPsu * psus, leaderRatio);
	const rates = { 1: classes.leaders, 2: classes.others };
	const least = open.map((psu, at) => {
		const { cards, problem } = agencyCards(
			psu,
			rates,
			probabilities[at]!,
			bySize ? cardsPerPsu : null,
			stratum.key,
		);
		if (problem) problems.push(problem);
		return cards;
	});
	const inCertain = [...certain].map(countOf);
	const leastCertain =
		Math.floor(sum(inCertain, ({ leaders }) => rates[1] * (leaders ?? 0))) +
		Math.floor(
			sum(
				inCertain,
				({ people, leaders }) => rates[2] * (people - (leaders ?? 0)),
			),
		);
	const certainLots =
		certain.size === 0
			? 0
			: Math.max(
					2,
					Math.floor(
						leastCertain /
							Math.max(plan.psusPerLot * cardsPerPsu, plan.lotMinimum),
					),
				);
	const leastCertainCards =
		certainLots === 0 ? 0 : Math.floor(leastCertain / certainLots);
	if (certainLots > 0 && leastCertainCards < plan.lotMinimum) {
		const all = sum(sound, (psu) => countOf(psu).size);
		const largest = Math.max(...sound.map((psu) => countOf(psu).size));
		const most =
			Math.floor(
				Math.max(0, Math.ceil(all / largest) - 1 - reserve) / plan.psusPerLot,
			) * plan.psusPerLot;
		problems.push(
			planProblem(
				most < 2 * plan.psusPerLot
					? "certainty-too-few-cards"
					: "certainty-too-small",
				{
					units: certain.size,
					cards: leastCertain,
					minimum: plan.lotMinimum,
					most,
				},
				{
					row: base.certain[0]!.unit.row,
					unit: base.certain[0]!.unit.unit,
					stratum: stratum.key,
				},
			),
		);
	}
	for (const psu of certain) {
		const { people, leaders } = countOf(psu);
		if (Math.max(rates[1] * Number((leaders ?? 0) > 0), rates[2]) > 1)
			problems.push(
				planProblem(
					"certainty-above-one",
					{
						wanted:
							rates[1] * (leaders ?? 0) + rates[2] * (people - (leaders ?? 0)),
						people,
					},
					{ row: psu.unit.row, unit: psu.unit.unit, stratum: stratum.key },
				),
			);
	}
	return {
		...base,
		rates,
		leastCards: smallest(least, plan.psusPerLot),
		certainLots,
		leastCertainCards,
		problems,
	};
}

/** A village, or a commune that lists none, and how its households are drawn. */
export interface VillageDesign {
	unit: Psu["unit"];
	/** Of the village, given its commune; 1 for a commune without villages. */
	probability: number;
	/** Of its households, given the village. */
	householdProbability: number;
}

export interface CommuneDesign {
	villages: VillageDesign[];
	/** Villages to draw. */
	count: number;
	/** Households invited at least, whichever villages are drawn. */
	leastCards: number;
}

/**
 * Villages in proportion to their households, then households at the probability that makes the product of the stages
 * the stratum's rate (sampling.md §3).
 */
export function insideCommune(
	{ unit, villages }: Psu,
	probability: number,
	rate: number,
	within: Extract<WithinPsu, { kind: "households" }>,
): CommuneDesign {
	const units = villages.length === 0 ? [unit] : villages;
	const count =
		villages.length === 0
			? 1
			: Math.min(within.villagesPerPsu, villages.length);
	const sizes = units.map(({ households }) => households ?? 0);
	const inVillage = sizes.every((size) => size > 0)
		? inclusionProbabilities(sizes, count)
		: sizes.map(() => 1);
	const designs = units.map((unit, at) => ({
		unit,
		probability: inVillage[at]!,
		householdProbability: rate / (probability * inVillage[at]!),
	}));
	const invited = designs.map(({ householdProbability }, at) =>
		Math.floor(householdProbability * sizes[at]! + 1e-9),
	);
	return { villages: designs, count, leastCards: smallest(invited, count) };
}

function villageProblems(
	{ villages }: CommuneDesign,
	stratum: StratumKey,
): PlanProblem[] {
	return villages.flatMap(({ unit, householdProbability }) =>
		householdProbability <= 1 + 1e-12 || !unit.households
			? []
			: [
					planProblem(
						"households-above-one",
						{
							wanted: Math.ceil(householdProbability * unit.households),
							households: unit.households,
						},
						{ row: unit.row, unit: unit.unit, stratum },
					),
				],
	);
}

/** Cards that an agency gets at least, and whether its people can take the most that chance may give it. */
function agencyCards(
	{ unit }: Psu,
	rates: { 1: number; 2: number },
	probability: number,
	fixed: number | null,
	stratum: StratumKey,
): { cards: number; problem?: PlanProblem } {
	const leaders = unit.leaders ?? 0;
	const others = (unit.people ?? 0) - leaders;
	const ofLeaders = (rates[1] * leaders) / probability;
	const ofOthers =
		fixed === null
			? (rates[2] * others) / probability
			: fixed - Math.floor(ofLeaders + 1e-9);
	const leaderCards = Math.ceil(ofLeaders - 1e-9);
	const otherCards = Math.ceil(ofOthers - 1e-9);
	const cards =
		fixed ?? Math.floor(ofLeaders + 1e-9) + Math.floor(ofOthers + 1e-9);
	if (
		leaderCards <= leaders &&
		otherCards <= others &&
		(fixed === null || leaderCards <= fixed)
	)
		return { cards };
	return {
		cards,
		problem: planProblem(
			"agency-too-small",
			{ leaders, others, leaderCards, otherCards },
			{ row: unit.row, unit: unit.unit, stratum },
		),
	};
}

function countProblems(
	{ unit, villages }: Psu,
	counts: PsuCounts,
	{ within }: SamplePlan,
	stratum: StratumKey,
): PlanProblem[] {
	const at = (row: Psu["unit"]) => ({ row: row.row, unit: row.unit, stratum });
	const problems: PlanProblem[] = [];
	const positive = (what: string, size: number, row = unit) => {
		if (!(size > 0 && size < Infinity))
			problems.push(planProblem("size-not-positive", { what, size }, at(row)));
	};
	if (within.kind === "classes") {
		positive("số người (people)", counts.people);
		if (counts.leaders === null && within.leaderRatio !== 1)
			problems.push(planProblem("leaders-not-counted", {}, at(unit)));
		if (!((counts.leaders ?? 0) >= 0 && (counts.leaders ?? 0) <= counts.people))
			positive("số người (people)", counts.people - (counts.leaders ?? 0));
		return problems;
	}
	if (villages.length === 0) positive("số hộ (households)", counts.households);
	for (const village of villages)
		positive("số hộ (households)", village.households ?? 0, village);
	if (within.sizeBy === "adults")
		positive("số người từ 18 tuổi (adults)", counts.size);
	return problems;
}

/**
 * Units that would be drawn more than once when so many are drawn besides them, which leaves the others' probabilities
 * `places` · size / rest (Särndal, Swensson & Wretman 1992, §3.6.2).
 */
function reachingOne(
	psus: readonly Psu[],
	sizeOf: (psu: Psu) => number,
	places: number,
): Set<Psu> {
	const certain = new Set<Psu>();
	for (;;) {
		const open = psus.filter((psu) => !certain.has(psu));
		const rest = sum(open, sizeOf);
		const reaching = open.filter(
			(psu) => places * sizeOf(psu) >= rest * (1 - 1e-12),
		);
		if (reaching.length === 0 || places === 0) return certain;
		for (const psu of reaching) certain.add(psu);
	}
}

const sum = <T>(list: readonly T[], of: (entry: T) => number): number =>
	list.reduce((total, entry) => total + of(entry), 0);

/** What the smallest so many add up to. */
const smallest = (values: readonly number[], count: number): number =>
	sum([...values].sort((a, b) => a - b).slice(0, count), (value) => value);
