import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { openStore } from "../../db/store.ts";
import { type Row, row } from "../bench/row.ts";

/** Tables that respondents cause, and the columns that they may have: one more is a question to be asked here. */
const tables: Record<string, string[]> = {
	slip: ["code_mac", "lot_id", "used", "slot"],
	response: ["id", "lot_id", "body", "filled"],
	free_text: ["id", "survey_id", "question", "body"],
	tally: ["lot_id", "outcome", "count"],
	spent: [
		...["id", "lot_id", "nullifier", "message", "signature"],
		...["idempotency_mac", "filled"],
	],
};
/** Random, an HMAC under a key outside the file, or a lot. */
const keys = new Set(["id", "code_mac", "lot_id", "outcome"]);
/** Set by staff, or how the file came to be. */
const others = new Set(["lot", "key_check", "__drizzle_migrations"]);

/** No clock, no counter, no order, and nothing that a slip and a response share but their lot. */
export function attackSchema(): Row[] {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-schema-"));
	openStore(folder).close();
	const db = new Database(path.join(folder, "collector.db"));
	const found = db
		.prepare("select name, sql from sqlite_master where type = 'table'")
		.all() as { name: string; sql: string }[];
	const columnsOf = (name: string) =>
		db.pragma(`table_info(${name})`) as { name: string; pk: number }[];
	const wrong = found
		.filter(({ name }) => !others.has(name))
		.flatMap(({ name, sql }) => [
			...(/WITHOUT ROWID$/.test(sql) ? [] : [`${name}: rowid`]),
			...(/autoincrement/i.test(sql) ? [`${name}: counter`] : []),
			...columnsOf(name).flatMap((column) => [
				...(tables[name]?.includes(column.name)
					? []
					: [`${name}.${column.name}: unknown`]),
				...(column.pk > 0 && !keys.has(column.name)
					? [`${name}.${column.name}: key`]
					: []),
			]),
		]);
	const namesOf = (table: string) => columnsOf(table).map(({ name }) => name);
	const shared = namesOf("slip").filter(
		(name) => namesOf("response").includes(name) && name !== "lot_id",
	);
	db.close();
	rmSync(folder, { recursive: true });
	const none = { op: "=", value: 0 } as const;
	return [
		row(
			"clocks, counters, rowids and unknown columns in tables of respondents",
			wrong.length,
			"",
			none,
			wrong.join(", "),
		),
		row(
			"columns that a slip and a response share, besides the lot",
			shared.length,
			"",
			none,
			shared.join(", "),
		),
	];
}
