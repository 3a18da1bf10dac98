import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import {
	type BetterSQLite3Database,
	drizzle,
} from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";

export type Db = BetterSQLite3Database & { $client: Database.Database };

/** The migrations lie in the project, whether this code runs from its folder or from a bundle in dist/. */
function migrationsOf(name: string): string {
	for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
		const found = path.join(folder, "db/sqlite/migrations", name);
		if (existsSync(found)) return found;
		if (folder === path.dirname(folder))
			throw new Error(`the migrations of ${name}.db are not in the project`);
	}
}

/** Opens and migrates one database file. Durable before the answer, wiped when deleted, brief in waiting for a lock. */
export function openDatabase(folder: string, name: string): Db {
	const file =
		folder === ":memory:" ? ":memory:" : path.join(folder, `${name}.db`);
	try {
		if (folder !== ":memory:")
			mkdirSync(folder, { recursive: true, mode: 0o700 });
		const client = new Database(file);
		// better-sqlite3 sets WAL databases to synchronous=NORMAL, which does not fsync before the answer.
		for (const pragma of [
			"journal_mode=WAL",
			"synchronous=FULL",
			"secure_delete=ON",
			"foreign_keys=ON",
			"trusted_schema=OFF",
			"mmap_size=0",
			// What SQLite sets aside, as when it writes a file anew, never lies on the disk.
			"temp_store=MEMORY",
			"busy_timeout=250",
		])
			client.pragma(pragma);
		const db = drizzle({ client });
		migrate(db, { migrationsFolder: migrationsOf(name) });
		return db;
	} catch (error) {
		throw new Error(
			`the database ${file} cannot be opened for writing (${error instanceof Error ? error.message.split("\n")[0] : error}): check that the folder exists, is yours and has room`,
		);
	}
}
