import {
	blob,
	integer,
	primaryKey,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";

// staff.db: who works here and what they did. Times are of staff alone.

export const user = sqliteTable("user", {
	name: text("name").primaryKey(),
	passwordHash: text("password_hash").notNull(),
});

/** A one-time link; the first one makes the first administrator. */
export const setupLink = sqliteTable("setup_link", {
	tokenHash: blob("token_hash", { mode: "buffer" }).primaryKey(),
});

export const session = sqliteTable("session", {
	tokenHash: blob("token_hash", { mode: "buffer" }).primaryKey(),
	userName: text("user_name").notNull(),
	expiresAtMs: integer("expires_at_ms").notNull(),
});

/** What staff did, each record bound to the one before it, so that none can be changed or left out unseen. */
export const audit = sqliteTable("audit", {
	seq: integer("seq").primaryKey(),
	atMs: integer("at_ms").notNull(),
	/** A user's name, or "cli". */
	by: text("by").notNull(),
	verb: text("verb").notNull(),
	surveyId: text("survey_id"),
	/** Counts, versions, reasons; never a code, an answer or an address. */
	detail: text("detail", { mode: "json" })
		.$type<Record<string, string | number | boolean>>()
		.notNull(),
	/** SHA-256 of the previous record's hash and of this one's content. */
	hash: blob("hash", { mode: "buffer" }).notNull(),
});

/** Counts that coordinators have been shown while the field is open: rounded, and never anew within their period. */
export const shownCount = sqliteTable(
	"shown_count",
	{
		surveyId: text("survey_id").notNull(),
		/** "survey" by the hour; "day", "stratum:ID" and "flag:NAME" by the day. */
		what: text("what").notNull(),
		/** Hours or days since 1970. */
		period: integer("period").notNull(),
		count: integer("count").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.surveyId, table.what, table.period] }),
	],
);

/** What a program reads tables with. The token itself is shown once and stored nowhere. */
export const apiToken = sqliteTable("api_token", {
	id: text("id").primaryKey(),
	tokenHash: blob("token_hash", { mode: "buffer" }).notNull().unique(),
	name: text("name").notNull(),
	/** `reader`: toplines and shared tables; `analyst`: any table. */
	role: text("role").$type<"reader" | "analyst">().notNull(),
	/** The surveys that it may read. */
	surveys: text("surveys", { mode: "json" }).$type<string[]>().notNull(),
	madeBy: text("made_by").notNull(),
	madeAtMs: integer("made_at_ms").notNull(),
	expiresAtMs: integer("expires_at_ms").notNull(),
	revokedAtMs: integer("revoked_at_ms"),
});
