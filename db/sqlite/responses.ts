import { and, count, eq, gt, sql } from "drizzle-orm";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import type { Db } from "./open.ts";
import { inPieces } from "./pieces.ts";
import {
	collectorLot,
	freeText,
	response,
	slip,
	tally,
} from "./schema/collector.ts";
import { rewriteFile } from "./seal.ts";
import { unpadded } from "./texts.ts";

export interface StoredResponse {
	lotId: string;
	body: ResponseBody;
}

const isOf = (surveyId: string) =>
	and(eq(collectorLot.surveyId, surveyId), eq(response.filled, true));

export function responseStore(db: Db) {
	/** Filled forms as they are stored, in the order of their ids. */
	const filledForms = (surveyId: string) =>
		inPieces((after, atOnce) =>
			db
				.select({
					id: response.id,
					lotId: response.lotId,
					body: response.body,
				})
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(and(isOf(surveyId), gt(response.id, after)))
				.orderBy(response.id)
				.limit(atOnce)
				.all(),
		);

	return {
		/** Lets forms in, or keeps them out from the very next transaction on. */
		async setFieldOpen(surveyId: string, open: boolean): Promise<void> {
			db.update(collectorLot)
				.set({ open })
				.where(eq(collectorLot.surveyId, surveyId))
				.run();
		},
		/** Whether forms are let in; undefined where there is no lot that one could belong to. */
		async isFieldOpen(surveyId: string): Promise<boolean | undefined> {
			return db
				.select({ open: collectorLot.open })
				.from(collectorLot)
				.where(eq(collectorLot.surveyId, surveyId))
				.limit(1)
				.get()?.open;
		},
		async slip(surveyId: string, codeMac: Buffer) {
			return db
				.select({
					lotId: slip.lotId,
					level: collectorLot.level,
					open: collectorLot.open,
					used: slip.used,
					slot: slip.slot,
				})
				.from(slip)
				.innerJoin(collectorLot, eq(collectorLot.id, slip.lotId))
				.where(
					and(eq(slip.codeMac, codeMac), eq(collectorLot.surveyId, surveyId)),
				)
				.get();
		},
		async responseCount(surveyId: string): Promise<number> {
			const row = db
				.select({ responses: count() })
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(isOf(surveyId))
				.get();
			return row?.responses ?? 0;
		},
		/** Responses by lot, to be added up: no lot's own count is shown while the field is open. */
		async responseCounts(surveyId: string): Promise<Map<string, number>> {
			const rows = db
				.select({ lotId: response.lotId, responses: count() })
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(isOf(surveyId))
				// The plus keeps it from following the index of lots, which would fetch the rows one by one.
				.groupBy(sql`+${response.lotId}`)
				.all();
			return new Map(rows.map(({ lotId, responses }) => [lotId, responses]));
		},
		/** In the order of their random ids. */
		async *responses(surveyId: string): AsyncGenerator<StoredResponse> {
			for await (const { lotId, body } of filledForms(surveyId))
				yield { lotId, body: JSON.parse(body.toString()) as ResponseBody };
		},
		filledForms,
		async tallies(surveyId: string) {
			return db
				.select({
					lotId: tally.lotId,
					outcome: tally.outcome,
					count: tally.count,
				})
				.from(tally)
				.innerJoin(collectorLot, eq(collectorLot.id, tally.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.all();
		},
		/** See rewriteFile. */
		async rewriteCollector(): Promise<void> {
			rewriteFile(db, "collector");
		},
		/** Open answers in the order of their random ids: of nobody, of no lot. */
		async freeTexts(
			surveyId: string,
		): Promise<{ question: string; body: string }[]> {
			return db
				.select({ question: freeText.question, body: freeText.body })
				.from(freeText)
				.where(eq(freeText.surveyId, surveyId))
				.orderBy(freeText.id)
				.all()
				.map(unpadded);
		},
		/** The same with the random id of each, by which the people who read them tell them apart. */
		async textsToRead(
			surveyId: string,
		): Promise<{ id: string; question: string; body: string }[]> {
			return db
				.select({
					id: freeText.id,
					question: freeText.question,
					body: freeText.body,
				})
				.from(freeText)
				.where(eq(freeText.surveyId, surveyId))
				.orderBy(freeText.id)
				.all()
				.map(({ id, ...text }) => ({
					id: id.toString("hex"),
					...unpadded(text),
				}));
		},
	};
}
