import { z } from "zod";
import { documentProducts, products } from "../analysis/report/products.ts";
import { asWritten } from "../analysis/report/sentence.ts";

const line = z
	.string()
	.max(300)
	.transform((text) => text.normalize("NFC").trim());

/** What a report is asked as, on the screen and on the command line. */
export const reportRequest = z.strictObject({
	product: z.enum(products),
	/** Party layout and Phụ lục 5, or the State channel's layout and Phụ lục 3: never mixed. */
	layout: z.enum(["party", "state"]).default("party"),
	/** The survey of the other population that the report tells of as well. */
	beside: z.string().max(100).exactOptional(),
	letterhead: z
		.strictObject({
			parent: line.exactOptional(),
			organisation: line.exactOptional(),
			number: line.exactOptional(),
			place: line.exactOptional(),
			date: z.iso.date().nullable().exactOptional(),
			draft: line.exactOptional(),
			signing: z
				.strictObject({
					capacity: line.exactOptional(),
					title: line.exactOptional(),
					name: line.exactOptional(),
				})
				.exactOptional(),
			recipients: z.array(line).max(20).exactOptional(),
		})
		.exactOptional(),
	/** Cases and people that agencies report (Phụ lục 3, I.3): null is "not reported yet", 0 is "none". */
	cases: z
		.strictObject({
			handled: z.int().min(0).nullable(),
			people: z.int().min(0).nullable(),
			source: line,
		})
		.exactOptional(),
});

export type ReportRequest = z.output<typeof reportRequest>;

/** Which document's sentences are asked for. */
export const sentencesRequest = reportRequest
	.pick({ layout: true, beside: true })
	.extend({ product: z.enum(documentProducts) });

export type SentencesRequest = z.output<typeof sentencesRequest>;

/** A wording with the sentence that it was made from. */
export const sentenceEdit = z.strictObject({
	text: z.string().max(6000).transform(asWritten),
	madeFrom: z.strictObject({
		template: z.string().max(20_000),
		places: z
			.array(
				z.strictObject({
					text: z.string().max(100),
					to: z.string().max(100).exactOptional(),
				}),
			)
			.max(500),
	}),
	claimsCause: z.boolean(),
	seenAtMs: z.int().nullable(),
});
