import { bestPartner, type MergeOrder, mergesUntil } from "./merge-strata.ts";

export interface PlannedStratum {
	name: string;
	/** Strata of one level and sector are alike: a merge keeps to them while it can. */
	level: string;
	sector: string;
	/** PSUs in the frame. */
	units: number;
	/** PSUs to draw. */
	sample: number;
	/** Variance units. */
	lots: { name: string; cards: number }[];
}

export interface DesignRules {
	/** Cards that every lot must have. */
	lotMinimum: number;
	/** Degrees of freedom of the whole and of each main domain. */
	minimumDf?: number;
	/** Domains that the design promises to report, each a set of strata. */
	mainDomains?: { name: string; strata: string[] }[];
}

export type Place =
	| { kind: "survey" }
	| { kind: "domain"; domain: string }
	| { kind: "stratum"; stratum: string }
	| { kind: "lot"; stratum: string; lot: string };

export type Remedy =
	/** Each list of strata becomes one stratum. */
	| { action: "merge-strata"; merges: string[][] }
	/** Whole lots of one stratum become one lot. */
	| { action: "merge-lots"; lots: string[] }
	| { action: "add-lots"; count: number }
	| { action: "lower-sample"; to: number }
	| { action: "raise-lot-minimum"; to: number };

export interface DesignProblem {
	code:
		| "empty-stratum"
		| "stratum-smaller-than-sample"
		| "too-few-variance-units"
		| "lot-under-minimum"
		| "lot-minimum-too-low"
		| "too-few-degrees-of-freedom";
	where: Place;
	values: Record<string, number>;
	remedy: Remedy;
}

type FindPartner = (
	mends: (other: PlannedStratum) => boolean,
) => PlannedStratum | undefined;

/** No survey may set its lot minimum lower: fewer cards would point at people. */
export const lowestLotMinimum = 20;

/** Variance units − strata that have one (Korn & Graubard 1999, *Analysis of Health Surveys*, §5.2). */
export const plannedDf = (strata: readonly PlannedStratum[]): number =>
	strata.reduce((df, { lots }) => df + Math.max(0, lots.length - 1), 0);

/**
 * What keeps a design from opening: none, or a list of problems, each with the change that mends it. No merge proposed
 * crosses the border of a main domain.
 */
export function checkDesign(
	strata: readonly PlannedStratum[],
	{ lotMinimum, minimumDf = 30, mainDomains = [] }: DesignRules,
): DesignProblem[] {
	const problems: DesignProblem[] = [];
	const mayMerge: MergeOrder["mayMerge"] = (a, b) =>
		mainDomains.every(
			({ strata: names }) => names.includes(a.name) === names.includes(b.name),
		);
	if (lotMinimum < lowestLotMinimum)
		problems.push({
			code: "lot-minimum-too-low",
			where: { kind: "survey" },
			values: { lotMinimum, lowest: lowestLotMinimum },
			remedy: { action: "raise-lot-minimum", to: lowestLotMinimum },
		});
	for (const stratum of strata) {
		const partner: FindPartner = (mends) =>
			bestPartner(
				stratum,
				strata,
				(other) => mayMerge(stratum, other) && mends(other),
			);
		const problem = problemOf(stratum, partner);
		if (problem) problems.push(problem);
		problems.push(...smallLots(stratum, partner, lotMinimum));
	}
	for (const scope of [null, ...mainDomains]) {
		const members = scope === null ? strata : membersOf(scope, strata);
		const df = plannedDf(members);
		if (df >= minimumDf) continue;
		problems.push({
			code: "too-few-degrees-of-freedom",
			where: scope
				? { kind: "domain", domain: scope.name }
				: { kind: "survey" },
			values: { df, minimum: minimumDf },
			remedy: moreDf(members, minimumDf, { strata, mayMerge }),
		});
	}
	return problems;
}

/** The first that is wrong with a stratum, as the others follow from it. */
function problemOf(
	stratum: PlannedStratum,
	partner: FindPartner,
): DesignProblem | undefined {
	const { name, units, sample, lots } = stratum;
	const where = { kind: "stratum", stratum: name } as const;
	if (units === 0)
		return {
			code: "empty-stratum",
			where,
			values: { units },
			remedy: mergeWith(
				partner((other) => other.units > 0),
				stratum,
				{ action: "lower-sample", to: 0 },
			),
		};
	if (units < sample)
		return {
			code: "stratum-smaller-than-sample",
			where,
			values: { units, sample },
			remedy: mergeWith(
				partner((other) => other.units + units >= other.sample + sample),
				stratum,
				{ action: "lower-sample", to: units },
			),
		};
	if (lots.length < 2)
		return {
			code: "too-few-variance-units",
			where,
			values: { varianceUnits: lots.length, minimum: 2 },
			remedy: mergeWith(
				partner((other) => other.lots.length + lots.length >= 2),
				stratum,
				{ action: "add-lots", count: 2 - lots.length },
			),
		};
}

function smallLots(
	stratum: PlannedStratum,
	partner: FindPartner,
	lotMinimum: number,
): DesignProblem[] {
	return stratum.lots
		.filter(({ cards }) => cards < lotMinimum)
		.map((lot) => ({
			code: "lot-under-minimum",
			where: { kind: "lot", stratum: stratum.name, lot: lot.name },
			values: { cards: lot.cards, minimum: lotMinimum },
			remedy: mendLot(lot, stratum, partner, lotMinimum),
		}));
}

/** With the smallest lot that makes it large enough, where two variance units stay; else the stratum must grow. */
function mendLot(
	lot: PlannedStratum["lots"][number],
	stratum: PlannedStratum,
	partner: FindPartner,
	lotMinimum: number,
): Remedy {
	const others = stratum.lots
		.filter((other) => other !== lot)
		.sort((a, b) => a.cards - b.cards);
	const joined = others.find(({ cards }) => cards + lot.cards >= lotMinimum);
	if (joined && others.length >= 2)
		return { action: "merge-lots", lots: [lot.name, joined.name] };
	const cards = cardsOf(stratum);
	return mergeWith(
		partner((other) => cardsOf(other) + cards >= 2 * lotMinimum),
		stratum,
		{ action: "add-lots", count: 1 },
	);
}

/** Merges until there are enough; where no merges would do, more lots. */
function moreDf(
	members: readonly PlannedStratum[],
	minimum: number,
	order: MergeOrder,
): Remedy {
	const missing = minimum - plannedDf(members);
	const merges = mergesUntil(
		members.filter(({ lots }) => lots.length > 0),
		missing,
		order,
	);
	return merges
		? { action: "merge-strata", merges }
		: { action: "add-lots", count: missing };
}

const mergeWith = (
	partner: PlannedStratum | undefined,
	stratum: PlannedStratum,
	otherwise: Remedy,
): Remedy =>
	partner
		? { action: "merge-strata", merges: [[stratum.name, partner.name]] }
		: otherwise;

const cardsOf = ({ lots }: PlannedStratum) =>
	lots.reduce((sum, { cards }) => sum + cards, 0);

function membersOf(
	domain: { name: string; strata: string[] },
	strata: readonly PlannedStratum[],
): PlannedStratum[] {
	for (const name of domain.strata)
		if (!strata.some((stratum) => stratum.name === name))
			throw new Error(`domain ${domain.name}: there is no stratum ${name}`);
	return strata.filter(({ name }) => domain.strata.includes(name));
}
