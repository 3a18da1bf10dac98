import { and, eq } from "drizzle-orm";
import type { Db } from "./open.ts";
import { sentenceEdit } from "./schema/results.ts";

export type SentenceEditRow = typeof sentenceEdit.$inferSelect;

export function sentenceEditStore(results: Db) {
	const is = (surveyId: string, paragraph: string) =>
		and(
			eq(sentenceEdit.surveyId, surveyId),
			eq(sentenceEdit.paragraph, paragraph),
		);
	/** Runs where the edit is still the one that somebody saw (`null`: none); false where it is not. */
	const unlessChanged = (
		{ surveyId, paragraph }: Pick<SentenceEditRow, "surveyId" | "paragraph">,
		seenAtMs: number | null,
		change: (tx: Pick<Db, "insert" | "delete">) => void,
	): boolean =>
		results.transaction(
			(tx) => {
				const now = tx
					.select({ atMs: sentenceEdit.atMs })
					.from(sentenceEdit)
					.where(is(surveyId, paragraph))
					.get();
				if ((now?.atMs ?? null) !== seenAtMs) return false;
				change(tx);
				return true;
			},
			{ behavior: "immediate" },
		);
	return {
		async sentenceEdits(surveyId: string): Promise<SentenceEditRow[]> {
			return results
				.select()
				.from(sentenceEdit)
				.where(eq(sentenceEdit.surveyId, surveyId))
				.orderBy(sentenceEdit.paragraph)
				.all();
		},
		/** False where somebody has changed it since it was seen. */
		async setSentenceEdit(
			row: SentenceEditRow,
			seenAtMs: number | null,
		): Promise<boolean> {
			const { surveyId: _, paragraph: __, ...set } = row;
			return unlessChanged(row, seenAtMs, (tx) =>
				tx
					.insert(sentenceEdit)
					.values(row)
					.onConflictDoUpdate({
						target: [sentenceEdit.surveyId, sentenceEdit.paragraph],
						set,
					})
					.run(),
			);
		},
		/** False where somebody has changed it since it was seen. */
		async removeSentenceEdit(
			surveyId: string,
			paragraph: string,
			seenAtMs: number,
		): Promise<boolean> {
			return unlessChanged({ surveyId, paragraph }, seenAtMs, (tx) =>
				tx.delete(sentenceEdit).where(is(surveyId, paragraph)).run(),
			);
		},
	};
}
