import { eq, inArray } from "drizzle-orm";
import type { Db } from "./open.ts";
import {
	collectorLot,
	freeText,
	response,
	slip,
	spent,
	tally,
} from "./schema/collector.ts";
import {
	ballotBox,
	definition,
	frame,
	frameRow,
	handOver,
	ledger,
	lot,
	lotPublicKey,
	margin,
	sampleDraw,
	sampledUnit,
	samplePlan,
	stratum,
	survey,
	tokenManifest,
} from "./schema/design.ts";
import {
	approval,
	derivedVariable,
	frozenData,
	microdataFile,
	openAnswer,
	openCoding,
	publication,
	quotation,
	releasedDomain,
	savedTable,
	sentenceEdit,
	snapshot,
	snapshotColumn,
	weightVersion,
} from "./schema/results.ts";
import { shownCount } from "./schema/staff.ts";
import { emptyLog } from "./seal.ts";

export function purgeStore(design: Db, collector: Db, results: Db, staff: Db) {
	return {
		/**
		 * Deletes everything of a survey from all files but the audit. The survey itself goes last, so that a purge that
		 * was cut short can be done again.
		 */
		async purgeSurvey(id: string): Promise<void> {
			collector.transaction(
				(tx) => {
					const lots = tx
						.select({ id: collectorLot.id })
						.from(collectorLot)
						.where(eq(collectorLot.surveyId, id));
					for (const table of [response, slip, spent, tally])
						tx.delete(table).where(inArray(table.lotId, lots)).run();
					tx.delete(freeText).where(eq(freeText.surveyId, id)).run();
					tx.delete(collectorLot).where(eq(collectorLot.surveyId, id)).run();
				},
				{ behavior: "immediate" },
			);
			results.transaction((tx) => {
				for (const table of [
					snapshot,
					snapshotColumn,
					weightVersion,
					releasedDomain,
					derivedVariable,
					savedTable,
					frozenData,
					approval,
					openAnswer,
					openCoding,
					publication,
					quotation,
					microdataFile,
					sentenceEdit,
				])
					tx.delete(table).where(eq(table.surveyId, id)).run();
			});
			staff.delete(shownCount).where(eq(shownCount.surveyId, id)).run();
			design.transaction((tx) => {
				for (const table of [
					stratum,
					lot,
					lotPublicKey,
					tokenManifest,
					ballotBox,
					samplePlan,
					sampleDraw,
					sampledUnit,
					handOver,
					ledger,
					margin,
					frameRow,
					frame,
					definition,
				])
					tx.delete(table).where(eq(table.surveyId, id)).run();
				tx.delete(survey).where(eq(survey.id, id)).run();
			});
			emptyLogs();
		},
		/** See emptyLog; the collector's is emptied all the time. */
		emptyLogs: async () => emptyLogs(),
	};

	function emptyLogs() {
		for (const [name, db] of Object.entries({ design, results, staff }))
			emptyLog(db, name);
	}
}
