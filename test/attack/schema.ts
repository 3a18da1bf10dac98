import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { openStore } from "../../db/store.ts";
import { openIssuer } from "../../server/issuer.ts";
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
/** The same of the issuer's file. */
const issuerTables: Record<string, string[]> = {
	invitation: ["code_mac", "lot_id", "state", "slot"],
};
/** Random, an HMAC under a key outside the file, or a lot. */
const keys = new Set(["id", "code_mac", "lot_id", "outcome"]);
/** Set by staff, or how the file came to be. */
const others = new Set([
	...["lot", "key_check", "__drizzle_migrations"],
	...["lot_key", "issuing"],
]);

/** No clock, no counter, no order, and nothing that a slip and a response share but their lot. */
export function attackSchema(): Row[] {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-schema-"));
	openStore(folder).close();
	openIssuer(folder).store.close();
	const db = new Database(path.join(folder, "collector.db"));
	const issuer = new Database(path.join(folder, "issuer.db"));
	const wrong = [
		...wrongIn(db, tables),
		...wrongIn(issuer, issuerTables),
		...["response", "spent", "slip"]
			.filter((name) => isThere(issuer, name))
			.map((name) => `${name}: with the issuer`),
		...["invitation", "lot_key"]
			.filter((name) => isThere(db, name))
			.map((name) => `${name}: with the collector`),
	];
	issuer.close();
	const namesOf = (table: string) =>
		columnsOf(db, table).map(({ name }) => name);
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

const columnsOf = (db: Database.Database, table: string) =>
	db.pragma(`table_info(${table})`) as { name: string; pk: number }[];

const isThere = (db: Database.Database, table: string) =>
	columnsOf(db, table).length > 0;

function wrongIn(
	db: Database.Database,
	known: Record<string, string[]>,
): string[] {
	const found = db
		.prepare("select name, sql from sqlite_master where type = 'table'")
		.all() as { name: string; sql: string }[];
	return found
		.filter(({ name }) => !others.has(name))
		.flatMap(({ name, sql }) => [
			...(/WITHOUT ROWID$/.test(sql) ? [] : [`${name}: rowid`]),
			...(/autoincrement/i.test(sql) ? [`${name}: counter`] : []),
			...columnsOf(db, name).flatMap((column) => [
				...(known[name]?.includes(column.name)
					? []
					: [`${name}.${column.name}: unknown`]),
				...(column.pk > 0 && !keys.has(column.name)
					? [`${name}.${column.name}: key`]
					: []),
			]),
		]);
}
