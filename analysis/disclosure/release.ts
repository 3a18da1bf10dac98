import type { Highs } from "highs";
import type { CellEstimate } from "../estimators/ratio-estimates.ts";
import type { Sampling } from "../fielded-sample.ts";
import type { ReleasedCell, ReleasedTable, Table } from "../tables/table.ts";
import type { Policy } from "./policy.ts";
import { isUnsafeBase, isUnsafeCell } from "./unsafe.ts";
import { type Withholding, withholdMore } from "./withhold.ts";

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
	/** Columns that the memory of releases lets out; all where it is absent. */
	admitted?: boolean[];
}

/** The one gate: whatever shows a number of a table shows what comes out of here. */
export function release(table: Table, gate: Gate): Released {
	const withheld = withholdingOf(table, gate);
	const isProbability = table.sampling === "probability";
	const { columns, ...head } = table;
	const released: ReleasedTable = {
		...head,
		minimumBase: gate.policy.minimumBase,
		columns: columns.map(({ base, df, cells, code, label }, at) => {
			const isHidden = withheld.columns[at] ?? true;
			return {
				...(code === undefined ? {} : { code }),
				label,
				base: isHidden ? null : base,
				...(isProbability ? { df: isHidden ? 0 : df } : {}),
				cells: cells.map((cell, row) =>
					isHidden || (withheld.cells[row]?.[at] ?? true)
						? { withheld: "protected" as const }
						: releaseCellOf[table.sampling](cell),
				),
			};
		}),
	};
	return released as Released;
}

function withholdingOf(
	{ rows, columns, by, multiple }: Table,
	{ policy, highs, whole, crossesIdentifiers, admitted }: Gate,
): Withholding {
	const unsafeCells = rows.map((row, at) =>
		columns.map(({ behind, behindCells }) =>
			isUnsafeCell(behindCells[at]!, behind, row, policy, crossesIdentifiers),
		),
	);
	const unsafe = {
		columns: columns.map(
			({ behind }, at) =>
				isUnsafeBase(behind, policy) ||
				(behind.n > 0 && admitted?.[at] === false),
		),
		cells: unsafeCells,
	};
	const [all] = whole.columns;
	if (!all) throw new Error("the table of all respondents has no column");
	// Categories of one column add up to its base: with one withheld, all are.
	const wholeIsUnsafe =
		isUnsafeBase(all.behind, policy) ||
		rows.some((row, at) =>
			isUnsafeCell(all.behindCells[at]!, all.behind, row, policy, false),
		);
	if (wholeIsUnsafe || !by || all.behind.n === 0) {
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
	};
	const restIsUnsafe = inNone > 0 && inNone < policy.minimumBase;
	const isSafe =
		!restIsUnsafe &&
		!unsafe.columns.includes(true) &&
		!unsafe.cells.some((row) => row.includes(true)) &&
		columns.every(({ behind }) => behind.n > 0);
	return isSafe
		? unsafe
		: withholdMore(highs, crossing, { ...unsafe, rest: restIsUnsafe }, policy);
}

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
