import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

// staff.db: who works here. Times are of staff alone.

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
