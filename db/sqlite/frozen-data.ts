import { asc, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { approval, frozenData, publication } from "./schema/results.ts";

export type FrozenRow = typeof frozenData.$inferSelect;

export function frozenDataStore(results: Db) {
	return {
		/** False where the data are frozen already. */
		async addFrozenData(row: FrozenRow): Promise<boolean> {
			const { changes } = results
				.insert(frozenData)
				.values(row)
				.onConflictDoNothing()
				.run();
			return changes > 0;
		},
		async frozenData(surveyId: string): Promise<FrozenRow | undefined> {
			return results
				.select()
				.from(frozenData)
				.where(eq(frozenData.surveyId, surveyId))
				.get();
		},
		/** False where the same person has approved before. */
		async addApproval(row: typeof approval.$inferSelect): Promise<boolean> {
			const { changes } = results
				.insert(approval)
				.values(row)
				.onConflictDoNothing()
				.run();
			return changes > 0;
		},
		/** The first first. */
		async approvals(surveyId: string): Promise<{ by: string; atMs: number }[]> {
			return results
				.select({ by: approval.by, atMs: approval.atMs })
				.from(approval)
				.where(eq(approval.surveyId, surveyId))
				.orderBy(asc(approval.atMs), asc(approval.by))
				.all();
		},
		/** In the place of what was published before. */
		async setPublication(row: typeof publication.$inferInsert): Promise<void> {
			const { surveyId: _, ...set } = row;
			results
				.insert(publication)
				.values(row)
				.onConflictDoUpdate({ target: publication.surveyId, set })
				.run();
		},
		async publication(
			surveyId: string,
		): Promise<typeof publication.$inferSelect | undefined> {
			return results
				.select()
				.from(publication)
				.where(eq(publication.surveyId, surveyId))
				.get();
		},
	};
}
