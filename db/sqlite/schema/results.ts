import {
	blob,
	integer,
	primaryKey,
	sqliteTable,
	text,
} from "drizzle-orm/sqlite-core";

// results.db: the columnar snapshot that analysis reads, built once after the field closes.

export const snapshot = sqliteTable("snapshot", {
	surveyId: text("survey_id").primaryKey(),
	definitionVersion: integer("definition_version").notNull(),
	rows: integer("rows").notNull(),
});

/** One typed array for all rows, in the order of the responses' random ids. */
export const snapshotColumn = sqliteTable(
	"snapshot_column",
	{
		surveyId: text("survey_id").notNull(),
		name: text("name").notNull(),
		type: text("type").$type<"int16" | "float64">().notNull(),
		data: blob("data", { mode: "buffer" }).notNull(),
	},
	(table) => [primaryKey({ columns: [table.surveyId, table.name] })],
);
