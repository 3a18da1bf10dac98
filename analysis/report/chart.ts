import type { Language } from "../../survey-definitions/definition.ts";

/**
 * A chart as plain data: what is drawn on the screen, in the Word document and in the files is made of it, and of nothing
 * else. It is made of released tables alone; what is withheld has no number here either.
 */
export interface Chart {
	/**
	 * `likert`: the points of a scale stacked from low to high about the middle of it; `bars`: a share for each row with
	 * its interval; `dots`: the same for many rows under headings; `slopes`: the same shares in two populations;
	 * `change`: two waves, and what changed.
	 */
	kind: ChartKind;
	language: Language;
	/** The finding, in one sentence. */
	title: string;
	/** What the numbers are: the item, or the share that is compared. */
	subject: string;
	/** Shares have an axis in percent, differences one of percentage points about zero. */
	unit: "share" | "points";
	/** Points of the scale, populations or waves; one series without a name elsewhere. */
	series: { label: string; isQuiet: boolean }[];
	rows: ChartRow[];
	foot: { question: string; n: string; method: string };
	/** For whoever does not see it. */
	alt: string;
}

export type ChartKind = "likert" | "bars" | "dots" | "slopes" | "change";

export interface ChartRow {
	label: string;
	/** A line of words over the rows beneath it. */
	isHeading?: true;
	/** "Don't know" and "prefer not to answer"; differences without enough evidence. */
	isQuiet: boolean;
	/** One for each series, null where it is withheld. */
	marks: (ChartMark | null)[];
	/** What stands at the end of the row: its base, or a difference. */
	note?: string;
}

export interface ChartMark {
	/** A share, or a difference of two. */
	value: number;
	/** Absent where there is no sampling error. */
	lower?: number;
	upper?: number;
	/** The figure as it is written. */
	text: string;
}
