import { count, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./open.ts";
import { collectorLot, slip } from "./schema/collector.ts";
import { frameUnit, lot, stratum } from "./schema/design.ts";

export type Stratum = typeof stratum.$inferSelect;
export type Lot = typeof lot.$inferSelect;
export type FrameUnit = typeof frameUnit.$inferSelect;

export interface NewSlip {
	codeMac: Buffer;
	lotId: string;
	slot: Buffer;
}

export function sampleStore(design: Db, collector: Db) {
	return {
		/** Writes a drawn sample: strata, frame, lots, and a copy of the lots for the collector. */
		async addSample(sample: {
			strata: Stratum[];
			units: FrameUnit[];
			lots: Lot[];
		}): Promise<void> {
			// The collector first: a sample that design.db knows is whole.
			collector.transaction((tx) => {
				for (const { id, surveyId, level } of sample.lots)
					tx.insert(collectorLot)
						.values({ id, surveyId, level, open: true })
						.onConflictDoNothing()
						.run();
			});
			design.transaction((tx) => {
				for (const row of sample.strata) tx.insert(stratum).values(row).run();
				for (const row of sample.units) tx.insert(frameUnit).values(row).run();
				for (const row of sample.lots) tx.insert(lot).values(row).run();
			});
		},
		async strata(surveyId: string): Promise<Stratum[]> {
			return design
				.select()
				.from(stratum)
				.where(eq(stratum.surveyId, surveyId))
				.orderBy(stratum.id)
				.all();
		},
		async lots(surveyId: string): Promise<Lot[]> {
			return design
				.select()
				.from(lot)
				.where(eq(lot.surveyId, surveyId))
				.orderBy(lot.id)
				.all();
		},
		async addSlips(slips: NewSlip[]): Promise<void> {
			collector.transaction((tx) => {
				for (const row of slips)
					tx.insert(slip)
						.values({ ...row, used: false })
						.run();
			});
		},
		/** The first slips of lots; false, and nothing stored, if one of the lots has slips already. */
		async addFirstSlips(slips: NewSlip[]): Promise<boolean> {
			const lotIds = [...new Set(slips.map(({ lotId }) => lotId))];
			return collector.transaction(
				(tx) => {
					const there = tx
						.select({ lotId: slip.lotId })
						.from(slip)
						.where(inArray(slip.lotId, lotIds))
						.limit(1)
						.get();
					if (there) return false;
					const insert = tx
						.insert(slip)
						.values({
							codeMac: sql.placeholder("codeMac"),
							lotId: sql.placeholder("lotId"),
							slot: sql.placeholder("slot"),
							used: false,
						})
						.prepare();
					for (const row of slips) insert.run({ ...row });
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Slips by lot; a lot without any is left out. */
		async slipCounts(surveyId: string): Promise<Map<string, number>> {
			const rows = collector
				.select({ lotId: slip.lotId, slips: count() })
				.from(slip)
				.innerJoin(collectorLot, eq(collectorLot.id, slip.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.groupBy(slip.lotId)
				.all();
			return new Map(rows.map(({ lotId, slips }) => [lotId, slips]));
		},
		async slipCount(surveyId: string): Promise<number> {
			const row = collector
				.select({ slips: count() })
				.from(slip)
				.innerJoin(collectorLot, eq(collectorLot.id, slip.lotId))
				.where(eq(collectorLot.surveyId, surveyId))
				.get();
			return row?.slips ?? 0;
		},
	};
}
