import { and, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { savedTable } from "./schema/results.ts";

export type SavedTable = typeof savedTable.$inferSelect;

export function savedTableStore(results: Db) {
	const is = (surveyId: string, id: string) =>
		and(eq(savedTable.surveyId, surveyId), eq(savedTable.id, id));
	return {
		async savedTables(surveyId: string): Promise<SavedTable[]> {
			return results
				.select()
				.from(savedTable)
				.where(eq(savedTable.surveyId, surveyId))
				.orderBy(savedTable.savedAtMs, savedTable.id)
				.all();
		},
		async savedTable(
			surveyId: string,
			id: string,
		): Promise<SavedTable | undefined> {
			return results.select().from(savedTable).where(is(surveyId, id)).get();
		},
		async addSavedTable(row: SavedTable): Promise<void> {
			results.insert(savedTable).values(row).run();
		},
		async changeSavedTable(
			surveyId: string,
			id: string,
			change: Partial<Pick<SavedTable, "name" | "isShared" | "isRemoved">>,
		): Promise<void> {
			results.update(savedTable).set(change).where(is(surveyId, id)).run();
		},
	};
}
