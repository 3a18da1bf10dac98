import { type FrameUnit, rowOf, type Selection } from "./selection.ts";

/** One selection for each stratum, in the order in which they are drawn. */
export type SamplingPlan = readonly { stratum: string; selection: Selection }[];

export interface FrameProblem {
	code:
		| "duplicate-unit"
		| "size-not-positive"
		| "probability-above-one"
		| "stratum-smaller-than-sample"
		| "stratum-empty"
		| "stratum-not-planned"
		| "no-sample-size";
	/** Row of the unit, or of the first of its stratum; null where there is none. */
	row: number | null;
	id: string | null;
	stratum: string;
	values: Record<string, number>;
}

/** What keeps a frame from being drawn by a plan, in the order of its rows and then of the strata. */
export function frameProblems(
	units: readonly FrameUnit[],
	plan: SamplingPlan,
): FrameProblem[] {
	const problems: FrameProblem[] = [];
	const selections = new Map(
		plan.map((part) => [part.stratum, part.selection]),
	);
	const rowOfId = new Map<string, number>();
	const strata = new Map<string, { unit: FrameUnit; row: number }[]>();
	for (const [place, unit] of units.entries()) {
		const row = rowOf(unit, place);
		const at = { row, id: unit.id, stratum: unit.stratum };
		const before = rowOfId.get(unit.id);
		if (before !== undefined)
			problems.push({
				code: "duplicate-unit",
				...at,
				values: { firstRow: before },
			});
		else rowOfId.set(unit.id, row);
		const selection = selections.get(unit.stratum);
		if (selection && usesSize(selection) && !isSize(unit.size))
			problems.push({
				code: "size-not-positive",
				...at,
				values: { size: unit.size ?? Number.NaN },
			});
		const members = strata.get(unit.stratum);
		if (members) members.push({ unit, row });
		else {
			strata.set(unit.stratum, [{ unit, row }]);
			if (!selection)
				problems.push({ code: "stratum-not-planned", ...at, values: {} });
		}
	}
	for (const { stratum, selection } of plan)
		problems.push(
			...stratumProblems(stratum, selection, strata.get(stratum) ?? []),
		);
	return problems;
}

function stratumProblems(
	stratum: string,
	selection: Selection,
	members: readonly { unit: FrameUnit; row: number }[],
): FrameProblem[] {
	const size = members.length;
	const at = { row: members[0]?.row ?? null, id: null, stratum };
	if (size === 0) return [{ code: "stratum-empty", ...at, values: { size } }];
	if (selection.method === "fixed-step") {
		const { probability } = selection;
		if (probability > 1)
			return [
				{ code: "probability-above-one", ...at, values: { probability } },
			];
		if (probability > 0) return [];
		return [{ code: "no-sample-size", ...at, values: { probability } }];
	}
	const { n, reserve = 0 } = selection;
	if (
		!(Number.isInteger(n) && n > 0 && Number.isInteger(reserve) && reserve >= 0)
	)
		return [{ code: "no-sample-size", ...at, values: { n, reserve } }];
	if (n + reserve > size)
		return [
			{
				code: "stratum-smaller-than-sample",
				...at,
				values: { size, n, reserve },
			},
		];
	return usesSize(selection) && selection.certainty === "refuse"
		? aboveOne(stratum, n, members)
		: [];
}

/** Units that would be drawn more than once in a stratum of good sizes. */
function aboveOne(
	stratum: string,
	n: number,
	members: readonly { unit: FrameUnit; row: number }[],
): FrameProblem[] {
	if (!members.every(({ unit }) => isSize(unit.size))) return [];
	const total = members.reduce((sum, { unit }) => sum + unit.size!, 0);
	return members.flatMap(({ unit, row }) => {
		const probability = (n * unit.size!) / total;
		if (probability <= 1 + 1e-12) return [];
		return {
			code: "probability-above-one" as const,
			row,
			id: unit.id,
			stratum,
			values: { probability, size: unit.size! },
		};
	});
}

const usesSize = (selection: Selection) =>
	selection.method === "systematic-pps" || selection.method === "sampford";

const isSize = (size: number | undefined) =>
	size !== undefined && size > 0 && size < Infinity;

const sentences: Record<
	FrameProblem["code"],
	(values: Record<string, number>) => string
> = {
	"duplicate-unit": ({ firstRow }) =>
		`the unit stands in row ${firstRow} already: delete one of the two, or give it its own id`,
	"size-not-positive": ({ size }) =>
		`a size of ${size} cannot be drawn in proportion to: give a size above zero, or join the unit with another`,
	"probability-above-one": ({ probability }) =>
		`an inclusion probability of ${probability?.toFixed(3)} is above 1: take such units with certainty, divide the unit, or draw fewer`,
	"stratum-smaller-than-sample": ({ size, n, reserve }) =>
		`${size} units, fewer than the sample of ${n} and its reserve of ${reserve}: draw fewer, or merge the stratum with another`,
	"stratum-empty": () =>
		"no unit of the frame: merge the stratum with another, or take it out of the plan",
	"stratum-not-planned": () =>
		"the plan has no sample for this stratum: plan one, or take its units out of the frame",
	"no-sample-size": () =>
		"a sample needs a whole number of units, one or more, or a probability above zero: plan one",
};

/** Row, unit, what is wrong and what mends it, in one English sentence. */
export function describeFrameProblem(problem: FrameProblem): string {
	const { code, row, id, stratum, values } = problem;
	const where = [
		...(row === null ? [] : [`row ${row}`]),
		...(id === null ? [] : [`unit ${id}`]),
		`stratum ${stratum}`,
	];
	return `${where.join(", ")}: ${sentences[code](values)}`;
}
