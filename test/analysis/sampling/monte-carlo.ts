import { tQuantile } from "../../../analysis/distributions.ts";
import { designSample } from "../../../analysis/sampling/design-sample.ts";
import {
	type DrawnPlan,
	drawDesign,
} from "../../../analysis/sampling/draw-plan.ts";
import type { SampleFrame } from "../../../analysis/sampling/plan-strata.ts";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import type { SamplePlan } from "../../../analysis/sampling/sample-plan.ts";

/** A true figure would be refused once in so many runs of a whole family of comparisons. */
const familyError = 1e-3;

/** Largest |z| that chance explains among so many comparisons (Bonferroni). */
export const zBound = (comparisons: number): number =>
	tQuantile(1 - familyError / comparisons / 2, Infinity);

/** Upper quantile of χ² (Wilson & Hilferty 1931). */
export const chiSquareBound = (df: number): number =>
	df * (1 - 2 / (9 * df) + zBound(1) * Math.sqrt(2 / (9 * df))) ** 3;

/** How often units came, against how often they should. */
export interface Frequencies {
	units: number;
	/** Largest |z| of a unit, units that are always or never drawn apart. */
	largest: number;
	/** Mean of z²: 1 where stated probabilities hold. */
	meanSquare: number;
	/** Units that should always or never come and did not. */
	astray: number;
}

export function frequencies(
	hits: readonly number[],
	probabilities: readonly number[],
	draws: number,
): Frequencies {
	const z: number[] = [];
	let astray = 0;
	for (const [at, p] of probabilities.entries()) {
		const se = Math.sqrt(p * (1 - p) * draws);
		if (se < 1e-6) astray += Number(Math.round(p) * draws !== hits[at]);
		else z.push((hits[at]! - p * draws) / se);
	}
	return {
		units: z.length,
		largest: Math.max(0, ...z.map(Math.abs)),
		meanSquare: z.reduce((sum, each) => sum + each * each, 0) / z.length,
		astray,
	};
}

/** Mean and variance of what comes one by one. */
export function moments() {
	let [n, mean, squares] = [0, 0, 0];
	return {
		add(value: number) {
			n += 1;
			const before = value - mean;
			mean += before / n;
			squares += before * (value - mean);
		},
		mean: () => mean,
		variance: () => squares / (n - 1),
		/** Distance of the mean from the truth in standard errors. */
		z: (truth: number) =>
			Math.abs(mean - truth) < 1e-9 * Math.abs(truth)
				? 0
				: (mean - truth) / Math.sqrt(squares / (n - 1) / n),
	};
}

/**
 * Shares by row and item with the intraclass correlation that sampling.md plans with: their variance is 0.05 · 0.25, half
 * of it a trend down the list, half each unit's own.
 */
export function shares({ rows }: SampleFrame, items = 1): Shares {
	const random = randomFrom(7);
	const width = Math.sqrt(12 * 0.5 * 0.05 * 0.25);
	const of = new Map(
		rows.map(({ row }, at) => [
			row,
			Array.from(
				{ length: items },
				() => 0.5 + width * (at / rows.length - 0.5) + width * (random() - 0.5),
			),
		]),
	);
	return (row) => of.get(row)!;
}

/** Of a unit, the share that would answer yes to each item. */
export type Shares = (row: number) => readonly number[];

/** What many draws of one plan give. */
export interface Repeated {
	/** First-stage units and villages. */
	frequencies: Frequencies;
	/** Cards of each unit and pile against rate × people, in standard errors: the largest, and of how many. */
	cards: { largest: number; comparisons: number };
	/** Horvitz–Thompson totals in standard errors from the truth: people of each class, and of y. */
	totals: number[];
	/**
	 * Variance of the items' shares estimated from lots / their true variance over the draws, of all items together:
	 * a systematic draw has few samples, and the variance of one item depends on how the units happen to lie.
	 */
	ratio: { spread: number; neighbours: number };
}

/**
 * Draws a plan again and again. Every card answers every item with the unit's own share and noise of the variance of
 * a yes or no, so that totals and variances have a truth to be compared with.
 */
export function drawAgain(
	frame: SampleFrame,
	plan: SamplePlan,
	draws: number,
	{
		seed = 1,
		sharesOf = (() => [0.5]) as Shares,
		open = (lots: DrawnPlan["lots"]): DrawnPlan["lots"] =>
			lots.filter(({ reserve }) => !reserve),
	} = {},
): Repeated {
	const random = randomFrom(seed);
	const design = designSample(frame, plan);
	const rowOf = new Map(frame.rows.map((row) => [row.row, row]));
	const communeOf = new Map(
		frame.kind === "areas"
			? frame.rows.map(({ unit, row }) => [unit, row] as const)
			: [],
	);
	const stated = new Map<number, number>();
	const hits = new Map<number, number>();
	const cards = new Map<number, ReturnType<typeof moments>>();
	const expected = new Map<number, number>();
	const people: Record<string, ReturnType<typeof moments>> = {};
	const items = sharesOf(frame.rows[0]!.row).length;
	const totals = Array.from({ length: items }, moments);
	const estimates = Array.from({ length: items }, moments);
	let spread = 0;
	let neighbours = 0;
	const piles = (row: number): Record<string, number> => {
		const { people, leaders, households } = rowOf.get(row)!;
		return people === null
			? { all: households ?? 0 }
			: leaders === null
				? { all: people }
				: { 1: leaders, 2: people - leaders };
	};
	const pileOf = (key: number) => {
		const [row, pile] = [Math.floor(key / 3), pileNames[key % 3]!];
		return { row, pile, size: piles(row)[pile]! };
	};
	for (let draw = 0; draw < draws; draw++) {
		const { units, lots } = drawDesign(frame, plan, design, random);
		for (const unit of units) {
			if (unit.reserve) continue;
			stated.set(unit.row, unit.inclusionProbability);
			hits.set(unit.row, (hits.get(unit.row) ?? 0) + 1);
		}
		const used = open(lots);
		const count: Record<string, number> = {};
		const came = new Map<number, number>();
		// By stratum and lot, PSU by PSU: people, then each item's total.
		const strata = new Map<number, number[][][]>();
		for (const { stratumId, rates, handOver } of used) {
			// A commune may have two villages.
			const psus = new Map<number, number[]>();
			for (const { row, cards: dealt } of handOver) {
				const psu = communeOf.get(rowOf.get(row)!.parent ?? "") ?? row;
				const sums = psus.get(psu) ?? new Array<number>(items + 1).fill(0);
				psus.set(psu, sums);
				for (const [pile, k] of Object.entries(dealt)) {
					const rate = rates[pile] ?? rates[2]!;
					const key = keyOf(row, pile);
					expected.set(key, rate);
					came.set(key, (came.get(key) ?? 0) + k);
					count[pile] = (count[pile] ?? 0) + k / rate;
					sums[0]! += k / rate;
					for (const [item, share] of sharesOf(row).entries()) {
						const noise = Math.sqrt(12 * k * share * (1 - share));
						sums[item + 1]! += (k * share + noise * (random() - 0.5)) / rate;
					}
				}
			}
			const lotsOf = strata.get(stratumId) ?? [];
			lotsOf.push([...psus.values()]);
			strata.set(stratumId, lotsOf);
		}
		for (const [key, k] of came) {
			let of = cards.get(key);
			if (!of) {
				of = moments();
				// The draws before in which it did not come.
				for (let before = 0; before < draw; before++) of.add(0);
				cards.set(key, of);
			}
			of.add(k);
		}
		for (const [key, of] of cards) if (!came.has(key)) of.add(0);
		for (const [pile, value] of Object.entries(count)) {
			people[pile] ??= moments();
			people[pile].add(value);
		}
		const drawn = [...strata.values()];
		const whole = summed(drawn.flat(2));
		for (const [item, of] of totals.entries()) of.add(whole[item + 1]!);
		if (items === 1) continue;
		const groups = drawn.map((lots) => ({
			spread: lots.map(summed),
			neighbours: neighboursOf(lots).map(summed),
		}));
		const [all = 0] = whole;
		for (const [item, of] of estimates.entries()) {
			const share = whole[item + 1]! / all;
			of.add(share);
			// Linearised: what each lot adds beyond the share of its people.
			const varianceOf = (lots: number[][]) =>
				varianceOfTotal(
					lots.map((lot) => (lot[item + 1]! - share * lot[0]!) / all),
				);
			for (const lots of groups) {
				spread += varianceOf(lots.spread) / draws;
				neighbours += varianceOf(lots.neighbours) / draws;
			}
		}
	}
	const rows = [...stated.keys()];
	const truth: Record<string, number> = {};
	const trueTotals = new Array<number>(items).fill(0);
	for (const key of cards.keys()) {
		const { row, pile, size } = pileOf(key);
		truth[pile] = (truth[pile] ?? 0) + size;
		for (const [item, share] of sharesOf(row).entries())
			trueTotals[item]! += size * share;
	}
	const variance = estimates.reduce((sum, of) => sum + of.variance(), 0);
	return {
		frequencies: frequencies(
			rows.map((row) => hits.get(row)!),
			rows.map((row) => stated.get(row)!),
			draws,
		),
		cards: {
			largest: Math.max(
				...[...cards].map(([key, of]) => {
					return Math.abs(of.z(expected.get(key)! * pileOf(key).size));
				}),
			),
			comparisons: cards.size,
		},
		totals: [
			...Object.entries(people).map(([pile, of]) => of.z(truth[pile]!)),
			...totals.map((of, item) => of.z(trueTotals[item]!)),
		],
		ratio: { spread: spread / variance, neighbours: neighbours / variance },
	};
}

const pileNames = ["all", "1", "2"];
const keyOf = (row: number, pile: string) => 3 * row + pileNames.indexOf(pile);

/** The PSUs of a stratum's lots grouped as they were drawn: lot g held g, g + G … of them. */
function neighboursOf<T>(lots: readonly T[][]): T[][] {
	const perLot = lots[0]!.length;
	const inOrder = Array.from({ length: perLot }, (_, at) =>
		lots.flatMap((lot) => lot.slice(at, at + 1)),
	).flat();
	return lots.map((_, lot) => inOrder.slice(lot * perLot, (lot + 1) * perLot));
}

/** Column by column. */
const summed = (rows: readonly number[][]): number[] =>
	rows[0]?.map((_, column) => sumOf(rows.map((row) => row[column]!))) ?? [];

const sumOf = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0);

/** Of a sum of variance units drawn as if with replacement: G / (G − 1) Σ (z_g − z̄)². */
function varianceOfTotal(units: readonly number[]): number {
	const mean = sumOf(units) / units.length;
	return (
		(units.length / (units.length - 1)) *
		sumOf(units.map((unit) => (unit - mean) ** 2))
	);
}
