import { knownHeaders } from "./map-columns.ts";

/** Unicode composed, without byte order mark, zero-width characters and spaces at the ends. */
export const cleanCell = (text: string): string =>
	text
		.normalize("NFC")
		.replace(/[\u200b-\u200d\ufeff]/g, "")
		.replace(/[\u00a0\s]+/g, " ")
		.trim();

/** The separator of a CSV by its first lines: the one of «,», «;» and tab that stands most often outside quotes. */
export function guessDelimiter(sample: string): string {
	const unquoted = sample.replace(/"[^"]*"/g, "");
	const counts = [";", "\t", ","].map((delimiter) => ({
		delimiter,
		lines: unquoted.split("\n").filter((line) => line.includes(delimiter))
			.length,
		count: unquoted.split(delimiter).length,
	}));
	counts.sort((a, b) => b.lines - a.lines || b.count - a.count);
	return counts[0]!.delimiter;
}

/** Titles and notes may stand above the header, no deeper than this. */
const deepest = 20;

export interface TableSink {
	header(row: number, cells: string[]): void;
	row(row: number, cells: string[]): void;
}

/**
 * Takes the rows of a file one by one, from its first, and hands them on: the header once, then the rows beneath it. The
 * header is the row with the most known headers among the first twenty, or else the first row that is not empty.
 */
export function tableReader(sink: TableSink) {
	let waiting: string[][] | undefined = [];
	let taken = 0;
	const open = () => {
		const first = waiting ?? [];
		waiting = undefined;
		const known = first.map(knownHeaders);
		const most = Math.max(0, ...known);
		const at =
			most >= 2
				? known.indexOf(most)
				: first.findIndex((cells) => cells.some((cell) => cell !== ""));
		if (at < 0) return;
		sink.header(at + 1, first[at]!);
		for (let next = at + 1; next < first.length; next++)
			sink.row(next + 1, first[next]!);
	};
	return {
		take(cells: readonly string[]) {
			taken += 1;
			const clean = cells.map(cleanCell);
			if (!waiting) sink.row(taken, clean);
			else if (waiting.push(clean) === deepest) open();
		},
		end() {
			if (waiting) open();
		},
	};
}
