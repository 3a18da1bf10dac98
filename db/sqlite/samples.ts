import { and, count, eq, inArray, notInArray, sql } from "drizzle-orm";
import { addBlanks, removeBlanks } from "./blanks.ts";
import type { Db } from "./open.ts";
import { collectorLot, slip } from "./schema/collector.ts";
import {
	handOver,
	ledger,
	lot,
	sampleDraw,
	sampledUnit,
	samplePlan,
	stratum,
	survey,
	tokenManifest,
} from "./schema/design.ts";
import { emptyLog } from "./seal.ts";

export type Stratum = typeof stratum.$inferSelect;
export type Lot = typeof lot.$inferSelect;
/** A lot that is no reserve need not say so. */
export type NewLot = typeof lot.$inferInsert;
export type SampledUnit = typeof sampledUnit.$inferSelect;
export type SampleDraw = typeof sampleDraw.$inferSelect;
export type StoredPlan = typeof samplePlan.$inferSelect;
export type HandOver = typeof handOver.$inferSelect;
export type LedgerRow = typeof ledger.$inferSelect;

export interface NewSample {
	strata: Stratum[];
	units: SampledUnit[];
	lots: NewLot[];
	/** What is needed to draw it again; absent where nothing was drawn. */
	draw?: SampleDraw;
	handOver?: HandOver[];
}

export interface NewSlip {
	codeMac: Buffer;
	lotId: string;
	slot: Buffer;
}

export function sampleStore(design: Db, collector: Db, padTo: number) {
	return {
		async samplePlan(surveyId: string): Promise<StoredPlan | undefined> {
			return design
				.select()
				.from(samplePlan)
				.where(eq(samplePlan.surveyId, surveyId))
				.get();
		},
		/** False, and nothing stored, where the plan that it would take the place of is not the one that is meant. */
		async setSamplePlan(
			row: StoredPlan,
			isMeant: (before: StoredPlan | undefined) => boolean = () => true,
		): Promise<boolean> {
			return design.transaction(
				(tx) => {
					const before = tx
						.select()
						.from(samplePlan)
						.where(eq(samplePlan.surveyId, row.surveyId))
						.get();
					if (!isMeant(before)) return false;
					tx.insert(samplePlan)
						.values(row)
						.onConflictDoUpdate({ target: samplePlan.surveyId, set: row })
						.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/**
		 * Writes a sample, all of it or nothing: strata, units, lots, a copy of the lots for the collector. Takes the place
		 * of an earlier one, which must have no cards: false, and nothing stored, where it has.
		 */
		async addSample(surveyId: string, sample: NewSample): Promise<boolean> {
			// The collector has the new lots before design.db knows them, and loses the old ones after: whenever this is cut
			// short, every lot of the sample that stands is known to it, and lots that only it knows have no slips.
			const isFirst = collector.transaction(
				(tx) => {
					const printed = tx
						.select({ id: collectorLot.id })
						.from(collectorLot)
						.innerJoin(slip, eq(slip.lotId, collectorLot.id))
						.where(eq(collectorLot.surveyId, surveyId))
						.limit(1)
						.get();
					const promised = design
						.select({ root: tokenManifest.root })
						.from(tokenManifest)
						.where(eq(tokenManifest.surveyId, surveyId))
						.get();
					if (printed || promised) return false;
					const state = design
						.select({ status: survey.status })
						.from(survey)
						.where(eq(survey.id, surveyId))
						.get();
					const open = state?.status === "open";
					for (const { id, level } of sample.lots)
						tx.insert(collectorLot)
							.values({ id, surveyId, level, open })
							.onConflictDoUpdate({
								target: collectorLot.id,
								set: { level, open },
								setWhere: eq(collectorLot.surveyId, surveyId),
							})
							.run();
					return true;
				},
				{ behavior: "immediate" },
			);
			if (!isFirst) return false;
			design.transaction((tx) => {
				for (const table of [
					stratum,
					sampledUnit,
					lot,
					handOver,
					ledger,
					sampleDraw,
				])
					tx.delete(table).where(eq(table.surveyId, surveyId)).run();
				for (const row of sample.strata) tx.insert(stratum).values(row).run();
				for (const row of sample.units)
					tx.insert(sampledUnit).values(row).run();
				for (const row of sample.lots) tx.insert(lot).values(row).run();
				for (const row of sample.handOver ?? [])
					tx.insert(handOver).values(row).run();
				if (sample.draw) tx.insert(sampleDraw).values(sample.draw).run();
			});
			collector
				.delete(collectorLot)
				.where(
					and(
						eq(collectorLot.surveyId, surveyId),
						notInArray(
							collectorLot.id,
							sample.lots.map(({ id }) => id),
						),
					),
				)
				.run();
			return true;
		},
		async sampleDraw(surveyId: string): Promise<SampleDraw | undefined> {
			return design
				.select()
				.from(sampleDraw)
				.where(eq(sampleDraw.surveyId, surveyId))
				.get();
		},
		async sampledUnits(surveyId: string): Promise<SampledUnit[]> {
			return design
				.select()
				.from(sampledUnit)
				.where(eq(sampledUnit.surveyId, surveyId))
				.orderBy(sampledUnit.row)
				.all();
		},
		/** Which units hand out the cards of which lot, until it has been given out. */
		async handOver(surveyId: string): Promise<HandOver[]> {
			return design
				.select()
				.from(handOver)
				.where(eq(handOver.surveyId, surveyId))
				.orderBy(handOver.lotId, handOver.row)
				.all();
		},
		async eraseHandOver(surveyId: string): Promise<void> {
			design.delete(handOver).where(eq(handOver.surveyId, surveyId)).run();
			emptyLog(design, "design");
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
		/** Rates and reserve of lots and of units, anew: a reserve that is opened changes them for a whole stratum. */
		async setLots(
			lots: Pick<Lot, "id" | "rates" | "reserve">[],
			units: Omit<SampledUnit, "unit" | "stratumId" | "parentRow">[] = [],
		): Promise<void> {
			design.transaction((tx) => {
				for (const { id, rates, reserve } of lots)
					tx.update(lot).set({ rates, reserve }).where(eq(lot.id, id)).run();
				for (const { surveyId, row, ...unit } of units) {
					const { inclusionProbability, stages, reserve } = unit;
					tx.update(sampledUnit)
						.set({ inclusionProbability, stages, reserve })
						.where(
							and(eq(sampledUnit.surveyId, surveyId), eq(sampledUnit.row, row)),
						)
						.run();
				}
			});
		},
		async ledger(surveyId: string): Promise<LedgerRow[]> {
			return design
				.select()
				.from(ledger)
				.where(eq(ledger.surveyId, surveyId))
				.orderBy(ledger.lotId, ledger.pile)
				.all();
		},
		async setLedger(rows: LedgerRow[]): Promise<void> {
			design.transaction((tx) => {
				for (const row of rows)
					tx.insert(ledger)
						.values(row)
						.onConflictDoUpdate({
							target: [ledger.lotId, ledger.pile],
							set: { counts: row.counts },
						})
						.run();
			});
		},
		async addSlips(slips: NewSlip[]): Promise<void> {
			collector.transaction((tx) => {
				for (const row of slips)
					tx.insert(slip)
						.values({ ...row, used: false })
						.run();
				addBlanks(tx, slips, padTo);
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
					addBlanks(tx, slips, padTo);
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Takes unused slips away. Says nothing of how many were used: a count would tell who has answered. */
		async removeUnusedSlips(codeMacs: Buffer[]): Promise<void> {
			collector.transaction((tx) => {
				for (const codeMac of codeMacs) {
					const [removed] = tx
						.delete(slip)
						.where(and(eq(slip.codeMac, codeMac), eq(slip.used, false)))
						.returning({ lotId: slip.lotId })
						.all();
					if (removed) removeBlanks(tx, removed.lotId, 1);
				}
			});
		},
		/** Takes all slips of lots away; false, and nothing done, where one of them has been used. */
		async removeSlipsOf(lotIds: string[]): Promise<boolean> {
			return collector.transaction(
				(tx) => {
					const used = tx
						.select({ lotId: slip.lotId })
						.from(slip)
						.where(and(inArray(slip.lotId, lotIds), eq(slip.used, true)))
						.limit(1)
						.get();
					if (used) return false;
					tx.delete(slip).where(inArray(slip.lotId, lotIds)).run();
					for (const lotId of lotIds) removeBlanks(tx, lotId);
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
