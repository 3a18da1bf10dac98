import { designSample } from "./design-sample.ts";
import { frameWords } from "./frame-words.ts";
import {
	dimensionsOf,
	planStrata,
	type SampleFrame,
	withMerges,
} from "./plan-strata.ts";
import { previewSample } from "./preview-sample.ts";
import type { FrameDimension, SamplePlan, WithinPsu } from "./sample-plan.ts";
import { countsOf, insideCommune } from "./stratum-design.ts";

/** Sampling.md §2: 600 agencies of 17 cards, three to a lot. §3: 384 communes of 2 villages of 11 households, four to a lot. */
const usual = {
	agencies: {
		psus: 600,
		psusPerLot: 3,
		responseRate: 0.59,
		dimensions: ["level", "sector"],
		order: ["region", "province", "kind"],
		furtherWeightDeff: 1,
	},
	areas: {
		psus: 384,
		psusPerLot: 4,
		responseRate: 0.75,
		dimensions: ["region", "urban"],
		order: ["province"],
		// One adult of a household, whatever its size: households of 1 to 4 adults as the census has them.
		furtherWeightDeff: 1.15,
	},
} satisfies Record<SampleFrame["kind"], unknown> as Record<
	SampleFrame["kind"],
	{
		psus: number;
		psusPerLot: number;
		responseRate: number;
		dimensions: FrameDimension[];
		order: FrameDimension[];
		furtherWeightDeff: number;
	}
>;

const lotMinimum = 50;
const usualCards = 17;
/** Fewer cards an agency would make lots of too many agencies: those that cannot take them are to be joined. */
const fewestCards = 8;
const usualInvited = 11;
/** As with agencies: villages that cannot take them are to be joined. */
const fewestInvited = 6;
const villagesPerPsu = 2;

/** At most this share of a frame's PSUs is drawn unless the coordinator wants more. */
const mostOfFrame = 1 / 3;

/**
 * A plan to start from: the strata that the frame allows, small ones merged with the most alike, PSUs shared out between
 * the whole and the strata (power allocation at one half), levels that can bear it as main domains. `previewSample` says
 * what is still wrong with it.
 */
export function defaultPlan(frame: SampleFrame): SamplePlan {
	const usually = usual[frame.kind];
	const known = dimensionsOf(frame);
	const own = known.includes("stratum");
	const stratifyBy: FrameDimension[] = own
		? ["stratum"]
		: usually.dimensions.filter((dimension) => known.includes(dimension));
	const adultsKnown = frame.rows.every(
		({ adults, parent }) => parent !== null || (adults ?? 0) > 0,
	);
	const leadersKnown = frame.rows.every(({ leaders }) => leaders !== null);
	const leaderRatio = leadersKnown ? 2 : 1;
	const cardsPerPsu = cardsThatAllTake(frame, leaderRatio);
	const households: Households = {
		kind: "households",
		sizeBy: adultsKnown ? "adults" : "households",
		villagesPerPsu,
		invitedPerVillage: usualInvited,
		adultsPerHousehold: 2.3,
	};
	const areas = areasThatAllTake(frame, stratifyBy, households);
	const psusPerLot =
		frame.kind === "agencies"
			? Math.ceil(lotMinimum / cardsPerPsu)
			: Math.max(
					usually.psusPerLot,
					Math.ceil(lotMinimum / areas.leastPerCommune),
				);
	const plan: SamplePlan = {
		sampling: "probability",
		stratifyBy,
		merges: [],
		method: "systematic-pps",
		certainty: "take",
		orderBy: usually.order.filter(
			(dimension) =>
				known.includes(dimension) && !stratifyBy.includes(dimension),
		),
		serpentine: true,
		psus: {},
		allocation: {
			rule: "power",
			total: usually.psus,
			exponent: 0.5,
			minimum: 2 * psusPerLot,
			domainMinima: {},
		},
		reserveLots: {},
		psusPerLot,
		lotMinimum,
		minimumDf: 30,
		mainDomains: [],
		within:
			frame.kind === "agencies"
				? { kind: "classes", cardsPerPsu, leaderRatio }
				: { ...households, invitedPerVillage: areas.invitedPerVillage },
		quotas: {},
		assumptions: {
			responseRate: { all: usually.responseRate, strata: {} },
			share: { all: 0.5, strata: {} },
			intraclassCorrelation: 0.05,
			furtherWeightDeff: usually.furtherWeightDeff,
			costPerPsu: { all: 500_000, strata: {} },
			costPerCard: 20_000,
			level: 0.95,
		},
	};
	const merged = withSmallMerged(frame, withTotal(frame, plan));
	const settled = withTotal(frame, merged);
	return { ...settled, mainDomains: bearableDomains(frame, settled) };
}

/** The most cards, up to the usual ones, that both classes of every agency can take their part of. */
function cardsThatAllTake(
	{ kind, rows }: SampleFrame,
	leaderRatio: number,
): number {
	const takes = (cards: number) =>
		rows.every(({ people, leaders }) => {
			const [inPost, others] = [leaders ?? 0, (people ?? 0) - (leaders ?? 0)];
			const size = leaderRatio * inPost + others;
			const ofLeaders = (cards * leaderRatio * inPost) / size;
			return (
				Math.ceil(ofLeaders) <= inPost &&
				cards - Math.floor(ofLeaders) <= others
			);
		});
	let cards = usualCards;
	while (kind === "agencies" && cards > fewestCards && !takes(cards))
		cards -= 1;
	return cards;
}

type Households = Extract<WithinPsu, { kind: "households" }>;

/**
 * The most households invited in a village, up to the usual ones, that every village of the frame has, and how many a
 * commune then gives at least. What a village is asked for follows from sizes alone, not from how many communes are drawn.
 */
function areasThatAllTake(
	frame: SampleFrame,
	stratifyBy: FrameDimension[],
	within: Households,
): { invitedPerVillage: number; leastPerCommune: number } {
	const inside = (invitedPerVillage: number) =>
		planStrata(frame, { stratifyBy, merges: [] }).flatMap(({ psus }) => {
			const counted = psus
				.map((psu) => ({ psu, ...countsOf(psu, within) }))
				.filter(({ size, households }) => size > 0 && households > 0);
			const sum = (of: "size" | "households") =>
				counted.reduce((total, count) => total + count[of], 0);
			const rate =
				(within.villagesPerPsu * invitedPerVillage) / sum("households");
			return counted.map(({ psu, size }) =>
				insideCommune(psu, size / sum("size"), rate, within),
			);
		});
	if (frame.kind === "agencies")
		return { invitedPerVillage: usualInvited, leastPerCommune: 1 };
	const most = inside(1)
		.flatMap(({ villages }) => villages)
		.reduce(
			(least, { householdProbability }) =>
				Math.min(least, 1 / householdProbability),
			usualInvited,
		);
	const invitedPerVillage = Math.max(fewestInvited, Math.floor(most + 1e-9));
	return {
		invitedPerVillage,
		// One commune whose numbers do not fit must not make lots of fifty.
		leastPerCommune: Math.max(
			fewestInvited,
			inside(invitedPerVillage).reduce(
				(least, { leastCards }) => Math.min(least, leastCards),
				within.villagesPerPsu * usualInvited,
			),
		),
	};
}

/** Within what the frame holds, in whole lots, and no fewer than two lots a stratum. */
function withTotal(frame: SampleFrame, plan: SamplePlan): SamplePlan {
	const { psusPerLot, allocation, within } = plan;
	const strata = planStrata(frame, plan);
	const held = strata.map(
		({ psus }) => Math.floor(psus.length / psusPerLot) * psusPerLot,
	);
	const psus = strata.reduce((sum, stratum) => sum + stratum.psus.length, 0);
	const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
	// As many cards, whatever an agency or a village takes of them.
	const wanted =
		within.kind === "classes"
			? (usual.agencies.psus * usualCards) / within.cardsPerPsu
			: (usual.areas.psus * usualInvited) / within.invitedPerVillage;
	const total = Math.min(
		sum(held),
		Math.max(
			sum(held.map((most) => Math.min(most, 2 * psusPerLot))),
			Math.floor(Math.min(wanted, psus * mostOfFrame) / psusPerLot) *
				psusPerLot,
		),
	);
	return { ...plan, allocation: { ...allocation!, total } };
}

/** Merges that the preview proposes, one at a time, until none is left; a frame has few strata. */
function withSmallMerged(frame: SampleFrame, plan: SamplePlan): SamplePlan {
	let merged = plan;
	for (let round = planStrata(frame, plan).length; round > 1; round--) {
		const problem = previewSample(frame, merged).problems.find(
			({ merges, code }) =>
				merges !== null && code !== "too-few-degrees-of-freedom",
		);
		if (!problem) break;
		merged = withTotal(frame, withMerges(merged, problem.merges!));
	}
	return merged;
}

/** Levels, or regions, whose strata have the degrees of freedom of a main domain. */
function bearableDomains(
	frame: SampleFrame,
	plan: SamplePlan,
): SamplePlan["mainDomains"] {
	const dimension = (["level", "region"] as const).find((name) =>
		plan.stratifyBy.includes(name),
	);
	if (!dimension) return [];
	const { parts } = designSample(frame, plan);
	return Object.entries(frameWords[dimension]!).flatMap(([code, name]) => {
		const holding = parts.filter(({ of }) =>
			of.codes[dimension]?.includes(code),
		);
		const alone = holding.every(({ of }) => of.codes[dimension]?.length === 1);
		const df = holding.reduce(
			(sum, { lots }) => sum + Math.max(0, lots - 1),
			0,
		);
		return alone && df >= plan.minimumDf
			? [{ name, where: { [dimension]: [code] } }]
			: [];
	});
}
