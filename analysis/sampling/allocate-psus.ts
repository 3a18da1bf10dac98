import { type AllocationRule, allocate } from "./allocate.ts";
import { type PlanProblem, planProblem } from "./plan-problem.ts";
import { entryOf, type PlanStratum } from "./plan-strata.ts";
import type {
	ByStratum,
	PsuAllocation,
	SamplePlan,
	StratumKey,
} from "./sample-plan.ts";
import { ImpossibleAllocation } from "./share-out.ts";
import { countsOf } from "./stratum-design.ts";

/** A stratum's own number, else the mean of its members'. */
export const numberOf = (
	{ all, strata }: ByStratum,
	{ key, members }: Pick<PlanStratum, "key" | "members">,
): number =>
	strata[key] ??
	members.reduce((sum, member) => sum + (strata[member] ?? all), 0) /
		members.length;

/** Strata that lie in a main domain wholly, and those that do in part: merges across its border. */
export function strataOfDomain(
	{ where }: SamplePlan["mainDomains"][number],
	strata: readonly PlanStratum[],
): { whole: PlanStratum[]; part: PlanStratum[] } {
	const whole: PlanStratum[] = [];
	const part: PlanStratum[] = [];
	for (const stratum of strata) {
		const inside = Object.entries(where).map(([dimension, listed]) => {
			const codes = stratum.codes[dimension as keyof typeof where] ?? [];
			const held = codes.filter((code) => listed.includes(code)).length;
			return held === 0 ? "none" : held === codes.length ? "whole" : "part";
		});
		if (inside.includes("none")) continue;
		(inside.includes("part") ? part : whole).push(stratum);
	}
	return { whole, part };
}

/** PSUs of the main sample by stratum: as the plan says, or as its allocation gives them. */
export function psusByStratum(
	strata: readonly PlanStratum[],
	plan: SamplePlan,
): { psus: Map<StratumKey, number>; problems: PlanProblem[] } {
	if (!plan.allocation)
		return {
			psus: new Map(
				strata.map((stratum) => [stratum.key, entryOf(plan.psus, stratum)]),
			),
			problems: [],
		};
	const { total, minimum } = plan.allocation;
	const { psusPerLot, assumptions, within } = plan;
	const wholeLots = (psus: number) =>
		Math.floor(psus / psusPerLot) * psusPerLot;
	const toAllocate = strata.map((stratum) => {
		const reserve = entryOf(plan.reserveLots, stratum) * psusPerLot;
		const maximum = Math.max(0, wholeLots(stratum.psus.length - reserve));
		const share = numberOf(assumptions.share, stratum);
		return {
			name: stratum.key,
			size: Math.max(
				1,
				stratum.psus.reduce(
					(sum, psu) => sum + countsOf(psu, within).people,
					0,
				),
			),
			sd: Math.sqrt(share * (1 - share)),
			mean: share,
			cost:
				numberOf(assumptions.costPerPsu, stratum) +
				assumptions.costPerCard * cardsOf(within),
			minimum: Math.min(maximum, Math.max(minimum, 2 * psusPerLot)),
			maximum,
		};
	});
	const least = toAllocate.reduce(
		(sum, { minimum }) => sum + Math.ceil(minimum / psusPerLot) * psusPerLot,
		0,
	);
	const most = toAllocate.reduce((sum, { maximum }) => sum + maximum, 0);
	const none = new Map(strata.map(({ key }) => [key, 0]));
	const impossible = {
		psus: none,
		problems: [planProblem("allocation-impossible", { total, least, most })],
	};
	if (!Number.isInteger(total / psusPerLot))
		return {
			psus: none,
			problems: [notWholeLots(total, psusPerLot, null)],
		};
	if (total < least || total > most) return impossible;
	try {
		const shares = allocate(toAllocate, total, ruleOf(plan.allocation), {
			multipleOf: psusPerLot,
			domains: plan.mainDomains.flatMap((domain, at) => {
				const minimum = plan.allocation?.domainMinima[at];
				return minimum === undefined
					? []
					: [
							{
								name: domain.name.en,
								minimum,
								strata: strataOfDomain(domain, strata).whole.map(
									({ key }) => key,
								),
							},
						];
			}),
		});
		return {
			psus: new Map(strata.map(({ key }, at) => [key, shares[at]!])),
			problems: [],
		};
	} catch (error) {
		if (!(error instanceof ImpossibleAllocation)) throw error;
		// Whether minima of domains that cross can all be met is known only by trying.
		return impossible;
	}
}

export const notWholeLots = (
	psus: number,
	perLot: number,
	stratum: StratumKey | null,
): PlanProblem => {
	const below = Math.max(2 * perLot, Math.floor(psus / perLot) * perLot);
	return planProblem(
		"not-whole-lots",
		{ psus, perLot, below, above: below + perLot },
		{ stratum },
	);
};

/** Cards of a PSU, on average. */
export const cardsOf = (within: SamplePlan["within"]): number =>
	within.kind === "classes"
		? within.cardsPerPsu
		: within.villagesPerPsu * within.invitedPerVillage;

const ruleOf = ({ rule, exponent }: PsuAllocation): AllocationRule =>
	rule === "power" ? { rule, exponent } : { rule };
