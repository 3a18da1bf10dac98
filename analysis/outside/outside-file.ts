/** Responses that another system collected: numbers and codes with their labels. */
export interface OutsideFile {
	rows: number;
	variables: OutsideVariable[];
	/** Texts, of which no tables are made. */
	leftOut: string[];
}

export interface OutsideVariable {
	name: string;
	label: string;
	/** NaN: no answer, or one that the file declares missing. */
	values: Float64Array;
	labels: Map<number, string>;
}

/** A table of texts as numbers and codes: a column that is not all numbers becomes codes in alphabetical order. */
export function fromRows(header: string[], rows: string[][]): OutsideFile {
	const leftOut: string[] = [];
	const variables = header.flatMap((name, at): OutsideVariable[] => {
		const cells = rows.map((row) => (row[at] ?? "").trim().normalize("NFC"));
		const given = cells.filter((cell) => cell !== "");
		const numbers = given.map(readNumber);
		if (name === "" || given.length === 0) {
			if (name !== "") leftOut.push(name);
			return [];
		}
		if (numbers.every((number) => !Number.isNaN(number)))
			return [
				{
					name,
					label: "",
					values: Float64Array.from(cells, readNumber),
					labels: new Map(),
				},
			];
		const words = [...new Set(given)].sort(inOrder.compare);
		if (words.length > mostWords) {
			leftOut.push(name);
			return [];
		}
		const codes = new Map(words.map((word, code) => [word, code + 1]));
		return [
			{
				name,
				label: "",
				values: Float64Array.from(
					cells,
					(cell) => codes.get(cell) ?? Number.NaN,
				),
				labels: new Map(words.map((word, code) => [code + 1, word])),
			},
		];
	});
	return { rows: rows.length, variables, leftOut };
}

/** More different words than this are a text and no answer to choose from. */
const mostWords = 90;
const inOrder = new Intl.Collator("vi");

/** A decimal comma is read as a point. */
const readNumber = (cell: string): number =>
	/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(cell)
		? Number(cell.replace(",", "."))
		: Number.NaN;
