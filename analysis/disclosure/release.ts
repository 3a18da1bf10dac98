import type { Highs } from "highs";
import type { CellEstimate } from "../estimators/ratio-estimates.ts";
import type { Sampling } from "../fielded-sample.ts";
import {
	type Comparison,
	compareColumns,
} from "../significance/compare-columns.ts";
import { holm } from "../significance/holm.ts";
import { independenceOfColumns } from "../significance/independence-of-columns.ts";
import type { Measured } from "../tables/distribution.ts";
import type {
	IndependenceTest,
	ReleasedCell,
	ReleasedStatistic,
	ReleasedTable,
	Table,
	Withheld,
} from "../tables/table.ts";
import type { Policy } from "./policy.ts";
import { isUnsafeBase, isUnsafeCell } from "./unsafe.ts";
import { type Margin, type Withholding, withholdMore } from "./withhold.ts";

declare const passedTheGate: unique symbol;

/** A table that has passed the gate: nothing else makes one, and nothing else can be shown, sent or written. */
export type Released = ReleasedTable & { readonly [passedTheGate]: true };

export interface Gate {
	policy: Policy;
	highs: Highs;
	/** The same variable over all respondents; the table itself where it has no domains. */
	whole: Table;
	/** Two or more quasi-identifiers meet in the table. */
	crossesIdentifiers: boolean;
	/** The question is no quasi-identifier: its don't know and refused may be few. */
	sparesSilence?: boolean;
	/** Columns that the memory of releases lets out; all where it is absent. */
	admitted?: boolean[];
	/** Tables released before whose columns these make up, or are a part of. */
	above?: Above[];
	/** By row and column, cells that the filters so far would cut into too few. */
	thin?: boolean[][];
}

/** A table released before. */
export interface Above {
	table: Table;
	withheld: Withholding;
	/** Of each of its columns, the columns of this table that lie in it. */
	parts: number[][];
}

/** The one gate: whatever shows a number of a table shows what comes out of here. */
export function release(table: Table, gate: Gate): Released {
	return releaseWith(table, withholdingOf(table, gate), gate.policy);
}

/** A table of which is known what is withheld. */
export function releaseWith(
	table: Table,
	withheld: Withholding,
	{ minimumBase }: Policy,
): Released {
	const isProbability = table.sampling === "probability";
	const { columns, statistics, ...head } = table;
	const isHidden = (at: number) => withheld.columns[at] ?? true;
	const isCellHidden = (row: number, at: number) =>
		isHidden(at) || (withheld.cells[row]?.[at] ?? true);
	const someHidden = columns.map((_, at) =>
		table.rows.some((_row, row) => isCellHidden(row, at)),
	);
	const released: ReleasedTable = {
		...head,
		minimumBase,
		columns: columns.map(({ base, df, cells, code, label, path }, at) => ({
			...(code === undefined ? {} : { code }),
			label,
			...(path ? { path } : {}),
			base: isHidden(at) ? null : base,
			...(isProbability ? { df: isHidden(at) ? 0 : df } : {}),
			cells: cells.map((cell, row) =>
				// Shares of answers add up to 1: with the total of all answers each tells of the others.
				isCellHidden(row, at) || (table.shareOf === "answers" && someHidden[at])
					? { withheld: "protected" as const }
					: releaseCellOf[table.sampling](cell),
			),
		})),
		...(statistics.length > 0
			? {
					statistics: statistics.map(({ cells, ...of }) => ({
						...of,
						cells: cells.map((cell, at) =>
							isHidden(at) || isMadeOfHidden(table, of, isCellHidden, at)
								? { withheld: "protected" as const }
								: releaseCellOf[table.sampling](cell),
						),
					})),
				}
			: {}),
	};
	return released as Released;
}

/** A mean with its base is one more sum over the cells of a column: two that are withheld would follow from it. */
const isMadeOfHidden = (
	{ rows }: Table,
	{ name, codes }: Pick<ReleasedStatistic, "name" | "codes">,
	isCellHidden: (row: number, column: number) => boolean,
	at: number,
) =>
	rows.some(
		({ code }, row) =>
			(name === "mean" || codes.includes(code)) && isCellHidden(row, at),
	);

const isShown = (cell: ReleasedCell | { withheld: Withheld }) =>
	!("withheld" in cell);

/** Of released tables that belong to one request, which of two columns is higher; Holm's family is all that are compared. */
export function withComparisons(
	tables: { measured: Measured; released: Released }[],
	level = 0.05,
): { tables: Released[]; comparisons: number } {
	const lines = tables.map(({ measured, released }) => {
		if (released.sampling !== "probability" || !measured.totals) return [];
		const of = (
			cells: (ReleasedCell | { withheld: Withheld })[],
			totals: Measured["totals"],
			numerator: number,
		) =>
			totals
				? compareColumns(
						measured.design,
						totals,
						numerator,
						cells.flatMap((cell, at) => (isShown(cell) ? [at] : [])),
					)
				: [];
		return [
			...released.rows.map((_, row) =>
				of(
					released.columns.map(({ cells }) => cells[row]!),
					measured.totals,
					row,
				),
			),
			...(released.statistics ?? []).map(({ cells }, at) =>
				of(cells, measured.statistics[at]?.totals, 0),
			),
		];
	});
	const all = lines.flat(2);
	const adjusted = holm(all.map(({ p }) => p));
	const isFound = new Set(all.filter((_, at) => adjusted[at]! < level));
	const above = (found: Comparison[] | undefined, columns: number) =>
		Array.from({ length: columns }, (_, column) =>
			(found ?? [])
				.filter((one) => isFound.has(one) && one.higher === column)
				.map(({ lower }) => lower)
				.sort((a, b) => a - b),
		);
	return {
		comparisons: all.length,
		tables: tables.map(({ released }, table): Released => {
			const width = released.columns.length;
			const ofTable = lines[table]!;
			return {
				...released,
				above: released.rows.map((_, row) => above(ofTable[row], width)),
				...(released.statistics
					? {
							statistics: released.statistics.map((one, at) => ({
								...one,
								above: above(ofTable[released.rows.length + at], width),
							})),
						}
					: {}),
			};
		}),
	};
}

/** A test of independence over the columns of which nothing is withheld. */
export function withTest(
	{ design, totals }: Measured,
	released: Released,
): Released {
	if (released.sampling !== "probability" || released.multiple || !totals)
		return released;
	const isWithheld = (at: number) =>
		released.columns[at]!.cells.some(
			(cell) => "withheld" in cell && cell.withheld === "protected",
		);
	const columns = [...released.columns.keys()].filter((at) => !isWithheld(at));
	const found = independenceOfColumns(design, totals, columns);
	const test: IndependenceTest | { withheld: Withheld } = found
		? { ...found, columns }
		: {
				withheld:
					columns.length < released.columns.length
						? "protected"
						: "not-estimable",
			};
	return { ...released, test };
}

/** What is withheld of a table, the gate's one decision. */
export function withholdingOf(table: Table, gate: Gate): Withholding {
	const { rows, columns, multiple } = table;
	const { policy, highs, whole, crossesIdentifiers, admitted } = gate;
	const { above = [], thin } = gate;
	const unsafeCells = rows.map((row, at) =>
		columns.map(
			({ behind, behindCells }, column) =>
				isUnsafeCell(
					behindCells[at]!,
					behind,
					row,
					policy,
					crossesIdentifiers,
					gate.sparesSilence,
				) ||
				(thin?.[at]?.[column] ?? false),
		),
	);
	const unsafe = {
		columns: columns.map(
			({ behind }, at) =>
				isUnsafeBase(behind, policy) ||
				(behind.n > 0 && admitted?.[at] === false),
		),
		cells: unsafeCells,
		apart: columns.map(
			({ behind }) =>
				behind.n >= policy.minimumBase && isUnsafeBase(behind, policy),
		),
	};
	const [all] = whole.columns;
	if (!all) throw new Error("the table of all respondents has no column");
	// Categories of one column add up to its base: with one withheld, all are.
	const wholeIsUnsafe =
		isUnsafeBase(all.behind, policy) ||
		rows.some((row, at) =>
			isUnsafeCell(all.behindCells[at]!, all.behind, row, policy, false),
		);
	const isWhole = !table.by && above.length === 0 && columns.length === 1;
	if (wholeIsUnsafe || (isWhole && !admitted) || all.behind.n === 0) {
		const hide = wholeIsUnsafe || all.behind.n === 0;
		return {
			columns: columns.map(() => hide),
			cells: rows.map(() => columns.map(() => hide)),
		};
	}
	const rest = (of: number, inColumns: number[]) =>
		of - inColumns.reduce((sum, count) => sum + count, 0);
	const inNone = rest(
		all.behind.n,
		columns.map(({ behind }) => behind.n),
	);
	const crossing = {
		counts: rows.map((_, at) => {
			const counts = columns.map(({ behindCells }) => behindCells[at]!.n);
			return [...counts, rest(all.behindCells[at]!.n, counts)];
		}),
		bases: [...columns.map(({ behind }) => behind.n), inNone],
		isMultiple: multiple,
		above: above.map(marginsOf),
	};
	const restIsUnsafe = inNone > 0 && inNone < policy.minimumBase;
	const isSafe =
		!restIsUnsafe &&
		!unsafe.columns.includes(true) &&
		!unsafe.cells.some((row) => row.includes(true)) &&
		columns.every(({ behind }) => behind.n > 0) &&
		crossing.above.every((table) =>
			table.every(({ hidden }) => !hidden.includes(true)),
		);
	return isSafe
		? unsafe
		: withholdMore(highs, crossing, { ...unsafe, rest: restIsUnsafe }, policy);
}

const marginsOf = ({ table, withheld, parts }: Above): Margin[] =>
	table.columns.map(({ behind, behindCells }, at) => ({
		parts: parts[at] ?? [],
		counts: behindCells.map(({ n }) => n),
		base: behind.n,
		hidden: table.rows.map(
			(_, row) =>
				behind.n > 0 &&
				((withheld.columns[at] ?? true) || (withheld.cells[row]?.[at] ?? true)),
		),
		isBaseHidden: behind.n > 0 && (withheld.columns[at] ?? true),
	}));

/**
 * An estimate without a standard error is none. A sample whose chances of selection nobody knows has no sampling error:
 * its shares leave without anything that could be read as one.
 */
const releaseCellOf: Record<
	Sampling,
	(cell: CellEstimate) => ReleasedCell | { withheld: "not-estimable" }
> = {
	probability: ({ count: _count, weight: _weight, ...cell }) =>
		[cell.value, cell.se, cell.ci.lower, cell.ci.upper].some(Number.isNaN)
			? { withheld: "not-estimable" }
			: cell,
	"non-probability": ({ value, n, notes }) =>
		Number.isNaN(value)
			? { withheld: "not-estimable" }
			: {
					value,
					n,
					notes: notes.filter((note) => note === "base-under-30"),
				},
};
