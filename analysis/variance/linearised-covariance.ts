import { Matrix } from "ml-matrix";
import type { PpsDesign, Stage, TaylorDesign } from "../design.ts";
import { covarianceBetweenUnits } from "./between-units.ts";
import { calibrationResiduals } from "./calibration-residuals.ts";
import { ppsCovariance } from "./pps-covariance.ts";

/** Design covariance of the totals of the contributions of rows (weights included), one column a statistic. */
export function linearisedCovariance(
	design: TaylorDesign | PpsDesign,
	contributions: Float64Array[],
): Matrix {
	const residuals = design.calibrations.reduce(
		(columns, calibration) => calibrationResiduals(calibration, columns),
		contributions,
	);
	return design.kind === "pps"
		? ppsCovariance(design, residuals)
		: multistageCovariance(design, residuals);
}

/**
 * The variance between units of the first stage, and, where that stage has a finite population correction, that of each
 * further stage within the units above it times the fractions sampled above (Särndal, Swensson & Wretman 1992,
 * result 4.3.1 applied stage by stage; Bellhouse 1985, *J. Official Statistics* 1(3)). Drawn with replacement, the first
 * stage alone carries everything (the ultimate cluster, Hansen, Hurwitz & Madow 1953, vol. I, p. 257).
 */
function multistageCovariance(
	design: TaylorDesign,
	contributions: Float64Array[],
): Matrix {
	const width = contributions.length;
	const sum = new Float64Array(width * width);
	for (const stage of design.stages) {
		const part = covarianceBetweenUnits(
			stage,
			unitTotals(stage, contributions),
			width,
			unitsPresent(stage, design),
			design,
		);
		for (let at = 0; at < sum.length; at++) sum[at]! += part[at]!;
		if (!stage.population) break;
	}
	return Matrix.from1DArray(width, width, sum);
}

function unitTotals(stage: Stage, contributions: Float64Array[]) {
	const width = contributions.length;
	const totals = new Float64Array(stage.unitStratum.length * width);
	contributions.forEach((column, k) => {
		for (let row = 0; row < column.length; row++)
			totals[stage.unit[row]! * width + k]! += column[row]!;
	});
	return totals;
}

export function unitsPresent(
	stage: Stage,
	{ present, rows }: TaylorDesign,
): Uint8Array {
	const units = new Uint8Array(stage.unitStratum.length);
	for (let row = 0; row < rows; row++)
		if (!present || present[row]) units[stage.unit[row]!] = 1;
	return units;
}
