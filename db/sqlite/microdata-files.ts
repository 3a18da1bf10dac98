import { count, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { microdataFile, releasedDomain } from "./schema/results.ts";

export type MicrodataFile = typeof microdataFile.$inferSelect;

export function microdataFileStore(results: Db) {
	return {
		async microdataFile(surveyId: string): Promise<MicrodataFile | undefined> {
			return results
				.select()
				.from(microdataFile)
				.where(eq(microdataFile.surveyId, surveyId))
				.get();
		},
		/**
		 * Keeps what the file holds, and gives what was kept first; undefined, and nothing is kept, where not as many tables
		 * have been released as the file was judged by.
		 */
		async addMicrodataFile(
			file: MicrodataFile,
			released: number,
		): Promise<MicrodataFile | undefined> {
			const kept = eq(microdataFile.surveyId, file.surveyId);
			return results.transaction(
				(tx) => {
					const [found] = tx
						.select({ rows: count() })
						.from(releasedDomain)
						.where(eq(releasedDomain.surveyId, file.surveyId))
						.all();
					if (found?.rows === released)
						tx.insert(microdataFile).values(file).onConflictDoNothing().run();
					return tx.select().from(microdataFile).where(kept).get();
				},
				{ behavior: "immediate" },
			);
		},
	};
}
