import Database from "better-sqlite3";
import type { Db } from "./open.ts";
import { layTextsDown } from "./texts.ts";

export type Seal = ReturnType<typeof sealOf>;

/** Traces of the order of arrival last no longer than this. */
export interface SealAfter {
	writes: number;
	ms: number;
}

const retryMs = 1000;

/**
 * Clears the order of arrival out of a database: soon after each write what is cheap, the whole file at night. Open
 * answers, where the database has any, are laid down anew.
 */
export function sealOf(
	db: Db,
	after: SealAfter,
	{ withTexts = true }: { withTexts?: boolean } = {},
) {
	let writes = 0;
	// Those that came before a crash have not been laid down anew.
	let hasNewTexts = withTexts;
	let timer: NodeJS.Timeout | undefined;

	const sealIn = (ms: number) => {
		timer ??= setTimeout(sealNow, ms).unref();
	};

	/** Empties the write-ahead log, where changes stand one after the other. */
	function sealNow(): boolean {
		clearTimeout(timer);
		timer = undefined;
		// A reader or writer of another program is not waited for.
		db.$client.pragma("busy_timeout=0");
		try {
			if (hasNewTexts) layTextsDown(db);
			hasNewTexts = false;
			const isEmpty = isEmptied(db);
			if (isEmpty) writes = 0;
			else sealIn(retryMs);
			return isEmpty;
		} catch (error) {
			if (!(error instanceof Database.SqliteError)) throw error;
			// Locked by somebody else, or no room: the answers are safe in the log meanwhile. Where it lasts, the night's
			// rewriting fails of the same, and says so.
			sealIn(retryMs);
			return false;
		} finally {
			db.$client.pragma("busy_timeout=250");
		}
	}

	return {
		wrote(slips: number, hasTexts: boolean): void {
			if (slips === 0) return;
			writes += slips;
			hasNewTexts ||= hasTexts;
			if (writes >= after.writes) sealNow();
			else sealIn(after.ms);
		},
		sealNow,
		stop: () => clearTimeout(timer),
	};
}

/**
 * Empties the log, and its index (-shm), which would list the pages in the order of writing until the next write: so one
 * is made that changes nothing. False where another program keeps the log from being emptied.
 */
function isEmptied(db: Db): boolean {
	if (!isTruncated(db)) return false;
	db.$client.pragma(
		`user_version=${db.$client.pragma("user_version", { simple: true })}`,
	);
	return isTruncated(db);
}

const isTruncated = (db: Db) => {
	const [state] = db.$client.pragma("wal_checkpoint(TRUNCATE)") as {
		busy: number;
	}[];
	return state?.busy === 0;
};

/**
 * Writes a whole file anew in the order of its keys. Throws while another program reads or writes the file, because the
 * old pages would stay beside it.
 */
export function rewriteFile(db: Db, name: string): void {
	db.$client.exec("VACUUM");
	if (!isEmptied(db))
		throw new Error(
			`${name}.db could not be written anew because another program is using it: end that program and try again`,
		);
}

/**
 * What was deleted is overwritten in the file, but stands in the log until that is emptied. Throws while another program
 * keeps it from being so; then the nightly sealing does it.
 */
export function emptyLog(db: Db, name: string): void {
	if (!isEmptied(db))
		throw new Error(
			`what was deleted from ${name}.db still stands in its log because another program is using it: end that program, then run npm run cli -- seal`,
		);
}
