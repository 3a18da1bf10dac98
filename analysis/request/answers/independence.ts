import { unitsLessStrata } from "../../degrees-of-freedom.ts";
import { chiSquaredUpperTail, fUpperTail } from "../../distributions.ts";
import { rowsPresent } from "../../domain.ts";
import { cellEstimates } from "../../estimators/cell-estimates.ts";
import {
	positiveProbability,
	ratioMixture,
	saddlepointRatioTail,
} from "../../significance/chi-squared-mixture.ts";
import { raoScott } from "../../significance/rao-scott.ts";
import { waldIndependence } from "../../significance/wald-independence.ts";
import { type Context, inDomain } from "../context.ts";
import type { EstimatorSpec, Outcome } from "../contract.ts";
import {
	type Categorical,
	interaction,
	readCategorical,
} from "../variables.ts";

/** Tests of independence in a two-way table; levels without rows are dropped, rows with a missing value leave. */
export function answerIndependence(
	spec: Extract<EstimatorSpec, { estimator: "independence_test" }>,
	context: Context,
): Outcome {
	const [rowFactor, columnFactor] = spec.variables.map((each) =>
		presentLevels(readCategorical(each, context.dataset), context),
	);
	if (!rowFactor || !columnFactor)
		throw new Error("independence_test needs two variables");
	const rows = rowFactor.levels.length;
	const columns = columnFactor.levels.length;
	if (rows < 2 || columns < 2)
		throw new Error(
			`${rows < 2 ? rowFactor.label : columnFactor.label} has fewer than two levels with rows: there is nothing to compare`,
		);
	const { codes, levels } = interaction([rowFactor, columnFactor]);
	const { design } = inDomain(context, (row) => codes[row]! >= 0);
	const statistic = spec.statistic ?? "F";
	const nu = testDf(context);
	const interactions = (rows - 1) * (columns - 1);
	if (statistic === "Wald" || statistic === "adjWald") {
		const { estimate, covariance } = cellEstimates(
			"totals",
			design,
			codes,
			levels.length,
		);
		const wald = waldIndependence(rows, columns, estimate, covariance);
		const ddf = statistic === "Wald" ? nu : nu - interactions + 1;
		const f =
			statistic === "Wald"
				? wald / interactions
				: (wald * ddf) / (interactions * nu);
		return named(
			["F", f],
			{ ndf: interactions, ddf },
			fUpperTail(f, interactions, ddf),
		);
	}
	const { estimate, covariance } = cellEstimates(
		"shares",
		design,
		codes,
		levels.length,
	);
	const n = rowsPresent(context.design);
	const { x2, eigenvalues } = raoScott({
		rows,
		columns,
		shares: estimate,
		covariance,
		n,
	});
	const trace = eigenvalues.reduce((a, b) => a + b, 0);
	const d0 = trace ** 2 / eigenvalues.reduce((a, b) => a + b * b, 0);
	const ddf = d0 * nu;
	switch (statistic) {
		case "F": {
			const f = x2 / trace;
			return named(["F", f], { ndf: d0, ddf }, fUpperTail(f, d0, ddf));
		}
		case "Chisq":
			return named(
				["X-squared", x2],
				{ df: interactions },
				chiSquaredUpperTail((x2 * interactions) / trace, interactions),
			);
		case "saddlepoint": {
			const p = saddlepointRatioTail(eigenvalues, x2, ddf);
			return named(
				["X-squared", x2],
				{},
				Number.isNaN(p) ? fUpperTail(x2 / trace, d0, ddf) : p,
			);
		}
		case "lincom":
			return {
				names: [
					"X2",
					"d0",
					"ddf",
					"p_lincom",
					...Array.from(eigenvalues, (_, k) => `lambda${k + 1}`),
				],
				value: [
					x2,
					d0,
					ddf,
					positiveProbability(ratioMixture(eigenvalues, x2, ddf)),
					...eigenvalues,
				],
			};
		default:
			throw new Error(
				"independence_test knows F, Chisq, Wald, adjWald, saddlepoint and lincom",
			);
	}
}

/** PSUs − strata of the rows in the domain, zero weights included; of replicates, their degrees of freedom. */
function testDf({ design, df }: Context): number {
	if (design.kind === "replicate") return df;
	return unitsLessStrata(
		design,
		(row) => !design.present || design.present[row] === 1,
	);
}

/** A factor without the levels that no row of the design has. */
function presentLevels(factor: Categorical, { design }: Context): Categorical {
	const seen = new Uint8Array(factor.levels.length);
	factor.codes.forEach((code, row) => {
		if (code >= 0 && (!design.present || design.present[row])) seen[code] = 1;
	});
	const kept = factor.levels
		.map((_, code) => code)
		.filter((code) => seen[code]);
	return {
		...factor,
		levels: kept.map((code) => factor.levels[code]!),
		codes: factor.codes.map((code) => kept.indexOf(code)),
	};
}

function named(
	[name, value]: [string, number],
	parameters: Record<string, number>,
	p: number,
): Outcome {
	return {
		statistic: [value],
		statistic_name: [name],
		parameter: Object.values(parameters),
		parameter_names: Object.keys(parameters),
		p_value: [p],
	};
}
