import { createHash } from "node:crypto";
import type {
	Block,
	Inline,
	ReportDocument,
} from "../../analysis/report/document.ts";
import type { FigureSource, Trace } from "../../analysis/report/figures.ts";

/** What a file says of itself: where each of its numbers comes from. It travels inside the file as a custom XML part. */
export interface Traces {
	version: 1;
	product: string;
	/** Data and weights that the numbers were made of. */
	surveys: { id: string; dataHash: string; weights: number }[];
	sources: FigureSource[];
	/** Numbers in sentences, by the tag of their content control. */
	numbers: Record<string, TracedText>;
	/** Cells of tables, by the bookmark of the caption: rows of the header left out. */
	tables: Record<string, { headRows: number; cells: TracedPart[][][] }>;
	/** Alternative texts of charts, by the name of the picture. */
	charts: Record<string, TracedPart[]>;
	/** Digits that belong to the wording, in their order. */
	wording: string[];
}

/** The audit knows the traces of a file again by it. */
export const hashOf = (traces: Traces): string =>
	createHash("sha256").update(JSON.stringify(traces)).digest("hex");

/** The text, its form, and terms of source, place and sign. */
export type TracedText = [
	text: string,
	as: Trace["as"],
	terms: [source: number, at: string, sign: 1 | -1][],
];
export type TracedPart = string | TracedText;

/** Gives out names for what is traced, while a document is written. */
export function tracesOf(
	document: ReportDocument,
	about: Pick<Traces, "product" | "surveys">,
) {
	const traces: Traces = {
		version: 1,
		...about,
		sources: [],
		numbers: {},
		tables: {},
		charts: {},
		wording: [],
	};
	const places = new Map<FigureSource, number>();
	const sourceAt = (source: FigureSource): number => {
		const known = places.get(source);
		if (known !== undefined) return known;
		const place = traces.sources.push(source) - 1;
		places.set(source, place);
		return place;
	};
	const textOf = ({
		text,
		trace,
	}: {
		text: string;
		trace: Trace;
	}): TracedText => [
		text,
		trace.as,
		trace.terms.map(({ source, at, sign }) => [sourceAt(source), at, sign]),
	];
	const parts = (inline: Inline[]): TracedPart[] =>
		inline.map((part) =>
			typeof part === "string"
				? part
				: "trace" in part
					? textOf(part)
					: "text" in part
						? part.text
						: "",
		);
	const marks = marksOf(document.blocks);
	let numbers = 0;
	return {
		traces,
		marks,
		/** The tag of the next number of a sentence. */
		number(traced: { text: string; trace: Trace }): string {
			const tag = `n${++numbers}`;
			traces.numbers[tag] = textOf(traced);
			return tag;
		},
		table(mark: string, headRows: number, rows: Inline[][][]) {
			traces.tables[mark] = {
				headRows,
				cells: rows.map((cells) => cells.map(parts)),
			};
		},
		chart(mark: string, alternative: Inline[]) {
			traces.charts[mark] = parts(alternative);
		},
	};
}

export type Tracer = ReturnType<typeof tracesOf>;

/** Bookmarks and numbers of what can be referred to, by its id. */
export interface Mark {
	bookmark: string;
	/** "Bảng 3", "Biểu 1", "Phụ lục A". */
	words: string;
}

export function marksOf(blocks: Block[]): Map<string, Mark> {
	const marks = new Map<string, Mark>();
	let tables = 0;
	let charts = 0;
	for (const block of blocks) {
		if (block.kind === "table") {
			// Tables of the questionnaire have no caption and no number.
			const isNumbered = block.caption !== "";
			if (isNumbered) tables++;
			marks.set(block.id, {
				bookmark: isNumbered ? `bang_${tables}` : "",
				words: `Bảng ${tables}`,
			});
		}
		if (block.kind === "chart") {
			charts++;
			marks.set(block.id, {
				bookmark: `bieu_${charts}`,
				words: `Biểu ${charts}`,
			});
		}
		if (block.kind === "heading" && block.id)
			marks.set(block.id, {
				bookmark: block.id.replace(/\W/g, "_"),
				words: block.text.replace(/\. .*$/, ""),
			});
	}
	return marks;
}
