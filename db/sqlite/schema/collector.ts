import {
	blob,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";

// collector.db: slips, spent tokens and responses. Keys are random or HMACs, tables are WITHOUT ROWID (written into the migration by
// hand: drizzle has no word for it), and no column tells a time, an address, a device or an order of arrival.

/** A copy of what the collector needs to know of each lot. */
export const collectorLot = sqliteTable("lot", {
	id: text("id").primaryKey(),
	surveyId: text("survey_id").notNull(),
	level: integer("level").notNull(),
	/** Whether the field is open: asked in the transaction that stores, so that nothing comes after the close. */
	open: integer("open", { mode: "boolean" }).notNull(),
	/** SubjectPublicKeyInfo (DER) of a lot that is answered with tokens. */
	publicKey: blob("public_key", { mode: "buffer" }),
});

/** A card's code is kept as HMAC(pepper, code) alone. */
export const slip = sqliteTable("slip", {
	codeMac: blob("code_mac", { mode: "buffer" }).primaryKey(),
	lotId: text("lot_id").notNull(),
	used: integer("used", { mode: "boolean" }).notNull(),
	/** 32 random bytes from the start; overwritten by SHA-256(receipt) at use, so that a retry is known as one. */
	slot: blob("slot", { mode: "buffer" }).notNull(),
});

/**
 * A token that has voted: with the lot's public key anybody can check it. It shares nothing with the response it brought.
 * As with responses, a blank lies here for each card, and a token is written over one of its lot's, drawn by chance:
 * hence the key of chance, and not the nullifier, whose place would be taken by inserting it.
 */
export const spent = sqliteTable(
	"spent",
	{
		id: blob("id", { mode: "buffer" }).primaryKey(),
		lotId: text("lot_id").notNull(),
		/** SHA-256 of the message; of a blank, as the others, as many zeros. */
		nullifier: blob("nullifier", { mode: "buffer" }).notNull(),
		message: blob("message", { mode: "buffer" }).notNull(),
		signature: blob("signature", { mode: "buffer" }).notNull(),
		/** Under a key that lives in memory alone: to everybody else, and after a restart, 32 bytes of chance. */
		idempotencyMac: blob("idempotency_mac", { mode: "buffer" }).notNull(),
		filled: integer("filled", { mode: "boolean" }).notNull(),
	},
	(table) => [index("spent_lot").on(table.lotId)],
);

/** HMAC(key, its name): tells at start whether a key file belongs to this database. */
export const keyCheck = sqliteTable("key_check", {
	name: text("name").primaryKey(),
	mac: blob("mac", { mode: "buffer" }).notNull(),
});

/**
 * Filled forms and blank ones. As many blanks as cards lie here from the start, and a form that comes is written over one
 * of its lot's, drawn by chance: it takes the same bytes in the same place, so that no page tells what came when.
 */
export const response = sqliteTable(
	"response",
	{
		id: blob("id", { mode: "buffer" }).primaryKey(),
		lotId: text("lot_id").notNull(),
		/** ResponseBody as JSON, padded with spaces to 4 KiB; of a blank, spaces alone. */
		body: blob("body", { mode: "buffer" }).notNull(),
		/** SQLite keeps 0 and 1 in no bytes at all, so that filling does not move the row. */
		filled: integer("filled", { mode: "boolean" }).notNull().default(true),
	},
	(table) => [index("response_lot").on(table.lotId)],
);

/** Open answers, tied to no response and no lot. */
export const freeText = sqliteTable("free_text", {
	id: blob("id", { mode: "buffer" }).primaryKey(),
	surveyId: text("survey_id").notNull(),
	question: text("question").notNull(),
	body: text("body").notNull(),
});

export type Outcome = "declined" | "screened";

/** Those who declined or were screened out leave a count and nothing else. */
export const tally = sqliteTable(
	"tally",
	{
		lotId: text("lot_id").notNull(),
		outcome: text("outcome").$type<Outcome>().notNull(),
		count: integer("count").notNull(),
	},
	(table) => [primaryKey({ columns: [table.lotId, table.outcome] })],
);
