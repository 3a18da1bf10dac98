import type { Design } from "./design.ts";

/**
 * Degrees of freedom of a design in its domain: PSUs − strata with a row of weight above zero (Korn & Graubard 1999,
 * *Analysis of Health Surveys*, §5.2); of replicates, the rank of the matrix of analysis weights less one.
 */
export function degreesOfFreedom(design: Design): number {
	if (design.kind === "replicate")
		return rank(design.replicates.map((column) => column.slice())) - 1;
	return unitsLessStrata(design, (row) => design.weights[row] !== 0);
}

/** PSUs − strata of the first stage among the rows that `counts` says. */
export function unitsLessStrata(
	design: Exclude<Design, { kind: "replicate" }>,
	counts: (row: number) => boolean,
): number {
	if (design.kind === "pps") {
		let rows = 0;
		for (let row = 0; row < design.rows; row++) if (counts(row)) rows++;
		return rows - 1;
	}
	const { unit, unitStratum } = design.stages[0]!;
	const units = new Set<number>();
	const strata = new Set<number>();
	for (let row = 0; row < design.rows; row++) {
		if (!counts(row)) continue;
		units.add(unit[row]!);
		strata.add(unitStratum[unit[row]!]!);
	}
	return units.size - strata.size;
}

const rankTolerance = 1e-5;

/** Rank by modified Gram–Schmidt, twice for accuracy; a column counts when 1e-5 of its length is new. */
function rank(columns: Float64Array[]): number {
	const basis: Float64Array[] = [];
	for (const column of columns) {
		const length = norm(column);
		if (length === 0) continue;
		for (let pass = 0; pass < 2; pass++)
			for (const direction of basis) {
				let product = 0;
				for (let row = 0; row < column.length; row++)
					product += direction[row]! * column[row]!;
				for (let row = 0; row < column.length; row++)
					column[row]! -= product * direction[row]!;
			}
		const left = norm(column);
		if (left > rankTolerance * length)
			basis.push(column.map((value) => value / left));
	}
	return basis.length;
}

function norm(values: Float64Array): number {
	return Math.sqrt(values.reduce((s, v) => s + v * v, 0));
}
