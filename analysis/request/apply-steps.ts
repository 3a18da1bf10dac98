import type { Dataset } from "../dataset.ts";
import type { Design } from "../design.ts";
import { domain } from "../domain.ts";
import { adjust } from "../weights/adjust.ts";
import { calibrate } from "../weights/calibrate.ts";
import { jackknife } from "../weights/jackknife.ts";
import { type Margin, postStratify } from "../weights/post-stratify.ts";
import { rake } from "../weights/rake.ts";
import { trim } from "../weights/trim.ts";
import type { MarginSpec, Step } from "./contract.ts";
import { evaluateColumns, numberName, readExpression } from "./expression.ts";
import {
	interaction,
	modelColumns,
	readCategorical,
	readVariable,
} from "./variables.ts";

/** A design after the steps of a request, in their order. */
export function applyStep(
	design: Design,
	step: Step,
	dataset: Dataset,
): Design {
	switch (step.op) {
		case "domain":
			return domain(design, conditionMask(step.where, dataset));
		case "post_stratify": {
			const margin = readMargin(step, dataset);
			return adjust(design, (weights) => postStratify(weights, margin));
		}
		case "rake": {
			const margins = step.margins.map((each) => readMargin(each, dataset));
			const options = {
				...(step.max_iterations ? { maxIterations: step.max_iterations } : {}),
				...(step.epsilon ? { epsilon: step.epsilon } : {}),
			};
			return adjust(design, (weights) => rake(weights, margins, options));
		}
		case "calibrate":
			return calibrateStep(design, step, dataset);
		case "trim": {
			const options = {
				upper: limit(step.upper ?? Infinity),
				lower: limit(step.lower ?? -Infinity),
				strict: step.strict ?? false,
			};
			return adjust(design, (weights) => ({
				weights: trim(weights, options),
				calibration: null,
			}));
		}
		case "replicates":
			if (design.kind !== "taylor")
				throw new Error("replicates are made from a design of kind taylor");
			return jackknife(design, step.type);
		default:
			throw new Error(
				`the step ${(step as { op: string }).op} is unknown: domain, post_stratify, rake, calibrate, trim or replicates`,
			);
	}
}

/** 1 where the condition holds; missing is false. */
export function conditionMask(where: string, dataset: Dataset): Uint8Array {
	const value = evaluateColumns(readExpression(where), dataset);
	if (value.type === "text")
		throw new Error(`${where} is no condition: compare it with something`);
	return Uint8Array.from(value.values, (truth) =>
		Number.isNaN(truth) || truth === 0 ? 0 : 1,
	);
}

function readMargin({ by, cells }: MarginSpec, dataset: Dataset): Margin {
	const factors = by.map((name) => readCategorical(name, dataset));
	const { codes, levels } = interaction(factors);
	const totals = new Float64Array(levels.length);
	for (const { key, total } of cells) {
		const level = by
			.map((name) => {
				const value = key[name];
				return typeof value === "number" ? numberName(value) : value;
			})
			.join(".");
		const cell = levels.indexOf(level);
		if (!(total >= 0))
			throw new Error(
				`the total of ${level} is ${total}: it must not be negative`,
			);
		if (cell >= 0) totals[cell] = total;
		else if (total > 0)
			throw new Error(
				`the cell ${level} of ${by.join(" × ")} has a population of ${total} but is no level of the data`,
			);
	}
	return { cells: codes, totals, names: levels };
}

function calibrateStep(
	design: Design,
	step: Extract<Step, { op: "calibrate" }>,
	dataset: Dataset,
): Design {
	const { columns } = modelColumns(
		step.terms.map((term) => readVariable(term, dataset)),
		dataset.rows,
		null,
	);
	for (const { name, values } of columns) {
		const missing = values.findIndex(
			(value, row) => Number.isNaN(value) && design.weights[row] !== 0,
		);
		if (missing >= 0)
			throw new Error(
				`${name} is missing in row ${missing + 1}: calibration needs it for every row with weight`,
			);
	}
	const used = columns.filter(
		({ name, values }) =>
			!(step.totals[name] === 0 && values.every((value) => value === 0)),
	);
	const totals = used.map(({ name }) => {
		const total = step.totals[name];
		if (total === undefined)
			throw new Error(
				`there is no total for ${name}; there are ${Object.keys(step.totals).join(", ")}`,
			);
		return total;
	});
	const names = used.map(({ name }) => name).join(", ");
	return adjust(design, (weights) =>
		naming(`calibration to ${names}`, () =>
			calibrate(
				weights,
				used.map(({ values }) => values.map((v) => (Number.isNaN(v) ? 0 : v))),
				totals,
				{
					...(step.distance ? { distance: step.distance } : {}),
					bounds: step.bounds
						? [limit(step.bounds[0]), limit(step.bounds[1])]
						: null,
					...(step.max_iterations
						? { maxIterations: step.max_iterations }
						: {}),
					...(step.epsilon ? { epsilon: step.epsilon } : {}),
					equalWithin: clustersOf(design, step.aggregate_stage ?? null),
				},
			),
		),
	);
}

/** Adds to an error what was being done. */
function naming<T>(doing: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw new Error(`${doing}: ${(error as Error).message}`);
	}
}

/** A number, or "Inf" and "-Inf" where JSON has none. */
function limit(value: number | "Inf" | "-Inf"): number {
	if (value === "Inf") return Infinity;
	return value === "-Inf" ? -Infinity : value;
}

function clustersOf(design: Design, stage: number | null): Int32Array | null {
	if (stage === null) return null;
	const found = design.kind === "taylor" ? design.stages[stage - 1] : undefined;
	if (!found)
		throw new Error(`the design has no stage ${stage} to aggregate at`);
	return found.unit;
}
