import type { Chart } from "./chart.ts";
import type { Traced } from "./figures.ts";

/** A document before it is a file. Everything that is a result is a `Traced`; other digits are part of the wording. */
export interface ReportDocument {
	title: string;
	/** What stands above the text on the first page, and below it on the last. */
	head: Letterhead | null;
	blocks: Block[];
}

export type Inline =
	| string
	| Traced
	| CrossReference
	| { text: string; bold?: true; italic?: true }
	/** Digits that a person typed into a sentence: nothing in the data stands behind them. */
	| { text: string; isTyped: true };

/** Becomes a field that shows the number of a table, a figure or an annex. */
export interface CrossReference {
	to: string;
}

export type Block =
	| Heading
	| Paragraph
	| TableBlock
	| ChartBlock
	| { kind: "contents" }
	/** Who signs and who is sent it. */
	| { kind: "signature" }
	| { kind: "page-break" };

export interface Heading {
	kind: "heading";
	level: 1 | 2 | 3;
	text: string;
	/** For cross-references and for the editor. */
	id?: string;
}

export interface Paragraph {
	kind: "paragraph";
	/** The same in every making of the report, so that an edited wording finds its place again. */
	id: string;
	content: Inline[];
	style: "body" | "list" | "note" | "figure" | "question" | "option";
	/** Nobody words it anew: what is missing, what people said, the questionnaire. */
	isFixed?: true;
	/** Of effects that chance assigned: words of cause may stand here. */
	claimsCause?: true;
}

export interface TableBlock {
	kind: "table";
	id: string;
	caption: string;
	/** Rows of the header, repeated on every page. */
	head: HeadCell[][];
	rows: BodyRow[];
	/** Shares of the width, the first column first. */
	widths: number[];
	/** Under the table: the question as worded, the base, the source. */
	foot: Inline[][];
	/** On a landscape page. */
	wide?: true;
}

export interface HeadCell {
	text: string;
	span?: number;
	down?: number;
}

export interface BodyRow {
	/** A line across all columns that opens a group. */
	isGroup?: true;
	cells: Inline[][];
}

export interface ChartBlock {
	kind: "chart";
	id: string;
	/** The finding. */
	caption: Inline[];
	chart: Chart;
	/** For those who cannot see it: every number that is drawn. */
	alternative: Inline[];
	foot: Inline[][];
}

/** How a document opens and closes under one of the two rules; nothing of the other stands in it. */
export interface Letterhead {
	layout: Layout;
	/** Above the organisation, in capitals. */
	parent: string;
	organisation: string;
	/** As far as it is known: "Số …-BC/BCĐ". */
	number: string;
	place: string;
	/** ISO; null leaves the day to be written by hand. */
	date: string | null;
	/** BÁO CÁO, PHƯƠNG ÁN … */
	kind: string;
	subject: string;
	/** DỰ THẢO unless somebody says otherwise; empty where there is none. */
	draft: string;
	signing: { capacity: string; title: string; name: string };
	recipients: string[];
}

export type Layout = "party" | "state";
