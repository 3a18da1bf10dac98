import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/store.ts";

const surveyId = "s";
const lotId = "QZ7W";
let folder: string;
let store: Store;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-erase-"));
	store = openStore(folder);
	const lot = { id: lotId, surveyId, stratumId: 1, level: 4, invited: 50 };
	await store.addSample(surveyId, {
		strata: [],
		units: [],
		lots: [{ ...lot, rates: { all: 1 } }],
		handOver: [41, 42].map((row) => ({
			surveyId,
			lotId,
			row,
			cards: { all: 25 },
			step: null,
			start: null,
		})),
	});
	await store.shownCount(surveyId, "shown-of-the-pilot", 1, async () => 10);
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** How often a word stands in the files of a database, the log included. */
const found = (database: string, word: string) =>
	readdirSync(folder)
		.filter((name) => name.startsWith(database))
		.map((name) => readFileSync(path.join(folder, name)).toString("latin1"))
		.reduce((sum, bytes) => sum + bytes.split(word).length - 1, 0);

/** What the table says of a lot and its cards. */
const line = '{"all":25}';

test("an erased hand-over list stands neither in the file nor in its log", async () => {
	expect(found("design.db", line)).toBeGreaterThan(0);
	await store.eraseHandOver(surveyId);
	expect(found("design.db", line)).toBe(0);
	// The lot itself stays: what was looked for can be found.
	expect(found("design.db", lotId)).toBeGreaterThan(0);
});

test("a purged survey stands in no file and no log", async () => {
	expect(found("staff.db", "shown-of-the-pilot")).toBeGreaterThan(0);
	await store.purgeSurvey(surveyId);
	await store.rewriteCollector();
	for (const database of ["design.db", "collector.db"])
		expect([database, found(database, lotId)]).toEqual([database, 0]);
	expect(found("staff.db", "shown-of-the-pilot")).toBe(0);
});

test("a reader in another program is named, and sealing makes up for it", async () => {
	const reader = new Database(path.join(folder, "design.db"));
	reader.exec("begin; select count(*) from hand_over");
	await expect(store.eraseHandOver(surveyId)).rejects.toThrow(
		/design\.db still stands in its log.*seal/,
	);
	expect(await store.handOver(surveyId)).toEqual([]);
	reader.close();
	await store.emptyLogs();
	expect(found("design.db", line)).toBe(0);
});
