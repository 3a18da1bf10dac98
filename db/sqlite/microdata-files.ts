import { eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { microdataFile } from "./schema/results.ts";

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
		/** Keeps what the file holds, and gives what was kept first. */
		async addMicrodataFile(file: MicrodataFile): Promise<MicrodataFile> {
			return results.transaction(
				(tx) => {
					tx.insert(microdataFile).values(file).onConflictDoNothing().run();
					return tx
						.select()
						.from(microdataFile)
						.where(eq(microdataFile.surveyId, file.surveyId))
						.get() as MicrodataFile;
				},
				{ behavior: "immediate" },
			);
		},
	};
}
