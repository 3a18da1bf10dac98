import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { Arrival } from "./field.ts";

// Ways of storing the same arrivals that do not hold, for the thief to be tried on.

export interface Weak {
	name: string;
	table: string;
	/** Values of a row besides its lot and body. */
	columns?: (arrival: Arrival) => Record<string, unknown>;
	/** Whether the log of who used a card when is as coarse as the table. */
	byDay?: boolean;
	vacuum: boolean;
	pragmas: string[];
}

const durable = ["journal_mode=WAL", "synchronous=NORMAL"];
const id = () => ({ id: randomBytes(16) });

export const weakVariants: Weak[] = [
	{
		name: "row order and a log of when cards were used",
		table: "(id INTEGER PRIMARY KEY AUTOINCREMENT, lot_id TEXT, body BLOB)",
		vacuum: true,
		pragmas: durable,
	},
	{
		name: "one file, random keys, default WAL",
		table: "(id BLOB PRIMARY KEY, lot_id TEXT, body BLOB)",
		columns: id,
		vacuum: false,
		pragmas: durable,
	},
	{
		name: "random keys WITHOUT ROWID, never written anew",
		table: "(id BLOB PRIMARY KEY, lot_id TEXT, body BLOB) WITHOUT ROWID",
		columns: id,
		vacuum: false,
		pragmas: [...durable, "secure_delete=ON"],
	},
	{
		name: "dates by the day, table and log",
		table:
			"(id BLOB PRIMARY KEY, lot_id TEXT, day INTEGER, body BLOB) WITHOUT ROWID",
		columns: (arrival) => ({ ...id(), day: arrival.day }),
		byDay: true,
		vacuum: true,
		pragmas: durable,
	},
];

/** Stores arrivals one by one in a new file; gives whose each key is. The connection stays open, as a server's does. */
export function storeWeakly(
	folder: string,
	weak: Weak,
	arrivals: Arrival[],
	bodySize: number,
) {
	mkdirSync(folder, { recursive: true });
	const db = new Database(path.join(folder, "survey.db"));
	for (const pragma of weak.pragmas) db.pragma(pragma);
	db.exec(`CREATE TABLE response ${weak.table}`);
	const authors = new Map<string, Arrival>();
	const body = Buffer.alloc(bodySize, " ");
	for (const arrival of arrivals) {
		const row: Record<string, unknown> = {
			...weak.columns?.(arrival),
			...{ lot_id: arrival.lot, body },
		};
		const names = Object.keys(row);
		const { lastInsertRowid } = db
			.prepare(
				`INSERT INTO response (${names}) VALUES (${names.map((n) => `@${n}`)})`,
			)
			.run(row);
		const key = Buffer.isBuffer(row.id)
			? row.id.toString("hex")
			: String(lastInsertRowid);
		authors.set(key, arrival);
	}
	if (weak.vacuum) {
		db.exec("VACUUM");
		db.pragma("wal_checkpoint(TRUNCATE)");
	}
	return { authors, close: () => db.close() };
}
