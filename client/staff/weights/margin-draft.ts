import type { MarginVariable } from "../../../analysis/weights/margin-variables.ts";
import type { NamedMargin } from "../../../analysis/weights/population-margin.ts";
import type { TypedMargin } from "../../../analysis/weights/read-margin.ts";

/** A margin on the screen; its totals are lines of text, which the cells of a table read and write. */
export interface MarginDraft extends TypedMargin {
	name: string;
	/** The name it is stored under; undefined for a new one. */
	stored?: string | undefined;
	isText: boolean;
}

export const emptyDraft: MarginDraft = {
	name: "",
	variables: [],
	unit: "people",
	source: "",
	version: "",
	totals: "",
	isText: false,
};

export const draftOf = ({ name, body }: NamedMargin): MarginDraft => ({
	...body,
	name,
	stored: name,
	totals: body.cells
		.map(({ codes, total }) => `${codes.join("; ")}; ${total}`)
		.join("\n"),
	isText: false,
});

export interface MarginCell {
	codes: number[];
	labels: MarginVariable["categories"][number]["label"][];
	typed: string;
}

/** Every category that needs a total, with what the text says of it. */
export function cellsOf(
	{ variables, totals }: TypedMargin,
	known: MarginVariable[],
): MarginCell[] {
	const chosen = variables.flatMap(
		(name) => known.find((variable) => variable.name === name) ?? [],
	);
	if (chosen.length === 0) return [];
	const typed = new Map(
		totals.split("\n").map((line) => {
			const fields = line.split(/[;\t]/).map((field) => field.trim());
			return [fields.slice(0, -1).join(";"), fields.at(-1) ?? ""];
		}),
	);
	return chosen
		.reduce<Omit<MarginCell, "typed">[]>(
			(above, { categories }) =>
				above.flatMap(({ codes, labels }) =>
					categories.map(({ code, label }) => ({
						codes: [...codes, code],
						labels: [...labels, label],
					})),
				),
			[{ codes: [], labels: [] }],
		)
		.map((cell) => ({ ...cell, typed: typed.get(cell.codes.join(";")) ?? "" }));
}

/** The text with one cell typed anew. */
export const withCell = (
	cells: MarginCell[],
	at: number,
	typed: string,
): string =>
	cells
		.map((cell, place) => ({
			...cell,
			typed: place === at ? typed : cell.typed,
		}))
		.filter(({ typed }) => typed.trim() !== "")
		.map(({ codes, typed }) => `${codes.join("; ")}; ${typed.trim()}`)
		.join("\n");
