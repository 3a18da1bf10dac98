import { createHash } from "node:crypto";
import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { Db } from "./open.ts";
import { audit, shownCount } from "./schema/staff.ts";

export type AuditRecord = typeof audit.$inferSelect;
export type NewAuditRecord = Omit<AuditRecord, "seq" | "hash">;

const hashOf = (previous: Buffer, record: NewAuditRecord & { seq: number }) =>
	createHash("sha256")
		.update(previous)
		.update(
			JSON.stringify([
				record.seq,
				record.atMs,
				record.by,
				record.verb,
				record.surveyId,
				record.detail,
			]),
		)
		.digest();

const start = Buffer.alloc(32);

export function auditStore(db: Db) {
	return {
		async addAudit(added: NewAuditRecord): Promise<void> {
			db.transaction(
				(tx) => {
					const last = tx
						.select()
						.from(audit)
						.orderBy(desc(audit.seq))
						.limit(1)
						.get();
					const record = { ...added, seq: (last?.seq ?? 0) + 1 };
					tx.insert(audit)
						.values({ ...record, hash: hashOf(last?.hash ?? start, record) })
						.run();
				},
				{ behavior: "immediate" },
			);
		},
		/** The newest first. */
		async auditOf(surveyId: string): Promise<AuditRecord[]> {
			return db
				.select()
				.from(audit)
				.where(eq(audit.surveyId, surveyId))
				.orderBy(desc(audit.seq))
				.all();
		},
		/** The first record that does not follow from the one before it; undefined where the whole chain holds. */
		async brokenAudit(): Promise<AuditRecord | undefined> {
			let previous: Buffer = start;
			let seq = 0;
			for (const record of db.select().from(audit).orderBy(audit.seq).all()) {
				seq++;
				const { hash, ...rest } = record;
				if (record.seq !== seq || !hash.equals(hashOf(previous, rest)))
					return record;
				previous = hash;
			}
			return undefined;
		},
		/** The count that was shown in a period, or `found` from now on: within a period it never moves. */
		async shownCount(
			surveyId: string,
			what: string,
			period: number,
			find: () => Promise<number>,
		): Promise<number> {
			const is = and(
				eq(shownCount.surveyId, surveyId),
				eq(shownCount.what, what),
				eq(shownCount.period, period),
			);
			const known = db.select().from(shownCount).where(is).get();
			if (known) return known.count;
			const row = { surveyId, what, period, count: await find() };
			db.insert(shownCount).values(row).onConflictDoNothing().run();
			return db.select().from(shownCount).where(is).get()?.count ?? row.count;
		},
		/** Every count that was shown of something from one period on. */
		async shownCounts(surveyId: string, what: string, from: number) {
			return db
				.select({ period: shownCount.period, count: shownCount.count })
				.from(shownCount)
				.where(
					and(
						eq(shownCount.surveyId, surveyId),
						eq(shownCount.what, what),
						gte(shownCount.period, from),
					),
				)
				.orderBy(shownCount.period)
				.all();
		},
		/** Nothing of how a survey's counts rose is kept once it has closed. */
		async forgetAllShownCounts(surveyId: string): Promise<void> {
			db.delete(shownCount).where(eq(shownCount.surveyId, surveyId)).run();
		},
		async forgetShownCounts(
			surveyId: string,
			what: string,
			before: number,
		): Promise<void> {
			db.delete(shownCount)
				.where(
					and(
						eq(shownCount.surveyId, surveyId),
						eq(shownCount.what, what),
						lt(shownCount.period, before),
					),
				)
				.run();
		},
	};
}
