import { drawStratum } from "./draw-stratum.ts";
import {
	describeFrameProblem,
	frameProblems,
	type SamplingPlan,
} from "./frame-problems.ts";
import { type FrameUnit, rowOf, type Selection } from "./selection.ts";

export interface DrawnUnit {
	id: string;
	row: number;
	stratum: string;
	/** Probability to be in the main sample: the product over the stages. Its inverse is the base weight. */
	inclusionProbability: number;
	/** Probability at each stage, given the stages above. */
	stages: number[];
	/** Whether the last stage took it with certainty. */
	certain: boolean;
}

export interface DrawnStratum {
	stratum: string;
	/** In the order of selection, by which lots are made. */
	main: DrawnUnit[];
	/** In the order in which they are opened. */
	reserve: DrawnUnit[];
}

/**
 * A stratified sample of a frame: each stratum by its own selection, in the order of the plan. The same units in the same
 * order, plan and stream of chance give the same sample. Throws the first of `frameProblems`, with row and remedy.
 *
 * @example drawSample(units, [{ stratum: "a", selection: { method: "simple-random", n: 6 } }], randomFrom(2026))
 */
export function drawSample(
	units: readonly FrameUnit[],
	plan: SamplingPlan,
	random: () => number,
): DrawnStratum[] {
	const [problem] = frameProblems(units, plan);
	if (problem) throw new Error(describeFrameProblem(problem));
	return drawStrata(units, plan, random);
}

function drawStrata(
	units: readonly FrameUnit[],
	plan: SamplingPlan,
	random: () => number,
): DrawnStratum[] {
	const strata = new Map<string, number[]>();
	for (const [place, { stratum }] of units.entries()) {
		const members = strata.get(stratum);
		if (members) members.push(place);
		else strata.set(stratum, [place]);
	}
	return plan.map(({ stratum, selection }) => {
		const members = strata.get(stratum)!;
		const { main, reserve, probabilities } = drawStratum(
			members.map((place) => units[place]!),
			selection,
			random,
		);
		const drawn = (at: number): DrawnUnit => {
			const place = members[at]!;
			const unit = units[place]!;
			const inclusionProbability = probabilities[at]!;
			return {
				id: unit.id,
				row: rowOf(unit, place),
				stratum,
				inclusionProbability,
				stages: [inclusionProbability],
				certain: inclusionProbability === 1,
			};
		};
		return { stratum, main: main.map(drawn), reserve: reserve.map(drawn) };
	});
}

/** A unit of the stage above, and what was drawn in it. */
export interface DrawnWithin {
	parent: DrawnUnit;
	strata: DrawnStratum[];
}

/**
 * The next stage: inside each unit drawn, a sample of its own frame, alike for every parent whatever the others hold
 * (independence and invariance; Särndal, Swensson & Wretman 1992, §4.3.1). Inclusion probabilities multiply. Used again
 * on the result's units it makes a third stage.
 */
export function drawWithin(
	parents: readonly DrawnUnit[],
	frameOf: (parent: DrawnUnit) => readonly FrameUnit[],
	planOf: (
		parent: DrawnUnit,
		frame: readonly FrameUnit[],
	) => SamplingPlan | Selection,
	random: () => number,
): DrawnWithin[] {
	return parents.map((parent) => {
		const frame = frameOf(parent);
		const planned = planOf(parent, frame);
		const plan =
			"method" in planned
				? [{ stratum: frame[0]?.stratum ?? parent.id, selection: planned }]
				: planned;
		const [problem] = frameProblems(frame, plan);
		if (problem)
			throw new Error(`in ${parent.id}: ${describeFrameProblem(problem)}`);
		const below = (unit: DrawnUnit): DrawnUnit => ({
			...unit,
			inclusionProbability:
				parent.inclusionProbability * unit.inclusionProbability,
			stages: [...parent.stages, ...unit.stages],
		});
		return {
			parent,
			strata: drawStrata(frame, plan, random).map((drawn) => ({
				...drawn,
				main: drawn.main.map(below),
				reserve: drawn.reserve.map(below),
			})),
		};
	});
}

/**
 * The sample with the first `count` of its reserve opened, and the probabilities that go with it: those of units that
 * were not certain grow by (places + count) / places. Open whole batches for a whole stratum: a unit put in the place of
 * one that refused has no known probability.
 */
export function openReserve(
	{ main, reserve }: DrawnStratum,
	count: number,
): DrawnUnit[] {
	if (!(Number.isInteger(count) && count >= 0 && count <= reserve.length))
		throw new Error(
			`${count} units cannot be opened of a reserve of ${reserve.length}`,
		);
	const places = main.filter(({ certain }) => !certain).length;
	return [...main, ...reserve.slice(0, count)].map((unit) => {
		if (unit.certain || count === 0) return unit;
		const grown = (places + count) / places;
		return {
			...unit,
			inclusionProbability: unit.inclusionProbability * grown,
			stages: unit.stages.map((stage, at) =>
				at === unit.stages.length - 1 ? stage * grown : stage,
			),
		};
	});
}
