import { Matrix } from "ml-matrix";
import type { Design, TaylorDesign } from "../design.ts";
import { evaluate } from "../statistic.ts";
import { covarianceBetweenUnits } from "../variance/between-units.ts";
import { unitsPresent } from "../variance/linearised-covariance.ts";
import { categoryTotals } from "./category-totals.ts";
import { mean } from "./mean.ts";
import { total } from "./total.ts";

export interface CellEstimates {
	estimate: Float64Array;
	covariance: Matrix;
}

/**
 * Shares or totals of the cells of a table (`codes` 0 … cells − 1, −1 outside) with their covariance. Where one stage
 * carries the variance, from PSU totals gathered in one pass; else from the contributions of the rows. The two agree
 * (formulas: `mean`, `total`, `covarianceBetweenUnits`).
 */
export function cellEstimates(
	of: "shares" | "totals",
	design: Design,
	codes: Int32Array,
	cells: number,
): CellEstimates {
	if (isOneStage(design)) return fromUnitTotals(of, design, codes, cells);
	const terms = Array.from({ length: cells }, (_, cell) => ({
		name: String(cell),
		values: Float64Array.from(codes, (code) => (code === cell ? 1 : 0)),
	}));
	return evaluate(design, of === "shares" ? mean(terms) : total(terms));
}

function isOneStage(design: Design): design is TaylorDesign {
	return (
		design.kind === "taylor" &&
		design.calibrations.length === 0 &&
		(design.stages.length === 1 || !design.stages[0]?.population)
	);
}

function fromUnitTotals(
	of: "shares" | "totals",
	design: TaylorDesign,
	codes: Int32Array,
	cells: number,
): CellEstimates {
	const stage = design.stages[0]!;
	const [totals] = categoryTotals(design, [{ codes, categories: cells }]);
	const { y, x, yy, weight } = totals!;
	const scale = of === "shares" ? weight[0]! : 1;
	const estimate = yy.map((sum) => sum / scale);
	const linearised =
		of === "shares"
			? y.map(
					(sum, at) =>
						(sum - estimate[at % cells]! * x[Math.floor(at / cells)]!) / scale,
				)
			: y;
	const covariance = covarianceBetweenUnits(
		stage,
		linearised,
		cells,
		unitsPresent(stage, design),
		design,
	);
	return { estimate, covariance: Matrix.from1DArray(cells, cells, covariance) };
}
