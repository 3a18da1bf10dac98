import type { Highs } from "highs";
import { type Counts, countBounds } from "./count-bounds.ts";

/** The counts of a crossing as a reader of the table of all respondents can set them out. */
export interface Crossing {
	/** By row and column; the last column is of those who are in no column of the table. */
	counts: number[][];
	/** Of each column; of a single choice the sum of its counts. */
	bases: number[];
	isMultiple: boolean;
}

/** What is withheld of a crossing: whole columns with their bases, and single cells. */
export interface Withholding {
	columns: boolean[];
	/** By row and column. */
	cells: boolean[][];
}

/**
 * Withholds more until no withheld count can be bounded to less than `narrowest`: first whole columns, the smallest
 * first, until those withheld and the people in no column can hide one another; then single cells, by linear
 * programming, each time the one that costs the fewest responses and could do. A row's total stands in the table of all
 * respondents: no count of a rare category can be less certain than that, and none is asked to be.
 */
export function withholdMore(
	highs: Highs,
	crossing: Crossing,
	unsafe: Withholding & { rest: boolean },
	{
		minimumBase,
		narrowestInterval,
	}: { minimumBase: number; narrowestInterval: number },
): Withholding {
	const columns = withholdColumns(crossing, unsafe, minimumBase);
	const cells = unsafe.cells.map((row) =>
		row.map((is, column) => is || (columns[column] ?? false)),
	);
	const state: Withholding = { columns, cells };
	const rest = columns.length;
	const needed = crossing.counts.map((row) =>
		Math.min(
			narrowestInterval,
			row.reduce((sum, count) => sum + count, 0),
		),
	);
	const settled = new Set<string>();
	const toAudit = () =>
		cells
			.flatMap((row, at) => [
				...row.flatMap((is, column) => (is ? [{ row: at, column }] : [])),
				...(unsafe.rest ? [{ row: at, column: rest }] : []),
			])
			.filter(({ row, column }) => !settled.has(`${row}/${column}`));
	for (let open = toAudit(); open.length > 0; open = toAudit()) {
		// A count is at most what is withheld of its row, or of its column: no program is needed to see that.
		const plain = open.find(
			(place) => withheldAround(crossing, state, place) < needed[place.row]!,
		);
		if (plain) {
			if (!cover(crossing, state, plain, needed[plain.row]!))
				settled.add(`${plain.row}/${plain.column}`);
			continue;
		}
		const narrow = audit(highs, crossing, state, open, needed);
		for (const place of open)
			if (!narrow.includes(place)) settled.add(`${place.row}/${place.column}`);
		const [first] = narrow;
		if (first && !cover(crossing, state, first, needed[first.row]!))
			settled.add(`${first.row}/${first.column}`);
	}
	// An empty column tells of nobody: it has nothing to hide and nothing to show.
	const isEmpty = (column: number) => crossing.bases[column] === 0;
	return { columns: columns.map((is, at) => is || isEmpty(at)), cells };
}

function withholdColumns(
	{ bases }: Crossing,
	unsafe: { columns: boolean[]; rest: boolean },
	minimumBase: number,
): boolean[] {
	const columns = [...unsafe.columns];
	const smallestFirst = columns
		.map((_, column) => column)
		.sort((a, b) => (bases[a] ?? 0) - (bases[b] ?? 0));
	const inRest = bases.at(-1) ?? 0;
	for (const next of smallestFirst) {
		const hidden = columns.flatMap((is, at) => (is ? [bases[at] ?? 0] : []));
		const groups = [...hidden, inRest].filter((base) => base > 0);
		const people = groups.reduce((sum, base) => sum + base, 0);
		const needs = unsafe.rest || hidden.some((base) => base > 0);
		if (needs && (groups.length === 1 || people < minimumBase))
			columns[next] = (bases[next] ?? 0) > 0;
	}
	return columns;
}

interface Place {
	row: number;
	column: number;
}

/** Those of the open places whose count can be bounded too narrowly. */
function audit(
	highs: Highs,
	crossing: Crossing,
	state: Withholding,
	open: Place[],
	needed: number[],
): Place[] {
	const { model, at } = countsOf(crossing, state);
	const bounds = countBounds(
		highs,
		model,
		open.map(({ row, column }) => at(row, column)),
		Math.max(...needed),
	);
	return open.filter(({ row }, index) => {
		const { lower, upper } = bounds[index]!;
		return upper - lower < needed[row]!;
	});
}

function countsOf(
	{ counts, bases, isMultiple }: Crossing,
	{ columns, cells }: Withholding,
) {
	const width = bases.length;
	const rest = width - 1;
	const values: number[] = [];
	const hidden: boolean[] = [];
	const sums: Counts["sums"] = [];
	const put = (value: number, is: boolean) => {
		values.push(value);
		return hidden.push(is) - 1;
	};
	// Nobody is told how many are in no column; nobody there is taken as known.
	const isHidden = (row: number, column: number) =>
		column === rest ? (bases[rest] ?? 0) > 0 : (cells[row]?.[column] ?? false);
	const inner = counts.map((row, at) =>
		row.map((value, column) => put(value, isHidden(at, column))),
	);
	const ofBases = bases.map((base, column) =>
		put(base, column === rest ? base > 0 : (columns[column] ?? false)),
	);
	const total = (parts: number[]) =>
		sums.push({
			parts,
			total: put(
				parts.reduce((sum, cell) => sum + values[cell]!, 0),
				false,
			),
		});
	for (const row of inner) total(row);
	total(ofBases);
	if (!isMultiple)
		for (const [column, base] of ofBases.entries())
			sums.push({ parts: inner.map((row) => row[column]!), total: base });
	else
		for (const [at, row] of inner.entries()) {
			const others = row.map((cell, column) => {
				const other = put(bases[column]! - values[cell]!, isHidden(at, column));
				sums.push({ parts: [cell, other], total: ofBases[column]! });
				return other;
			});
			total(others);
		}
	return {
		model: { values, hidden, sums },
		at: (row: number, column: number) => inner[row]![column]!,
	};
}

/** What is withheld of a place's row, and where the column's base is told of its column, whichever is less. */
function withheldAround(
	{ counts, bases, isMultiple }: Crossing,
	{ columns, cells }: Withholding,
	{ row, column }: Place,
): number {
	const rest = bases.length - 1;
	const isHidden = (at: number, of: number) =>
		of === rest || (cells[at]?.[of] ?? false);
	let inRow = 0;
	for (let of = 0; of < bases.length; of++)
		if (isHidden(row, of)) inRow += counts[row]?.[of] ?? 0;
	if (column === rest || columns[column] || isMultiple) return inRow;
	let inColumn = 0;
	for (let at = 0; at < counts.length; at++)
		if (isHidden(at, column)) inColumn += counts[at]?.[column] ?? 0;
	return Math.min(inRow, inColumn);
}

/** Withholds one more that may widen what is known of a place; false where nothing is left to withhold. */
function cover(
	{ counts, bases, isMultiple }: Crossing,
	{ columns, cells }: Withholding,
	{ row, column }: Place,
	narrowest: number,
): boolean {
	const rest = bases.length - 1;
	const valueAt = (place: Place) => counts[place.row]?.[place.column] ?? 0;
	const isHidden = (place: Place) =>
		place.column === rest || (cells[place.row]?.[place.column] ?? false);
	const sumOf = (places: Place[]) =>
		places.filter(isHidden).reduce((sum, place) => sum + valueAt(place), 0);
	const inRow = bases
		.map((_, other) => ({ row, column: other }))
		.filter((place) => place.column !== column);
	const inColumn = counts
		.map((_, other) => ({ row: other, column }))
		.filter((place) => place.row !== row);
	const columnIsTold = column !== rest && !columns[column] && !isMultiple;
	const shownInRow = inRow.filter((place) => !isHidden(place));
	const shownInColumn = columnIsTold
		? inColumn.filter((place) => !isHidden(place))
		: [];
	const hide = (choices: Place[], needed: number) => {
		const bySize = choices.toSorted((a, b) => valueAt(a) - valueAt(b));
		const chosen =
			bySize.find((place) => valueAt(place) >= needed) ?? bySize.at(-1);
		if (!chosen) return false;
		cells[chosen.row]![chosen.column] = true;
		return true;
	};
	const hideColumn = (at: number | undefined) => {
		if (at === undefined) return false;
		columns[at] = true;
		for (const cell of cells) cell[at] = true;
		return true;
	};
	const toldColumns = columns
		.flatMap((is, at) => (is || bases[at] === 0 ? [] : [at]))
		.sort((a, b) => bases[a]! - bases[b]!);
	const isColumnWithheld = column === rest || columns[column];
	const otherBases = bases.reduce(
		(sum, base, at) =>
			at !== column && (at === rest || columns[at]) ? sum + base : sum,
		0,
	);
	// The bases told and everybody give the base of the only column withheld.
	if (isColumnWithheld && otherBases < narrowest && hideColumn(toldColumns[0]))
		return true;
	const missingInColumn = columnIsTold ? narrowest - sumOf(inColumn) : 0;
	if (missingInColumn > 0 && hide(shownInColumn, missingInColumn)) return true;
	if (missingInColumn <= 0) {
		const missingInRow = narrowest - sumOf(inRow);
		if (missingInRow > 0 && hide(shownInRow, missingInRow)) return true;
		if (hide([...shownInRow, ...shownInColumn], narrowest)) return true;
	}
	return hideColumn(isColumnWithheld ? toldColumns[0] : column);
}
