import type { Note } from "../../analysis/estimate.ts";
import type { ReleasedTable, Withheld } from "../../analysis/tables/table.ts";

export type Footnote = Withheld | Note;
export type Cell = ReleasedTable["columns"][number]["cells"][number];
export type Shown = Exclude<Cell, { withheld: Withheld }>;

export const isShown = (cell: Cell): cell is Shown => !("withheld" in cell);

const footnotesOfCell = (cell: Cell): Footnote[] =>
	isShown(cell) ? cell.notes : [cell.withheld];

/**
 * Which doubts stand under a table and where their letters go: at a column's base what holds for all its cells, at
 * the cell what is its own.
 */
export function footnotesOf({ columns }: Pick<ReleasedTable, "columns">) {
	const listed = new Set<Footnote>();
	const placed = columns.map(({ cells }) => {
		const each = cells.map(footnotesOfCell);
		const column = (each[0] ?? []).filter((note) =>
			each.every((notes) => notes.includes(note)),
		);
		for (const note of [...each.flat(), ...column]) listed.add(note);
		return {
			column,
			cells: each.map((notes) =>
				notes.filter((note) => !column.includes(note)),
			),
		};
	});
	const order = [...listed];
	return {
		list: order,
		columns: placed,
		letter: (note: Footnote) => String.fromCharCode(97 + order.indexOf(note)),
	};
}
