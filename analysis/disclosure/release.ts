import type { CellEstimate } from "../estimators/ratio-estimates.ts";
import type { Sampling } from "../fielded-sample.ts";
import type { ReleasedCell, ReleasedTable, Table } from "../tables/table.ts";

export interface Policy {
	/** Unweighted responses that must stand behind every share. */
	minimumBase: number;
}

export const policyFor = (population: Table["population"]): Policy => ({
	minimumBase: population === "cadres" ? 10 : 5,
});

/** The one gate: whatever shows a number of a table shows what comes out of here. */
export function release(table: Table, { minimumBase }: Policy): ReleasedTable {
	const withheld = withheldColumns(
		table.columns.map(({ base }) => base),
		minimumBase,
	);
	const isProbability = table.sampling === "probability";
	const dfOf = (df: number) => (isProbability ? { df } : {});
	return {
		...table,
		minimumBase,
		columns: table.columns.map(({ base, df, cells, ...column }, index) =>
			withheld.has(index)
				? {
						...column,
						base: null,
						...dfOf(0),
						cells: cells.map(() => ({ withheld: "base-too-small" as const })),
					}
				: {
						...column,
						base,
						...dfOf(df),
						cells: cells.map(releaseCellOf[table.sampling]),
					},
		),
	};
}

/**
 * An estimate without a standard error is none. A sample whose chances of selection nobody knows has no sampling error:
 * its shares leave without anything that could be read as one.
 */
const releaseCellOf: Record<
	Sampling,
	(cell: CellEstimate) => ReleasedCell | { withheld: "not-estimable" }
> = {
	probability: (cell) =>
		[cell.value, cell.se, cell.ci.lower, cell.ci.upper].some(Number.isNaN)
			? { withheld: "not-estimable" }
			: cell,
	"non-probability": ({ value, n, count, weight, notes }) =>
		Number.isNaN(value)
			? { withheld: "not-estimable" }
			: {
					value,
					n,
					count,
					weight,
					notes: notes.filter((note) => note === "base-under-30"),
				},
};

/**
 * Columns under the minimum, and as many of the next smallest as it takes until those that could be found by subtraction
 * from the table of all respondents are at least two and together not under the minimum either.
 */
function withheldColumns(bases: number[], minimumBase: number): Set<number> {
	const smallestFirst = bases
		.map((base, index) => ({ base, index }))
		.sort((a, b) => a.base - b.base);
	const withheld = new Set<number>();
	let respondents = 0;
	let nonEmpty = 0;
	for (const { base, index } of smallestFirst) {
		const exposed =
			nonEmpty > 0 && (nonEmpty === 1 || respondents < minimumBase);
		if (base >= minimumBase && !exposed) break;
		withheld.add(index);
		respondents += base;
		if (base > 0) nonEmpty++;
	}
	return withheld;
}
