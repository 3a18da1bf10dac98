import type { Text } from "../../survey-definitions/definition.ts";
import type { Stratum } from "../fielded-sample.ts";
import { cardsOf, notWholeLots, psusByStratum } from "./allocate-psus.ts";
import { certainPart } from "./frame-words.ts";
import { numberProblems } from "./plan-numbers.ts";
import { type PlanProblem, planProblem } from "./plan-problem.ts";
import {
	entryOf,
	type PlanStratum,
	type Psu,
	planStrata,
	psusOf,
	type SampleFrame,
} from "./plan-strata.ts";
import type { SamplePlan, StratumKey } from "./sample-plan.ts";
import {
	countsOf,
	designStratum,
	type StratumDesign,
} from "./stratum-design.ts";

/**
 * A stratum as it is fielded: what is drawn of a stratum of the plan, or its agencies of certainty, which are variance
 * units of their own and make a stratum by themselves.
 */
export interface SamplePart extends Stratum {
	/** That of the plan's stratum, with a star for its agencies of certainty. */
	key: StratumKey;
	of: PlanStratum;
	certain: boolean;
	psus: Psu[];
	people: number;
	/** Null where the frame does not count them. */
	leaders: number | null;
	households: number;
	/** PSUs of the main sample and of the reserve. */
	sample: number;
	reserve: number;
	lots: number;
	reserveLots: number;
	/** Of the main sample: as many as expected, and those of a lot at least. */
	cards: number;
	leastCards: number;
	rates: Record<string, number>;
	/** Null in a quota sample. */
	design: StratumDesign | null;
}

export interface SampleDesign {
	strata: PlanStratum[];
	/** Numbered from 1. */
	parts: SamplePart[];
	/** What is wrong with units, strata and numbers of the plan; degrees of freedom are checked with the preview. */
	problems: PlanProblem[];
}

/** Strata, first stage and lots of a plan on a frame, before chance; what cannot be drawn is among the problems. */
export function designSample(
	frame: SampleFrame,
	plan: SamplePlan,
): SampleDesign {
	const psus = psusOf(frame);
	const strata = planStrata(frame, plan, psus);
	const problems = [...numberProblems(plan), ...rowProblems(frame, psus)];
	if (psus.length === 0) problems.push(planProblem("empty-frame"));
	const known = new Set(
		strata.flatMap(({ key, members }) => [key, ...members]),
	);
	for (const entries of [plan.psus, plan.reserveLots, plan.quotas])
		for (const [key, value] of Object.entries(entries))
			if (value > 0 && !known.has(key) && entries === used(plan))
				problems.push(
					planProblem("stratum-unknown", { key }, { stratum: key }),
				);
	if (problems.some(({ code }) => code === "not-a-number"))
		return { strata, parts: [], problems };
	const parts =
		plan.sampling === "quota"
			? strata.map((stratum) => quotaPart(stratum, plan, problems))
			: drawnParts(strata, plan, problems);
	return {
		strata,
		parts: parts.map((part, at) => ({ ...part, id: at + 1 })),
		problems,
	};
}

/** The plan with the PSUs that its allocation gives written down, so that the draw has nothing left to work out. */
export function settledPlan(frame: SampleFrame, plan: SamplePlan): SamplePlan {
	const { psus, problems } = psusByStratum(planStrata(frame, plan), plan);
	return problems.length > 0
		? plan
		: { ...plan, psus: Object.fromEntries(psus), allocation: null };
}

function drawnParts(
	strata: readonly PlanStratum[],
	plan: SamplePlan,
	problems: PlanProblem[],
): SamplePart[] {
	const { psusPerLot, lotMinimum } = plan;
	const allocated = psusByStratum(strata, plan);
	problems.push(...allocated.problems);
	return strata.flatMap((stratum): SamplePart[] => {
		const place = { stratum: stratum.key };
		const sample = allocated.psus.get(stratum.key) ?? 0;
		const reserveLots = entryOf(plan.reserveLots, stratum);
		const reserve = reserveLots * psusPerLot;
		const design = designStratum(stratum, plan, sample, reserve);
		problems.push(...design.problems);
		const { open, certain } = design;
		const least = 2 * psusPerLot;
		if (!(Number.isInteger(sample) && sample > 0)) {
			if (allocated.problems.length === 0)
				problems.push(planProblem("no-sample", { least }, place));
		} else if (open.length < sample + reserve)
			problems.push(
				certain.length > 0 && stratum.psus.length >= sample + reserve
					? planProblem(
							"every-unit-certain",
							{ units: stratum.psus.length, sample: sample + reserve },
							place,
						)
					: planProblem(
							"stratum-smaller-than-sample",
							{ units: stratum.psus.length, sample: sample + reserve },
							place,
						),
			);
		else if (sample % psusPerLot !== 0)
			problems.push(notWholeLots(sample, psusPerLot, stratum.key));
		else if (sample < least)
			problems.push(
				planProblem(
					"too-few-variance-units",
					{ lots: sample / psusPerLot, least },
					place,
				),
			);
		else if (design.leastCards < lotMinimum)
			problems.push(
				planProblem(
					"lot-under-minimum",
					{ cards: design.leastCards, minimum: lotMinimum },
					place,
				),
			);
		const levels = stratum.psus.map(({ unit }) => unit.level === 1);
		if (levels.includes(true) && levels.includes(false))
			problems.push(planProblem("level-mixed", {}, place));
		const drawn: SamplePart = {
			...partOf(stratum, open, plan),
			design,
			sample,
			reserve,
			lots: Math.floor(sample / psusPerLot),
			reserveLots,
			cards: sample * cardsOf(plan.within),
			leastCards: design.leastCards,
			rates: design.rates,
		};
		if (certain.length === 0) return [drawn];
		const part = partOf(stratum, certain, plan);
		return [
			drawn,
			{
				...part,
				key: `${stratum.key}*`,
				label: certainLabel(part.label),
				certain: true,
				design,
				sample: certain.length,
				lots: design.certainLots,
				cards:
					(design.rates[1] ?? 0) * (part.leaders ?? 0) +
					(design.rates[2] ?? 0) * (part.people - (part.leaders ?? 0)),
				leastCards: design.leastCertainCards,
				rates: design.rates,
			},
		];
	});
}

/** Cards without a draw: rates are shares of the people who get one, and stand for no chance. */
function quotaPart(
	stratum: PlanStratum,
	plan: SamplePlan,
	problems: PlanProblem[],
): SamplePart {
	const part = partOf(stratum, stratum.psus, plan);
	const cards = entryOf(plan.quotas, stratum);
	const among = plan.within.kind === "classes" ? part.people : part.households;
	const place = { stratum: stratum.key };
	if (!(Number.isInteger(cards) && cards >= plan.lotMinimum))
		problems.push(
			planProblem("no-quota", { cards, minimum: plan.lotMinimum }, place),
		);
	else if (cards > among)
		problems.push(
			planProblem("quota-over-people", { cards, people: among }, place),
		);
	const rate = cards / among;
	const lots = Math.max(
		1,
		Math.floor(
			cards / Math.max(plan.lotMinimum, plan.psusPerLot * cardsOf(plan.within)),
		),
	);
	return {
		...part,
		lots,
		cards,
		leastCards: Math.floor(cards / lots),
		rates:
			plan.within.kind === "classes" ? { 1: rate, 2: rate } : { all: rate },
	};
}

function partOf(
	of: PlanStratum,
	psus: Psu[],
	{ within }: SamplePlan,
): SamplePart {
	const counts = psus.map((psu) => countsOf(psu, within));
	const sum = (of: (count: (typeof counts)[0]) => number) =>
		counts.reduce((total, count) => total + of(count), 0);
	const people = sum((count) => count.people);
	return {
		id: 0,
		key: of.key,
		of,
		label: of.label,
		domains: of.domains,
		population: people,
		certain: false,
		psus,
		people,
		leaders: counts.some(({ leaders }) => leaders !== null)
			? sum(({ leaders }) => leaders ?? 0)
			: null,
		households: sum(({ households }) => households),
		sample: 0,
		reserve: 0,
		lots: 0,
		reserveLots: 0,
		cards: 0,
		leastCards: 0,
		rates: {},
		design: null,
	};
}

const used = (plan: SamplePlan) =>
	plan.sampling === "quota"
		? plan.quotas
		: plan.allocation
			? plan.reserveLots
			: plan.psus;

function rowProblems(
	{ kind, rows }: SampleFrame,
	psus: readonly Psu[],
): PlanProblem[] {
	const problems: PlanProblem[] = [];
	const firstRow = new Map<string, number>();
	for (const { row, unit } of rows) {
		const first = firstRow.get(unit);
		if (first === undefined) firstRow.set(unit, row);
		else
			problems.push(
				planProblem("duplicate-unit", { firstRow: first }, { row, unit }),
			);
	}
	if (kind === "agencies") return problems;
	const communes = new Set(psus.map(({ unit }) => unit.unit));
	for (const { row, unit, parent } of rows)
		if (parent !== null && !communes.has(parent))
			problems.push(
				planProblem("parent-not-in-frame", { parent }, { row, unit }),
			);
	return problems;
}

/** What the agencies of certainty of a stratum are called as a stratum by themselves. */
export const certainLabel = (label: Text): Text => ({
	vi: `${label.vi} · ${certainPart.vi}`,
	en: `${label.en} · ${certainPart.en}`,
});
