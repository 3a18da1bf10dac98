import { randomBytes } from "node:crypto";
import { and, count, eq, inArray, sql } from "drizzle-orm";
import type {
	FreeTexts,
	ResponseBody,
} from "../../survey-definitions/response.ts";
import type { Db } from "./open.ts";
import {
	collectorLot,
	freeText,
	type Outcome,
	response,
	slip,
	tally,
} from "./schema/collector.ts";

/** What a slip brings: an interview, or only the fact that there was none. */
export type Yield =
	| { response: ResponseBody; texts: FreeTexts }
	| { outcome: Outcome };

export interface StoredResponse {
	lotId: string;
	body: ResponseBody;
}

/** Bodies are padded, so that a page of the file does not tell how much somebody answered. */
const paddedTo = 4096;

function padded(body: ResponseBody): Buffer {
	const json = Buffer.from(JSON.stringify(body));
	const size = Math.ceil(json.length / paddedTo) * paddedTo;
	return Buffer.concat([json, Buffer.alloc(size - json.length, " ")]);
}

export function responseStore(db: Db) {
	const openLots = (surveyId: string) =>
		db
			.select({ id: collectorLot.id })
			.from(collectorLot)
			.where(
				and(eq(collectorLot.surveyId, surveyId), eq(collectorLot.open, true)),
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
		/**
		 * Marks an unused slip as used and stores what it brings, in one transaction and with nothing that joins the two.
		 * False when the slip is used, or its field closed, by now.
		 */
		async useSlip(
			surveyId: string,
			codeMac: Buffer,
			slot: Buffer,
			brought: Yield,
		): Promise<boolean> {
			return db.transaction(
				(tx) => {
					const [used] = tx
						.update(slip)
						.set({ used: true, slot })
						.where(
							and(
								eq(slip.codeMac, codeMac),
								eq(slip.used, false),
								inArray(slip.lotId, openLots(surveyId)),
							),
						)
						.returning({ lotId: slip.lotId })
						.all();
					if (!used) return false;
					if ("outcome" in brought) {
						tx.insert(tally)
							.values({ ...used, outcome: brought.outcome, count: 1 })
							.onConflictDoUpdate({
								target: [tally.lotId, tally.outcome],
								set: { count: sql`${tally.count} + 1` },
							})
							.run();
						return true;
					}
					tx.insert(response)
						.values({
							id: randomBytes(16),
							lotId: used.lotId,
							definitionVersion: brought.response.v,
							body: padded(brought.response),
						})
						.run();
					for (const [question, body] of Object.entries(brought.texts))
						tx.insert(freeText)
							.values({ id: randomBytes(16), surveyId, question, body })
							.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		async responseCount(surveyId: string): Promise<number> {
			const row = db
				.select({ responses: count() })
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.get();
			return row?.responses ?? 0;
		},
		/** Responses by lot, to be added up: no lot's own count is shown while the field is open. */
		async responseCounts(surveyId: string): Promise<Map<string, number>> {
			const rows = db
				.select({ lotId: response.lotId, responses: count() })
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.groupBy(response.lotId)
				.all();
			return new Map(rows.map(({ lotId, responses }) => [lotId, responses]));
		},
		/** In the order of their random ids. */
		async responses(surveyId: string): Promise<StoredResponse[]> {
			return db
				.select({ lotId: response.lotId, body: response.body })
				.from(response)
				.innerJoin(collectorLot, eq(collectorLot.id, response.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.orderBy(response.id)
				.all()
				.map(({ lotId, body }) => ({
					lotId,
					body: JSON.parse(body.toString()) as ResponseBody,
				}));
		},
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
		/**
		 * Pages keep traces of the order of arrival until they are written anew. Throws while another program reads or
		 * writes the file, because the old pages would stay beside it.
		 */
		async rewriteCollector(): Promise<void> {
			db.$client.exec("VACUUM");
			const [state] = db.$client.pragma("wal_checkpoint(TRUNCATE)") as {
				busy: number;
			}[];
			if (state?.busy !== 0)
				throw new Error(
					"collector.db could not be written anew because another program is using it: end that program and close the survey again",
				);
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
				.all();
		},
	};
}
