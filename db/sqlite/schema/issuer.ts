import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

// issuer.db: private keys of lots and codes of invitations, and nothing of what anybody answered. WITHOUT ROWID, as in
// collector.db; all that the issuer needs is here, so that it can stand on a machine of its own.

/** A survey whose tokens are issued here. */
export const issuing = sqliteTable("issuing", {
	surveyId: text("survey_id").primaryKey(),
	state: text("state")
		.$type<"preparing" | "open" | "paused" | "closed">()
		.notNull(),
});

export const lotKey = sqliteTable("lot_key", {
	lotId: text("lot_id").primaryKey(),
	surveyId: text("survey_id").notNull(),
	sealedPrivateKey: blob("sealed_private_key", { mode: "buffer" }).notNull(),
});

/** A card's code is kept as HMAC(pepper, code) alone. */
export const invitation = sqliteTable("invitation", {
	codeMac: blob("code_mac", { mode: "buffer" }).primaryKey(),
	lotId: text("lot_id").notNull(),
	/** Whether a token has been signed for it. 0 and 1 take no bytes: the row stays where it is. */
	issued: integer("state", { mode: "boolean" }).notNull(),
	/** 32 random bytes from the start; overwritten by SHA-256 of the blinded message. */
	slot: blob("slot", { mode: "buffer" }).notNull(),
});

/** HMAC(key, its name): tells at start whether a key file belongs to this database. */
export const keyCheck = sqliteTable("key_check", {
	name: text("name").primaryKey(),
	mac: blob("mac", { mode: "buffer" }).notNull(),
});
