import { and, count, eq, gt, sql } from "drizzle-orm";
import type { Manifest } from "../../survey-definitions/manifest.ts";
import { addBlanks, addBlankTokens } from "./blanks.ts";
import type { Db } from "./open.ts";
import { inPieces } from "./pieces.ts";
import { collectorLot, response, slip, spent } from "./schema/collector.ts";
import {
	ballotBox,
	lotPublicKey,
	type PublishedBallotBox,
	tokenManifest,
} from "./schema/design.ts";

export type { PublishedBallotBox };

/** A spent token, with what anybody needs to check it. */
export interface SpentBallot {
	lotId: string;
	message: Buffer;
	signature: Buffer;
}

/** What is published of lots' keys, and what came of them. */
export function ballotStore(design: Db, collector: Db, padTo: number) {
	return {
		async tokenManifest(
			surveyId: string,
		): Promise<{ manifest: Manifest; root: string } | undefined> {
			return design
				.select({
					manifest: tokenManifest.manifest,
					root: tokenManifest.root,
				})
				.from(tokenManifest)
				.where(eq(tokenManifest.surveyId, surveyId))
				.get();
		},
		/** Publishes the keys of a survey's lots, once; false, and nothing stored, where they are published already. */
		async addTokenManifest(
			surveyId: string,
			published: { manifest: Manifest; root: string },
			keys: { lotId: string; spki: Buffer }[],
		): Promise<boolean> {
			const isThere = design
				.select({ root: tokenManifest.root })
				.from(tokenManifest)
				.where(eq(tokenManifest.surveyId, surveyId))
				.get();
			if (isThere) return false;
			// The collector first: a manifest that design.db knows can be answered.
			collector.transaction((tx) => {
				for (const { lotId, spki } of keys)
					tx.update(collectorLot)
						.set({ publicKey: spki })
						.where(eq(collectorLot.id, lotId))
						.run();
			});
			design.transaction((tx) => {
				tx.delete(lotPublicKey)
					.where(eq(lotPublicKey.surveyId, surveyId))
					.run();
				for (const key of keys)
					tx.insert(lotPublicKey)
						.values({ ...key, surveyId })
						.run();
				tx.insert(tokenManifest)
					.values({ surveyId, ...published })
					.run();
			});
			return true;
		},
		async lotPublicKeys(
			surveyId: string,
		): Promise<{ lotId: string; spki: Buffer }[]> {
			return design
				.select({ lotId: lotPublicKey.lotId, spki: lotPublicKey.spki })
				.from(lotPublicKey)
				.where(eq(lotPublicKey.surveyId, surveyId))
				.orderBy(lotPublicKey.lotId)
				.all();
		},
		/** A blank form and a blank token for each card of a survey with tokens; slips bring their forms. */
		async addBlanks(cards: { lotId: string }[]): Promise<void> {
			collector.transaction((tx) => {
				addBlanks(tx, cards, padTo);
				addBlankTokens(tx, cards);
			});
		},
		/** What the collector knows of a lot. */
		async tokenLot(surveyId: string, lotId: string) {
			return collector
				.select({
					level: collectorLot.level,
					open: collectorLot.open,
					publicKey: collectorLot.publicKey,
				})
				.from(collectorLot)
				.where(
					and(eq(collectorLot.id, lotId), eq(collectorLot.surveyId, surveyId)),
				)
				.get();
		},
		/** How a token was spent, as far as the running server can tell; undefined where it is not. */
		async spentToken(
			lotId: string,
			nullifier: Buffer,
		): Promise<{ idempotencyMac: Buffer } | undefined> {
			return collector
				.select({ idempotencyMac: spent.idempotencyMac })
				.from(spent)
				.where(and(eq(spent.lotId, lotId), eq(spent.nullifier, nullifier)))
				.get();
		},
		/** In the order of their random ids. */
		spentBallots: (surveyId: string): AsyncGenerator<SpentBallot> =>
			inPieces((after, atOnce) =>
				collector
					.select({
						id: spent.id,
						lotId: spent.lotId,
						message: spent.message,
						signature: spent.signature,
					})
					.from(spent)
					.innerJoin(collectorLot, eq(collectorLot.id, spent.lotId))
					.where(
						and(
							eq(collectorLot.surveyId, surveyId),
							eq(spent.filled, true),
							gt(spent.id, after),
						),
					)
					.orderBy(spent.id)
					.limit(atOnce)
					.all(),
			),
		/** Used slips by lot: never shown while the field is open. */
		async usedSlipCounts(surveyId: string): Promise<Map<string, number>> {
			const rows = collector
				.select({ lotId: slip.lotId, used: count() })
				.from(slip)
				.innerJoin(collectorLot, eq(collectorLot.id, slip.lotId))
				.where(and(eq(collectorLot.surveyId, surveyId), eq(slip.used, true)))
				.groupBy(slip.lotId)
				.all();
			return new Map(rows.map(({ lotId, used }) => [lotId, used]));
		},
		async ballotBox(surveyId: string): Promise<PublishedBallotBox | undefined> {
			return design
				.select()
				.from(ballotBox)
				.where(eq(ballotBox.surveyId, surveyId))
				.get()?.published;
		},
		/** Publishes it once: what stands there already stays. */
		async publishBallotBox(
			surveyId: string,
			published: PublishedBallotBox,
		): Promise<void> {
			design
				.insert(ballotBox)
				.values({ surveyId, published })
				.onConflictDoNothing()
				.run();
		},
		/** Moves the forms of small lots to those that they join: what the rule merged is not kept apart anywhere. */
		async mergeLots(joined: Map<string, string>): Promise<void> {
			collector.transaction(
				(tx) => {
					for (const [lotId, to] of joined)
						tx.update(response)
							.set({ lotId: to })
							.where(and(eq(response.lotId, lotId), eq(response.filled, true)))
							.run();
				},
				{ behavior: "immediate" },
			);
		},
		/** Slips that nobody used, and what is blank: after close nothing is left to be filled in. */
		async destroyUnused(surveyId: string): Promise<{ slips: number }> {
			return collector.transaction(
				(tx) => {
					const lots = sql`(select ${collectorLot.id} from ${collectorLot} where ${collectorLot.surveyId} = ${surveyId})`;
					// The plus keeps it from following the index of lots, which would fetch the rows one by one.
					for (const blanks of [response, spent])
						tx.delete(blanks)
							.where(
								and(eq(blanks.filled, false), sql`+${blanks.lotId} in ${lots}`),
							)
							.run();
					const { changes } = tx
						.delete(slip)
						.where(and(eq(slip.used, false), sql`${slip.lotId} in ${lots}`))
						.run();
					return { slips: changes };
				},
				{ behavior: "immediate" },
			);
		},
	};
}
