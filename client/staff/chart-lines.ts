import type { ReleasedTable } from "../../analysis/tables/table.ts";
import { type Language, other } from "../../survey-definitions/definition.ts";
import { isWithoutOpinion } from "./describe-table.ts";
import { type Cell, isShown } from "./footnotes.ts";

/** A line of the chart from top to bottom; without a figure, one that is withheld. */
export interface ChartLine {
	kind: "bar" | "dot" | "heading";
	label: string;
	/** The interval is absent where there is no sampling error. */
	figure?: { value: number; lower?: number; upper?: number };
	/** "Don't know" and "prefer not to answer". */
	isQuiet: boolean;
}

/**
 * A bar for each answer, or under each answer a dot for each level of the domain variable. The bars of a multiple
 * choice, whose answers have no order of their own, stand from the most to the least chosen.
 */
export function chartLines(
	table: ReleasedTable,
	language: Language,
): ChartLine[] {
	const rows = table.rows.map((row, at) => ({ row, at }));
	if (table.multiple && !table.by) {
		const rank = ({ row, at }: (typeof rows)[number]) =>
			row.code >= other
				? -row.code
				: (figureOf(table.columns[0]?.cells[at]).figure?.value ?? 0);
		rows.sort((a, b) => rank(b) - rank(a));
	}
	return rows.flatMap(({ row, at }): ChartLine[] => {
		const label = row.label[language];
		const isQuiet = isWithoutOpinion(row);
		const lines = table.columns.map(
			(column): ChartLine => ({
				kind: table.by ? "dot" : "bar",
				label: table.by ? column.label[language] : label,
				isQuiet,
				...figureOf(column.cells[at]),
			}),
		);
		return table.by ? [{ kind: "heading", label, isQuiet }, ...lines] : lines;
	});
}

function figureOf(cell: Cell | undefined): Pick<ChartLine, "figure"> {
	if (!cell || !isShown(cell) || !Number.isFinite(cell.value)) return {};
	const { value, ci } = cell;
	// JSON carries an interval that could not be estimated as null.
	return {
		figure: ci
			? { value, lower: ci.lower ?? value, upper: ci.upper ?? value }
			: { value },
	};
}

/** Text in lines of at most so many characters, broken between words. */
export function wrapped(text: string, length: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		if (line !== "" && line.length + 1 + word.length > length) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line];
}
