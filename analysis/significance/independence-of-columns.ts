import { Matrix } from "ml-matrix";
import type { TaylorDesign } from "../design.ts";
import { fUpperTail } from "../distributions.ts";
import type { UnitTotals } from "../estimators/unit-totals.ts";
import { covarianceBetweenUnits } from "../variance/between-units.ts";
import { raoScottF } from "./rao-scott.ts";

export interface Independence {
	f: number;
	df: number;
	ddf: number;
	p: number;
}

/** More would take seconds. */
const mostContrasts = 800;

/**
 * Whether categories and the columns `among` are independent: X²/tr Δ against F with d₀ and d₀ ν degrees of freedom,
 * ν = PSUs − strata with rows in the table (Rao & Scott 1984, §4; Thomas & Rao 1987, JASA 82:630–636). Rows and
 * columns that nobody is in are left out. Undefined where fewer than two of either are left, or no variance.
 */
export function independenceOfColumns(
	design: TaylorDesign,
	{ domains, numerators, x, y, yy, n }: UnitTotals,
	among: number[],
): Independence | undefined {
	const stage = design.stages[0]!;
	const { unitStratum } = stage;
	const units = unitStratum.length;
	const columns = among.filter((domain) => n[domain]! > 0);
	const rows = Array.from({ length: numerators }, (_, k) => k).filter((k) =>
		columns.some((domain) => yy[domain * numerators + k]! > 0),
	);
	const contrasts = (rows.length - 1) * (columns.length - 1);
	if (rows.length < 2 || columns.length < 2 || contrasts > mostContrasts)
		return undefined;
	const cells = columns.flatMap((domain) =>
		rows.map((k) => domain * numerators + k),
	);
	const total = cells.reduce((sum, cell) => sum + yy[cell]!, 0);
	const shares = Float64Array.from(cells, (cell) => yy[cell]! / total);
	const linearised = new Float64Array(units * cells.length);
	const present = new Uint8Array(units);
	const strata = new Set<number>();
	let used = 0;
	for (let unit = 0; unit < units; unit++) {
		let all = 0;
		for (const domain of columns) all += x[unit * domains + domain]!;
		if (all > 0) {
			present[unit] = 1;
			used++;
			strata.add(unitStratum[unit]!);
		}
		for (const [at, cell] of cells.entries())
			linearised[unit * cells.length + at] =
				(y[unit * domains * numerators + cell]! - shares[at]! * all) / total;
	}
	const covariance = covarianceBetweenUnits(
		stage,
		linearised,
		cells.length,
		present,
		design,
	);
	const { f, df } = raoScottF({
		rows: rows.length,
		columns: columns.length,
		shares,
		covariance: Matrix.from1DArray(cells.length, cells.length, covariance),
		n: columns.reduce((sum, domain) => sum + n[domain]!, 0),
	});
	const ddf = df * (used - strata.size);
	const p = fUpperTail(f, df, ddf);
	return Number.isNaN(p) ? undefined : { f, df, ddf, p };
}
