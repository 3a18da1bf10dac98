import type { Text } from "../../survey-definitions/definition.ts";
import { numberOf, strataOfDomain } from "./allocate-psus.ts";
import type { PlannedStratum } from "./check-design.ts";
import { allocationDeff, clusteringDeff } from "./design-effects.ts";
import { designSample, type SamplePart } from "./design-sample.ts";
import { wholeFrame } from "./frame-words.ts";
import { bestPartner, mergesUntil } from "./merge-strata.ts";
import { type PlanProblem, planProblem } from "./plan-problem.ts";
import type { SampleFrame } from "./plan-strata.ts";
import type { SamplePlan, StratumKey } from "./sample-plan.ts";
import { marginOfError } from "./sample-size.ts";

export interface PreviewStratum {
	/** As the draw will number it. */
	id: number;
	key: StratumKey;
	/** Keys before any merge. */
	members: StratumKey[];
	label: Text;
	/** Agencies that are taken with certainty, a stratum by themselves. */
	certain: boolean;
	/** PSUs in the frame. */
	units: number;
	people: number;
	/** Null where the frame does not count them. */
	leaders: number | null;
	households: number;
	/** Of the main sample. */
	psus: number;
	reservePsus: number;
	lots: number;
	reserveLots: number;
	/** Cards or invited households of the main sample, as many as expected. */
	cards: number;
	/** Of a lot at least, whichever PSUs are drawn. */
	leastLotCards: number;
	expectedResponses: number;
	/** Sampling rate of people by pile ("1" leaders, "2" others), or of households ("all"). */
	rates: Record<string, number>;
	/** 1 / rate. */
	baseWeights: Record<string, number>;
}

/** What the whole, a main domain or a class of people can be expected to give. */
export interface PlannedPrecision {
	name: Text;
	/** Place in the plan's main domains. */
	domain: number | null;
	/** "1" leaders, "2" others, across all strata. */
	class: string | null;
	people: number;
	cards: number;
	responses: number;
	clusteringDeff: number;
	weightingDeff: number;
	deff: number;
	df: number;
	/** Half width of the interval as a share, with the quantile of t; null where nothing can be said. */
	marginOfError: number | null;
}

export interface SamplePreview {
	strata: PreviewStratum[];
	/** The whole first, then the main domains, then the classes. Empty for a quota sample: it has no sampling error. */
	precision: PlannedPrecision[];
	psus: number;
	cards: number;
	lots: number;
	expectedResponses: number;
	cost: number;
	/** Those of the plan first, then those of rows. Nothing is drawn or opened while there are any. */
	problems: PlanProblem[];
	/** How many more there are than the list shows. */
	leftOut: number;
}

const listed = 500;

/** What a plan makes of a frame, with no chance in it: strata, lots, precision, cost and what is wrong. */
export function previewSample(
	frame: SampleFrame,
	plan: SamplePlan,
): SamplePreview {
	const { parts, problems } = designSample(frame, plan);
	const drawn = plan.sampling === "probability";
	const all = drawn
		? [...withMending(problems, parts), ...precisionProblems(parts, plan)]
		: problems;
	// Thousands of rows must not hide what is wrong with the plan.
	const inOrder = [
		...all.filter(({ row }) => row === null),
		...all.filter(({ row }) => row !== null),
	];
	const total = (of: (part: SamplePart) => number) =>
		parts.reduce((sum, part) => sum + of(part), 0);
	return {
		strata: parts.map((part) => ({
			id: part.id,
			key: part.key,
			members: part.of.members,
			label: part.label,
			certain: part.certain,
			units: part.psus.length,
			people: part.people,
			leaders: part.leaders,
			households: part.households,
			psus: part.sample,
			reservePsus: part.reserve,
			lots: part.lots,
			reserveLots: part.reserveLots,
			cards: part.cards,
			leastLotCards: part.leastCards,
			expectedResponses: responsesOf(part, plan),
			rates: part.rates,
			baseWeights: Object.fromEntries(
				Object.entries(part.rates).map(([pile, rate]) => [pile, 1 / rate]),
			),
		})),
		precision: drawn && parts.length > 0 ? precisionOf(parts, plan) : [],
		psus: total(({ sample }) => sample),
		cards: total(({ cards }) => cards),
		lots: total(({ lots }) => lots),
		expectedResponses: total((part) => responsesOf(part, plan)),
		cost: total(
			(part) =>
				part.sample * numberOf(plan.assumptions.costPerPsu, part.of) +
				part.cards * plan.assumptions.costPerCard,
		),
		problems: inOrder.slice(0, listed),
		leftOut: Math.max(0, all.length - listed),
	};
}

const responsesOf = (part: SamplePart, { assumptions }: SamplePlan) =>
	part.cards * numberOf(assumptions.responseRate, part.of);

/** People of one class of one part, and the answers expected of them: they share a weight. */
interface Cell {
	part: SamplePart;
	class: string;
	people: number;
	cards: number;
}

function cellsOf(parts: readonly SamplePart[]): Cell[] {
	return parts.flatMap((part): Cell[] => {
		const { people, leaders, households, rates } = part;
		if (rates.all !== undefined)
			return [{ part, class: "all", people, cards: rates.all * households }];
		const classes: [string, number][] =
			leaders === null
				? [["2", people]]
				: [
						["1", leaders],
						["2", people - leaders],
					];
		return classes
			.filter(([, people]) => people > 0)
			.map(([name, people]) => ({
				part,
				class: name,
				people,
				cards: people * (rates[name] ?? 0),
			}));
	});
}

function precisionOf(
	parts: readonly SamplePart[],
	plan: SamplePlan,
): PlannedPrecision[] {
	const cells = cellsOf(parts);
	const of = (
		name: Text,
		members: readonly Cell[],
		domain: number | null = null,
		ofClass: string | null = null,
	): PlannedPrecision => {
		const among = [...new Set(members.map(({ part }) => part))];
		return {
			name,
			domain,
			class: ofClass,
			...expected(members, among, plan),
		};
	};
	const domains = plan.mainDomains.map((domain, at) => {
		const inside = new Set(
			strataOfDomain(
				domain,
				parts.map((part) => part.of),
			).whole,
		);
		return of(
			domain.name,
			cells.filter(({ part }) => inside.has(part.of)),
			at,
		);
	});
	const classes = parts.some(({ leaders }) => leaders !== null)
		? Object.entries(classWords).map(([name, words]) =>
				of(
					words,
					cells.filter((cell) => cell.class === name),
					null,
					name,
				),
			)
		: [];
	return [of(wholeFrame, cells), ...domains, ...classes];
}

const classWords: Record<string, Text> = {
	1: { vi: "Lãnh đạo, quản lý", en: "Leaders and managers" },
	2: { vi: "Không giữ chức vụ", en: "Others" },
};

/** n, design effects, degrees of freedom and margin of error (sampling.md §4). */
function expected(
	cells: readonly Cell[],
	parts: readonly SamplePart[],
	{ assumptions }: SamplePlan,
) {
	const sum = <T>(list: readonly T[], of: (entry: T) => number) =>
		list.reduce((total, entry) => total + of(entry), 0);
	const responses = cells.map(
		({ part, cards }) => cards * numberOf(assumptions.responseRate, part.of),
	);
	const people = sum(cells, (cell) => cell.people);
	const n = sum(responses, (count) => count);
	const psus = sum(parts, ({ sample }) => sample);
	const df = sum(parts, ({ lots }) => Math.max(0, lots - 1));
	const clustering = clusteringDeff(
		Math.max(1, n / psus || 1),
		assumptions.intraclassCorrelation,
	);
	const weighting =
		n > 0
			? allocationDeff(
					cells.map((cell) => cell.people),
					responses,
				) * assumptions.furtherWeightDeff
			: Infinity;
	const deff = clustering * weighting;
	// Within strata: what lies between them is no sampling error.
	const unitVariance =
		sum(cells, ({ part, people }) => {
			const share = numberOf(assumptions.share, part.of);
			return people * share * (1 - share);
		}) / people;
	return {
		people,
		cards: sum(cells, ({ cards }) => cards),
		responses: n,
		clusteringDeff: clustering,
		weightingDeff: weighting,
		deff,
		df,
		marginOfError:
			df > 0 && n > 0 && n <= people && deff < Infinity
				? marginOfError(n, {
						unitVariance,
						deff,
						population: people,
						df,
						level: assumptions.level,
					})
				: null,
	};
}

/** The strata as the checks of a design know them; agencies of certainty count for degrees of freedom alone. */
const asPlanned = ({ key, of, psus, sample, lots, cards }: SamplePart) => ({
	name: key,
	level: (of.codes.level ?? of.codes.region ?? []).join(),
	sector: (of.codes.sector ?? of.codes.urban ?? []).join(),
	units: psus.length,
	sample,
	lots: Array.from({ length: lots }, (_, at) => ({
		name: String(at),
		cards: cards / lots,
	})),
});

const fewInStratum = new Set([
	"no-sample",
	"stratum-smaller-than-sample",
	"too-few-variance-units",
	"lot-under-minimum",
	"every-unit-certain",
	"certainty-too-small",
	"certainty-too-few-cards",
	"no-quota",
]);

/** Problems that a merge would mend, with the stratum most alike. */
function withMending(
	problems: readonly PlanProblem[],
	parts: readonly SamplePart[],
): PlanProblem[] {
	const strata = parts.filter(({ certain }) => !certain).map(asPlanned);
	return problems.map((problem) => {
		const stratum = strata.find(({ name }) => name === problem.stratum);
		if (!stratum || !fewInStratum.has(problem.code)) return problem;
		const mends = (other: PlannedStratum) =>
			other.units + stratum.units >= other.sample + stratum.sample &&
			other.sample + stratum.sample > 0;
		const partner = bestPartner(stratum, strata, mends);
		return partner
			? { ...problem, merges: [[stratum.name, partner.name]] }
			: problem;
	});
}

/** Degrees of freedom of the whole and of each main domain, and domains that strata do not make up. */
function precisionProblems(
	parts: readonly SamplePart[],
	plan: SamplePlan,
): PlanProblem[] {
	if (parts.length === 0) return [];
	const problems: PlanProblem[] = [];
	const open = parts.filter(({ certain }) => !certain);
	const strata = open.map(asPlanned);
	const inside = plan.mainDomains.map((domain, at) => {
		const { whole, part } = strataOfDomain(
			domain,
			open.map(({ of }) => of),
		);
		if (whole.length + part.length === 0)
			problems.push(planProblem("domain-empty", {}, { domain: at }));
		for (const { key } of part)
			problems.push(
				planProblem("domain-divided", {}, { domain: at, stratum: key }),
			);
		return new Set(whole.map(({ key }) => key));
	});
	for (const [at, keys] of [null, ...inside].entries()) {
		const members = parts.filter(({ of }) => keys === null || keys.has(of.key));
		const df = members.reduce(
			(sum, { lots }) => sum + Math.max(0, lots - 1),
			0,
		);
		const missing = plan.minimumDf - df;
		if (missing <= 0 || members.length === 0) continue;
		const merges = mergesUntil(
			strata.filter(
				({ name, lots }) =>
					lots.length > 0 && (keys === null || keys.has(name)),
			),
			missing,
			{
				strata,
				mayMerge: (a, b) =>
					inside.every((keys) => keys.has(a.name) === keys.has(b.name)),
			},
		);
		problems.push(
			planProblem(
				"too-few-degrees-of-freedom",
				{ df, minimum: plan.minimumDf, missing },
				{ domain: at === 0 ? null : at - 1, merges: merges ?? null },
			),
		);
	}
	return problems;
}
