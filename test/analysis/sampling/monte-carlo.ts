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
 * Shares by row with the intraclass correlation that sampling.md plans with: their variance is 0.05 · 0.25, half of it a
 * trend down the list, half each unit's own.
 */
export function shares({ rows }: SampleFrame): (row: number) => number {
	const random = randomFrom(7);
	const width = Math.sqrt(12 * 0.5 * 0.05 * 0.25);
	const of = new Map(
		rows.map(({ row }, at) => [
			row,
			0.5 + width * (at / rows.length - 0.5) + width * (random() - 0.5),
		]),
	);
	return (row) => of.get(row)!;
}

/** What many draws of one plan give. */
export interface Repeated {
	/** First-stage units and villages. */
	frequencies: Frequencies;
	/** Cards of each unit and pile against rate × people, in standard errors: the largest, and of how many. */
	cards: { largest: number; comparisons: number };
	/** Horvitz–Thompson totals in standard errors from the truth: people of each class, and of y. */
	totals: number[];
	/** Variance estimated from lots / true variance of the draw: spread groups, and neighbours. */
	ratio: { spread: number; neighbours: number };
}

/**
 * Draws a plan again and again. Every card is answered with y = the unit's own share `shareOf(row)` and noise of the
 * variance of a yes or no, so that totals and variances have a truth to be compared with.
 */
export function drawAgain(
	frame: SampleFrame,
	plan: SamplePlan,
	draws: number,
	{
		seed = 1,
		shareOf = (_row: number): number => 0.5,
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
	const cards = new Map<string, ReturnType<typeof moments>>();
	const expected = new Map<string, number>();
	const people: Record<string, ReturnType<typeof moments>> = {};
	const total = moments();
	const spread = moments();
	const neighbours = moments();
	const piles = (row: number): Record<string, number> => {
		const { people, leaders, households } = rowOf.get(row)!;
		return people === null
			? { all: households ?? 0 }
			: leaders === null
				? { all: people }
				: { 1: leaders, 2: people - leaders };
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
		const came = new Map<string, number>();
		let estimate = 0;
		let byLots = 0;
		let byNeighbours = 0;
		const strata = new Map<number, number[][]>();
		for (const { stratumId, rates, handOver } of used) {
			// By the PSU, of which a commune may have two villages, for groups of neighbours.
			const psus = new Map<number, number>();
			for (const { row, cards: dealt } of handOver) {
				let sum = 0;
				for (const [pile, k] of Object.entries(dealt)) {
					const rate = rates[pile] ?? rates[2]!;
					const key = `${row} ${pile}`;
					expected.set(key, rate);
					came.set(key, (came.get(key) ?? 0) + k);
					count[pile] = (count[pile] ?? 0) + k / rate;
					const share = shareOf(row);
					// With the variance of k answers of yes or no.
					const noise = Math.sqrt(12 * k * share * (1 - share));
					sum += (k * share + noise * (random() - 0.5)) / rate;
				}
				const psu = communeOf.get(rowOf.get(row)!.parent ?? "") ?? row;
				psus.set(psu, (psus.get(psu) ?? 0) + sum);
				estimate += sum;
			}
			const lotsOf = strata.get(stratumId) ?? [];
			lotsOf.push([...psus.values()]);
			strata.set(stratumId, lotsOf);
		}
		for (const lotsOf of strata.values()) {
			byLots += varianceOfTotal(lotsOf.map(sumOf));
			// Lot g holds PSUs g, g + G …: read across, they stand in the order of selection again.
			const perLot = lotsOf[0]!.length;
			const inOrder = Array.from({ length: perLot }, (_, at) =>
				lotsOf.map((lot) => lot[at] ?? 0),
			).flat();
			byNeighbours += varianceOfTotal(
				lotsOf.map((_, lot) =>
					sumOf(inOrder.slice(lot * perLot, (lot + 1) * perLot)),
				),
			);
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
		total.add(estimate);
		spread.add(byLots);
		neighbours.add(byNeighbours);
	}
	const rows = [...stated.keys()];
	const truth: Record<string, number> = {};
	let trueTotal = 0;
	for (const [key, of] of cards) {
		const [row, pile] = key.split(" ") as [string, string];
		if (of) truth[pile] = (truth[pile] ?? 0) + piles(Number(row))[pile]!;
		trueTotal += piles(Number(row))[pile]! * shareOf(Number(row));
	}
	return {
		frequencies: frequencies(
			rows.map((row) => hits.get(row)!),
			rows.map((row) => stated.get(row)!),
			draws,
		),
		cards: {
			largest: Math.max(
				...[...cards].map(([key, of]) => {
					const [row, pile] = key.split(" ") as [string, string];
					return Math.abs(of.z(expected.get(key)! * piles(Number(row))[pile]!));
				}),
			),
			comparisons: cards.size,
		},
		totals: [
			...Object.entries(people).map(([pile, of]) => of.z(truth[pile]!)),
			total.z(trueTotal),
		],
		ratio: {
			spread: spread.mean() / total.variance(),
			neighbours: neighbours.mean() / total.variance(),
		},
	};
}

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
