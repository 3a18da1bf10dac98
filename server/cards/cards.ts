import type { IssuedSlips } from "../actions/issue-slips.ts";

/** Cards to be printed: what all of them say, and their codes, by lot. */
export interface Cards {
	surveyId: string;
	publicUrl: string;
	title: string;
	/** Who asks; printed at the head of the card. */
	controller?: string;
	hotline: string;
	/** How the person is addressed: Anh/Chị, Ông/Bà. */
	you: string;
	population: "cadres" | "citizens";
	/** The first 20 hex digits of the Merkle root of the lots' keys. */
	fingerprint?: string;
	/** The whole root: addresses carry all of it. */
	root?: string;
	lots: IssuedSlips[];
}
