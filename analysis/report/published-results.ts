import type { Headline } from "./headlines.ts";

/** All that a survey's public page says of its results. */
export interface PublishedResults {
	headlines: Headline[];
	/** Forms with a weight. */
	responses: number | null;
	/** Days of the field as the wave says them. */
	opened: string | null;
	closed: string | null;
	isProbability: boolean;
	/** SHA-256 of the frozen data. */
	dataHash: string;
	/** ISO. */
	publishedOn: string;
}
