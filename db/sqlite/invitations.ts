import { and, count, eq, inArray, sql } from "drizzle-orm";
import { backUp } from "./backup.ts";
import { type KeyMac, mustBelong } from "./key-check.ts";
import { openDatabase } from "./open.ts";
import { invitation, issuing, lotKey } from "./schema/issuer.ts";
import { rewriteFile, sealOf } from "./seal.ts";

export type IssuingState = (typeof issuing.$inferSelect)["state"];
export type SealedKey = typeof lotKey.$inferSelect;

export interface NewInvitation {
	codeMac: Buffer;
	lotId: string;
	slot: Buffer;
}

/** issuer.db: it is opened apart from the other files, so that a collector never has it. */
export function sqliteIssuerStore(folder: string, pepperMac: KeyMac) {
	const db = openDatabase(folder, "issuer");
	mustBelong(db, "issuer", pepperMac);
	const seal = sealOf(db, { writes: 50, ms: 2000 }, { withTexts: false });
	seal.sealNow();
	const lotsOf = (surveyId: string) =>
		db
			.select({ id: lotKey.lotId })
			.from(lotKey)
			.where(eq(lotKey.surveyId, surveyId));
	const countsOf = async (surveyId: string, issuedOnly: boolean) => {
		const rows = db
			.select({ lotId: invitation.lotId, cards: count() })
			.from(invitation)
			.where(
				and(
					inArray(invitation.lotId, lotsOf(surveyId)),
					issuedOnly ? eq(invitation.issued, true) : undefined,
				),
			)
			.groupBy(invitation.lotId)
			.all();
		return new Map(rows.map(({ lotId, cards }) => [lotId, cards]));
	};
	return {
		async issuingState(surveyId: string): Promise<IssuingState | undefined> {
			return db
				.select()
				.from(issuing)
				.where(eq(issuing.surveyId, surveyId))
				.get()?.state;
		},
		/** Nothing happens to a survey that issues no tokens here, and none that was closed opens again. */
		async setIssuingState(
			surveyId: string,
			state: IssuingState,
		): Promise<void> {
			db.update(issuing)
				.set({ state })
				.where(
					and(
						eq(issuing.surveyId, surveyId),
						sql`${issuing.state} <> 'closed'`,
					),
				)
				.run();
		},
		async issuedSurveys(): Promise<
			{ surveyId: string; state: IssuingState }[]
		> {
			return db.select().from(issuing).orderBy(issuing.surveyId).all();
		},
		/** The keys of a survey, all at once; they replace those that an interrupted preparation left behind. */
		async setLotKeys(
			surveyId: string,
			state: IssuingState,
			keys: Pick<SealedKey, "lotId" | "sealedPrivateKey">[],
		): Promise<void> {
			db.transaction(
				(tx) => {
					tx.delete(lotKey).where(eq(lotKey.surveyId, surveyId)).run();
					tx.delete(issuing).where(eq(issuing.surveyId, surveyId)).run();
					tx.insert(issuing).values({ surveyId, state }).run();
					for (const key of keys)
						tx.insert(lotKey)
							.values({ ...key, surveyId })
							.run();
				},
				{ behavior: "immediate" },
			);
		},
		async sealedKey(lotId: string): Promise<SealedKey | undefined> {
			return db.select().from(lotKey).where(eq(lotKey.lotId, lotId)).get();
		},
		/** At once: whether a key file fits is known before anything else happens. */
		anySealedKey(): SealedKey | undefined {
			return db.select().from(lotKey).limit(1).get();
		},
		async invitation(surveyId: string, codeMac: Buffer) {
			return db
				.select({
					lotId: invitation.lotId,
					issued: invitation.issued,
					slot: invitation.slot,
				})
				.from(invitation)
				.where(
					and(
						eq(invitation.codeMac, codeMac),
						inArray(invitation.lotId, lotsOf(surveyId)),
					),
				)
				.get();
		},
		/** Turns an invitation over in its place; false where it has been issued, or its field closed, by now. */
		async issue(
			surveyId: string,
			codeMac: Buffer,
			slot: Buffer,
		): Promise<boolean> {
			const isOpen = sql`exists (select 1 from ${issuing} where ${issuing.surveyId} = ${surveyId} and ${issuing.state} = 'open')`;
			const { changes } = db
				.update(invitation)
				.set({ issued: true, slot })
				.where(
					and(
						eq(invitation.codeMac, codeMac),
						eq(invitation.issued, false),
						isOpen,
					),
				)
				.run();
			seal.wrote(changes, false);
			return changes === 1;
		},
		/** The first invitations of lots; false, and nothing stored, if one of the lots has some already. */
		async addFirstInvitations(invitations: NewInvitation[]): Promise<boolean> {
			const lotIds = [...new Set(invitations.map(({ lotId }) => lotId))];
			return db.transaction(
				(tx) => {
					const there = tx
						.select({ lotId: invitation.lotId })
						.from(invitation)
						.where(inArray(invitation.lotId, lotIds))
						.limit(1)
						.get();
					if (there) return false;
					const insert = tx
						.insert(invitation)
						.values({
							codeMac: sql.placeholder("codeMac"),
							lotId: sql.placeholder("lotId"),
							slot: sql.placeholder("slot"),
							issued: false,
						})
						.prepare();
					for (const row of invitations) insert.run({ ...row });
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Takes invitations away that nothing was issued for. Says nothing of the others. */
		async removeUnissued(codeMacs: Buffer[]): Promise<void> {
			db.transaction((tx) => {
				for (const codeMac of codeMacs)
					tx.delete(invitation)
						.where(
							and(
								eq(invitation.codeMac, codeMac),
								eq(invitation.issued, false),
							),
						)
						.run();
			});
		},
		/** Takes all invitations of lots away; false, and nothing done, where one of them has been issued. */
		async removeInvitationsOf(lotIds: string[]): Promise<boolean> {
			return db.transaction(
				(tx) => {
					const issued = tx
						.select({ lotId: invitation.lotId })
						.from(invitation)
						.where(
							and(
								inArray(invitation.lotId, lotIds),
								eq(invitation.issued, true),
							),
						)
						.limit(1)
						.get();
					if (issued) return false;
					tx.delete(invitation).where(inArray(invitation.lotId, lotIds)).run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Invitations by lot, issued or not. */
		invitationCounts: (surveyId: string) => countsOf(surveyId, false),
		/** By lot: never shown while the field is open. */
		issuedCounts: (surveyId: string) => countsOf(surveyId, true),
		/** Private keys and invitations of a survey, for good: rows are overwritten, and the file is written anew. */
		async destroyKeys(surveyId: string): Promise<{ keys: number }> {
			const keys = db.transaction(
				(tx) => {
					tx.update(issuing)
						.set({ state: "closed" })
						.where(eq(issuing.surveyId, surveyId))
						.run();
					tx.delete(invitation)
						.where(inArray(invitation.lotId, lotsOf(surveyId)))
						.run();
					return tx.delete(lotKey).where(eq(lotKey.surveyId, surveyId)).run()
						.changes;
				},
				{ behavior: "immediate" },
			);
			rewriteFile(db, "issuer");
			return { keys };
		},
		/** Forgets that a survey whose keys are destroyed was ever issued for. */
		async purgeIssuing(surveyId: string): Promise<void> {
			db.delete(issuing).where(eq(issuing.surveyId, surveyId)).run();
			rewriteFile(db, "issuer");
		},
		/** Empties the write-ahead log; false while another program keeps it from that. */
		sealNow: async () => seal.sealNow(),
		/** See rewriteFile. */
		async rewriteIssuer(): Promise<void> {
			rewriteFile(db, "issuer");
		},
		backUp: (to: string, recipient: string): Promise<string> =>
			backUp(db, "issuer", to, recipient),
		close() {
			seal.sealNow();
			seal.stop();
			db.$client.close();
		},
	};
}
