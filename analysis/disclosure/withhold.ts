import type { Highs } from "highs";
import { type Counts, countBounds } from "./count-bounds.ts";

/** The counts of a crossing as a reader of what was released before can set them out. */
export interface Crossing {
	/** By row and column; the last column is of those who are in no column of the table. */
	counts: number[][];
	/** Of each column; of a single choice the sum of its counts. */
	bases: number[];
	isMultiple: boolean;
	/** Tables released before whose columns are made of these, or hold them. */
	above?: Margin[][];
}

/** A column of another table: some columns of this one, and people who are in none of them. */
export interface Margin {
	parts: number[];
	/** By row, and of all rows. */
	counts: number[];
	base: number;
	/** What that table withholds. */
	hidden: boolean[];
	isBaseHidden: boolean;
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
 * programming, each time the one that costs the fewest responses and could do. Sums that are told elsewhere, a row's
 * total in the table of all respondents and a column of another table, bound a count from above: none is asked to be
 * less certain than that.
 */
export function withholdMore(
	highs: Highs,
	crossing: Crossing,
	/** `apart`: columns of the minimum or more that may not be known, which no memory of releases keeps apart. */
	unsafe: Withholding & { rest: boolean; apart?: boolean[] },
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
	const margins = (crossing.above ?? []).flat();
	const needed = ({ row, column }: Place) =>
		Math.min(
			narrowestInterval,
			...sumsAround(crossing, { row, column }).map(({ total }) => total),
		);
	// Nothing is shown, and nothing follows from it.
	const nothing = () => columns.every(Boolean);
	const hideTornColumns = () => {
		for (const column of columns.keys())
			if (cells.some((row) => row[column])) {
				columns[column] = true;
				for (const row of cells) row[column] = true;
			}
	};
	const countHidden = () =>
		cells.flat().filter(Boolean).length -
		columns.filter(Boolean).length * cells.length;
	if (countHidden() > mostPrograms) hideTornColumns();
	const settled = new Set<string>();
	const keyOf = ({ row, column }: Place) => `${row}/${column}`;
	// With tables above told, what is withheld for another's sake may be known again: it is no small number itself.
	const first = cells.map((row) => [...row]);
	const mustHide = ({ row, column }: Place) =>
		margins.length === 0 ||
		((first[row]?.[column] ?? false) &&
			crossing.counts[row]![column]! < minimumBase);
	const toAudit = () =>
		cells
			.flatMap((row, at): Place[] => [
				...row.flatMap((is, column) =>
					is && mustHide({ row: at, column }) ? [{ row: at, column }] : [],
				),
				...(unsafe.rest ? [{ row: at, column: rest }] : []),
				// Where no part of it is shown, nothing more than before is known of a cell above.
				...margins.flatMap(({ hidden, parts }, margin) =>
					hidden[at] && parts.some((column) => !row[column])
						? [{ row: at, column: rest + 1 + margin }]
						: [],
				),
			])
			.filter((place) => !settled.has(keyOf(place)));
	const widen = (place: Place) => {
		if (!cover(crossing, state, place, needed(place)))
			settled.add(keyOf(place));
	};
	for (let open = toAudit(); open.length > 0 && !nothing(); open = toAudit()) {
		// A count is at most what is withheld of its row, or of its column: no program is needed to see that.
		const plain = open.find(
			(place) => withheldAround(crossing, state, place) < needed(place),
		);
		if (plain) {
			widen(plain);
			continue;
		}
		// Whole columns hide one another as soon as there are two of them, which the sums above have shown.
		if (countHidden() === 0 && open.length > mostPrograms) break;
		const narrow = audit(highs, crossing, state, open, needed);
		for (const place of open)
			if (!narrow.includes(place)) settled.add(keyOf(place));
		const [first] = narrow;
		if (first) widen(first);
	}
	// An empty column tells of nobody: it has nothing to hide and nothing to show.
	const isEmpty = (column: number) => crossing.bases[column] === 0;
	return { columns: columns.map((is, at) => is || isEmpty(at)), cells };
}

/** Single cells that are withheld and audited by programs; where more would be, their columns are withheld whole. */
const mostPrograms = 40;

function withholdColumns(
	{ bases, above = [] }: Crossing,
	unsafe: { columns: boolean[]; rest: boolean; apart?: boolean[] },
	minimumBase: number,
): boolean[] {
	const columns = [...unsafe.columns];
	const bySize = (some: number[]) =>
		some.toSorted((a, b) => (bases[a] ?? 0) - (bases[b] ?? 0));
	const hideEnough = (some: number[], others: number, mustHide: boolean) => {
		for (const next of bySize(some)) {
			const hidden = some.flatMap((at) =>
				columns[at] ? [bases[at] ?? 0] : [],
			);
			const groups = [...hidden, others].filter((base) => base > 0);
			const people = groups.reduce((sum, base) => sum + base, 0);
			const needs = mustHide || hidden.some((base) => base > 0);
			if (needs && (groups.length === 1 || people < minimumBase))
				columns[next] = (bases[next] ?? 0) > 0;
		}
	};
	const told = above.flat().filter(({ isBaseHidden }) => !isBaseHidden);
	// Hiding in one may leave another alone.
	for (let before = ""; before !== columns.join(); ) {
		before = columns.join();
		hideEnough([...columns.keys()], bases.at(-1) ?? 0, unsafe.rest);
		// Of fewer people the memory of releases has seen to it that nothing told gives them.
		for (const { parts, base } of told)
			if (parts.some((at) => unsafe.apart?.[at]))
				hideEnough(parts, base - sumOver(parts, bases), false);
	}
	return columns;
}

/** A column of the table, that of people in none of them, then those of the tables above. */
interface Place {
	row: number;
	column: number;
}

const sumOver = (places: number[], of: number[]) =>
	places.reduce((sum, place) => sum + (of[place] ?? 0), 0);

/** Those of the open places whose count can be bounded too narrowly. */
function audit(
	highs: Highs,
	crossing: Crossing,
	state: Withholding,
	open: Place[],
	needed: (place: Place) => number,
): Place[] {
	const { model, at } = countsOf(crossing, state);
	const bounds = countBounds(
		highs,
		model,
		open.map(({ row, column }) => at(row, column)),
		Math.max(...open.map(needed)),
	);
	return open.filter((place, index) => {
		const { lower, upper } = bounds[index]!;
		return upper - lower < needed(place);
	});
}

function countsOf(
	{ counts, bases, isMultiple, above = [] }: Crossing,
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
		put(
			parts.reduce((sum, cell) => sum + values[cell]!, 0),
			false,
		);
	const ofRows = inner.map((parts) => total(parts));
	for (const [at, parts] of inner.entries())
		sums.push({ parts, total: ofRows[at]! });
	const everybody = total(ofBases);
	sums.push({ parts: ofBases, total: everybody });
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
			sums.push({ parts: others, total: total(others) });
		}
	const placed = above.map((table) => {
		const columnsOf = table.map((margin) => {
			const base = put(margin.base, margin.isBaseHidden);
			const beside = margin.base - sumOver(margin.parts, bases);
			const ofSlack = beside > 0 ? [put(beside, true)] : [];
			sums.push({
				parts: [...margin.parts.map((at) => ofBases[at]!), ...ofSlack],
				total: base,
			});
			const ofRow = margin.counts.map((count, row) => {
				const cell = put(count, margin.hidden[row] ?? false);
				const slack =
					beside > 0
						? [put(count - sumOver(margin.parts, counts[row]!), true)]
						: [];
				sums.push({
					parts: [...margin.parts.map((at) => inner[row]![at]!), ...slack],
					total: cell,
				});
				return { cell, slack };
			});
			if (!isMultiple) {
				sums.push({ parts: ofRow.map(({ cell }) => cell), total: base });
				if (beside > 0)
					sums.push({
						parts: ofRow.flatMap(({ slack }) => slack),
						total: ofSlack[0]!,
					});
			}
			return ofRow.map(({ cell }) => cell);
		});
		for (const [row, whole] of ofRows.entries()) {
			const parts = columnsOf.map((ofRow) => ofRow[row]!);
			const none =
				values[whole]! - parts.reduce((sum, at) => sum + values[at]!, 0);
			sums.push({
				parts: none > 0 ? [...parts, put(none, true)] : parts,
				total: whole,
			});
		}
		return columnsOf;
	});
	const ofMargins = placed.flat();
	return {
		model: { values, hidden, sums },
		at: (row: number, column: number) =>
			column < width ? inner[row]![column]! : ofMargins[column - width]![row]!,
	};
}

/** Sums that a reader knows and that a place is a part of: its row's total, and cells of tables above. */
function sumsAround(
	{ counts, bases, above = [] }: Crossing,
	{ row, column }: Place,
): { parts: number[]; beside: number; total: number }[] {
	const rest = bases.length - 1;
	const all = [...bases.keys()];
	return [
		{
			parts: all.slice(0, rest),
			beside: counts[row]![rest]!,
			total: sumOver(all, counts[row]!),
		},
		...above
			.flat()
			.filter(({ parts, hidden }) => parts.includes(column) && !hidden[row])
			.map(({ parts, counts: ofRow }) => ({
				parts,
				beside: ofRow[row]! - sumOver(parts, counts[row]!),
				total: ofRow[row]!,
			})),
	];
}

/** What is withheld of the sums around a place, and where the column's base is told of its column, whichever is less. */
function withheldAround(
	crossing: Crossing,
	{ columns, cells }: Withholding,
	{ row, column }: Place,
): number {
	const { counts, bases, isMultiple, above = [] } = crossing;
	const rest = bases.length - 1;
	const hiddenIn = (parts: number[]) =>
		parts.reduce(
			(sum, at) => sum + (cells[row]?.[at] ? counts[row]![at]! : 0),
			0,
		);
	if (column > rest) {
		// A withheld cell above is known where all that it is made of is.
		const { parts, counts: ofRow } = above.flat()[column - rest - 1]!;
		return hiddenIn(parts) + ofRow[row]! - sumOver(parts, counts[row]!);
	}
	const around = sumsAround(crossing, { row, column }).map(
		({ parts, beside }) => hiddenIn(parts) + beside,
	);
	if (column === rest || columns[column] || isMultiple)
		return Math.min(...around);
	let inColumn = 0;
	for (let at = 0; at < counts.length; at++)
		if (cells[at]?.[column]) inColumn += counts[at]?.[column] ?? 0;
	return Math.min(inColumn, ...around);
}

/** Withholds one more that may widen what is known of a place; false where nothing is left to withhold. */
function cover(
	crossing: Crossing,
	{ columns, cells }: Withholding,
	{ row, column }: Place,
	narrowest: number,
): boolean {
	const { counts, bases, isMultiple, above = [] } = crossing;
	const rest = bases.length - 1;
	const valueAt = (place: Place) => counts[place.row]?.[place.column] ?? 0;
	const isHidden = (place: Place) => cells[place.row]?.[place.column] ?? false;
	const sumOf = (places: Place[]) =>
		places.filter(isHidden).reduce((sum, place) => sum + valueAt(place), 0);
	const inRow = (parts: number[]) =>
		parts
			.filter((other) => other !== column)
			.map((other) => ({ row, column: other }));
	const shown = (places: Place[]) => places.filter((place) => !isHidden(place));
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
	if (column > rest) {
		const { parts } = above.flat()[column - rest - 1]!;
		return hide(shown(inRow(parts)), narrowest);
	}
	const inColumn = counts
		.map((_, other) => ({ row: other, column }))
		.filter((place) => place.row !== row);
	const columnIsTold = column !== rest && !columns[column] && !isMultiple;
	const around = sumsAround(crossing, { row, column }).map(
		({ parts, beside }) => ({
			places: inRow(parts),
			// A place among those in no column is not beside itself.
			beside: column === rest ? 0 : beside,
		}),
	);
	const shownInColumn = columnIsTold ? shown(inColumn) : [];
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
	const isLinked = above.length > 0;
	if (
		!isLinked &&
		isColumnWithheld &&
		otherBases < narrowest &&
		hideColumn(toldColumns[0])
	)
		return true;
	const missingInColumn = columnIsTold ? narrowest - sumOf(inColumn) : 0;
	if (missingInColumn > 0 && hide(shownInColumn, missingInColumn)) return true;
	if (missingInColumn <= 0) {
		for (const { places, beside } of around.toReversed()) {
			const missing = narrowest - sumOf(places) - beside;
			if (missing > 0 && hide(shown(places), missing)) return true;
		}
		const all = [
			...shown(around.flatMap(({ places }) => places)),
			...shownInColumn,
		];
		if (hide(all, narrowest)) return true;
	}
	// What bounds a count in a column withheld whole, beside sums told above, no other column changes.
	if (isLinked && isColumnWithheld) return false;
	return hideColumn(isColumnWithheld ? toldColumns[0] : column);
}
