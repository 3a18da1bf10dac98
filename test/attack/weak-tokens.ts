import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import { type Row, row } from "../bench/row.ts";
import type { AttackSize } from "./attack.ts";
import { percent } from "./figures.ts";
import { linkByFiles, tracesIn } from "./thief.ts";

// Tokens and forms without any log of who came when: the files alone join them.

interface WeakTokens {
	name: string;
	spent: string;
	response: string;
	/** Columns of a form besides its lot and body. */
	columns?: (token: Buffer) => Record<string, unknown>;
	/** Columns of its token. */
	ofToken?: (token: Buffer) => Record<string, unknown>;
}

const variants: WeakTokens[] = [
	{
		name: "tokens and forms in the order of rows",
		spent: "(id INTEGER PRIMARY KEY, lot_id TEXT, message BLOB)",
		response: "(id INTEGER PRIMARY KEY, lot_id TEXT, body BLOB)",
	},
	{
		name: "forms under a key made from the token's",
		spent: "(id BLOB PRIMARY KEY, lot_id TEXT, message BLOB) WITHOUT ROWID",
		response: "(id BLOB PRIMARY KEY, lot_id TEXT, body BLOB) WITHOUT ROWID",
		ofToken: (token) => ({ id: token }),
		columns: (token) => ({
			id: Buffer.concat([token.subarray(0, 15), Buffer.from([1])]),
		}),
	},
	{
		name: "tokens and forms, written anew, with a clock",
		spent:
			"(id BLOB PRIMARY KEY, lot_id TEXT, at INTEGER, message BLOB) WITHOUT ROWID",
		response:
			"(id BLOB PRIMARY KEY, lot_id TEXT, at INTEGER, body BLOB) WITHOUT ROWID",
		ofToken: () => ({ id: randomBytes(16), at: performance.now() * 1000 }),
		columns: () => ({ id: randomBytes(16), at: performance.now() * 1000 }),
	},
];

/** Stores tokens with the forms that they brought; the thief must find nearly all of the pairs. */
export function attackWeakTokens(
	folder: string,
	{ lots, perLot, seed }: AttackSize,
): Row[] {
	return variants.map((weak) => {
		const random = randomFrom(seed);
		mkdirSync(folder, { recursive: true });
		const db = new Database(path.join(folder, "survey.db"));
		db.pragma("journal_mode=WAL");
		db.exec(`CREATE TABLE spent ${weak.spent}`);
		db.exec(`CREATE TABLE response ${weak.response}`);
		const insert = (table: string, values: Record<string, unknown>) => {
			const names = Object.keys(values);
			const { lastInsertRowid } = db
				.prepare(
					`INSERT INTO ${table} (${names}) VALUES (${names.map((n) => `@${n}`)})`,
				)
				.run(values);
			return Buffer.isBuffer(values.id)
				? values.id.toString("hex")
				: String(lastInsertRowid);
		};
		const people = Array.from({ length: lots * perLot }, (_, one) => one);
		const tokens = new Map<string, number>();
		const forms = new Map<string, number>();
		for (const person of shuffled(people, random)) {
			const token = randomBytes(16);
			const lot = { lot_id: `L${Math.floor(person / perLot)}` };
			const message = { message: randomBytes(64) };
			tokens.set(
				insert("spent", { ...weak.ofToken?.(token), ...lot, ...message }),
				person,
			);
			const body = { body: Buffer.alloc(512, " ") };
			forms.set(
				insert("response", { ...weak.columns?.(token), ...lot, ...body }),
				person,
			);
		}
		db.exec("VACUUM");
		db.pragma("wal_checkpoint(TRUNCATE)");
		const linkage = linkByFiles(
			tracesIn(folder, "response"),
			(key) => forms.get(key) ?? -1,
			tracesIn(folder, "spent"),
			(key) => tokens.get(key) ?? -2,
			random,
		);
		db.close();
		rmSync(folder, { recursive: true });
		return row(
			`weak: ${weak.name}`,
			percent(linkage.correct, linkage.responses),
			"% linked",
			{ op: ">=", value: 90 },
			`files alone; best signal: ${linkage.signal}`,
		);
	});
}
