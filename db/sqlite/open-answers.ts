import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "./open.ts";
import { openAnswer, openCoding, quotation } from "./schema/results.ts";

export type OpenAnswerRow = typeof openAnswer.$inferSelect;
export type OpenCodingRow = typeof openCoding.$inferSelect;
export type QuotationRow = typeof quotation.$inferSelect;

export function openAnswerStore(results: Db) {
	return {
		/** Also in the place of what somebody let through before, as long as nobody has coded it; false where somebody has. */
		async setOpenAnswer(row: OpenAnswerRow): Promise<boolean> {
			return results.transaction(
				(tx) => {
					const coded = tx
						.select()
						.from(openCoding)
						.where(
							and(
								eq(openCoding.surveyId, row.surveyId),
								eq(openCoding.id, row.id),
							),
						)
						.get();
					if (coded) return false;
					tx.insert(openAnswer)
						.values(row)
						.onConflictDoUpdate({
							target: [openAnswer.surveyId, openAnswer.id],
							set: { masked: row.masked, by: row.by },
						})
						.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		async openAnswers(surveyId: string): Promise<OpenAnswerRow[]> {
			return results
				.select()
				.from(openAnswer)
				.where(eq(openAnswer.surveyId, surveyId))
				.orderBy(asc(openAnswer.id))
				.all();
		},
		/** False where the place is taken by somebody else, or the text has moved on; one's own latest coding is replaced. */
		async setOpenCoding(row: OpenCodingRow): Promise<boolean> {
			return results.transaction(
				(tx) => {
					const codings = tx
						.select()
						.from(openCoding)
						.where(
							and(
								eq(openCoding.surveyId, row.surveyId),
								eq(openCoding.id, row.id),
							),
						)
						.orderBy(asc(openCoding.place))
						.all();
					const last = codings.at(-1);
					const isOwn = last?.coder === row.coder && last.place === row.place;
					const isNext =
						row.place === codings.length + 1 &&
						codings.every(({ coder }) => coder !== row.coder);
					if (!isOwn && !isNext) return false;
					tx.insert(openCoding)
						.values(row)
						.onConflictDoUpdate({
							target: [openCoding.surveyId, openCoding.id, openCoding.place],
							set: { codes: row.codes },
						})
						.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** By text, each in the order of coding. */
		async openCodings(surveyId: string): Promise<Map<string, OpenCodingRow[]>> {
			const rows = results
				.select()
				.from(openCoding)
				.where(eq(openCoding.surveyId, surveyId))
				.orderBy(asc(openCoding.id), asc(openCoding.place))
				.all();
			return Map.groupBy(rows, ({ id }) => id);
		},
		/** A passage chosen anew has to be approved anew. */
		async setQuotation(row: Omit<QuotationRow, "approvedBy">): Promise<void> {
			const { surveyId: _s, id: _i, ...set } = row;
			results
				.insert(quotation)
				.values({ ...row, approvedBy: null })
				.onConflictDoUpdate({
					target: [quotation.surveyId, quotation.id],
					set: { ...set, approvedBy: null },
				})
				.run();
		},
		async removeQuotation(surveyId: string, id: string): Promise<void> {
			results
				.delete(quotation)
				.where(and(eq(quotation.surveyId, surveyId), eq(quotation.id, id)))
				.run();
		},
		/** False where it is not there as it was read, or approved already. */
		async approveQuotation(
			surveyId: string,
			id: string,
			passage: string,
			by: string,
		): Promise<boolean> {
			const { changes } = results
				.update(quotation)
				.set({ approvedBy: by })
				.where(
					and(
						eq(quotation.surveyId, surveyId),
						eq(quotation.id, id),
						eq(quotation.passage, passage),
						isNull(quotation.approvedBy),
					),
				)
				.run();
			return changes > 0;
		},
		async quotations(surveyId: string): Promise<QuotationRow[]> {
			return results
				.select()
				.from(quotation)
				.where(eq(quotation.surveyId, surveyId))
				.orderBy(asc(quotation.code), asc(quotation.id))
				.all();
		},
	};
}
