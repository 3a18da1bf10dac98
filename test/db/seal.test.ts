import { randomBytes } from "node:crypto";
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
	Decrypter,
	generateIdentity,
	identityToRecipient,
} from "age-encryption";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/sqlite/open.ts";
import { sealOf } from "../../db/sqlite/seal.ts";
import type { StorageSettings } from "../../db/sqlite/store.ts";
import { submissionStore } from "../../db/sqlite/submissions.ts";
import { openStore, type Store } from "../../db/store.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { readDatabase } from "../attack/database-file.ts";
import { allOf } from "../support/all-of.ts";

let folder: string;
let store: Store;
const file = (name = "collector.db") => path.join(folder, name);
const surveyId = "s";

const body = (mark = 1): ResponseBody => ({
	v: 7,
	mode: "self",
	arms: {},
	shown: {},
	reversed: false,
	// As long as a real form: it does not fit beside its row.
	answers: {
		MARK: mark,
		...Object.fromEntries(
			Array.from({ length: 150 }, (_, at) => [`F${at}`, mark]),
		),
	},
	flags: {},
});

async function open(settings: Partial<StorageSettings> = {}) {
	store = openStore(folder, settings);
	const lot = { id: "LOT1", surveyId, stratumId: 1, level: 4, invited: 40 };
	await store.addSample(surveyId, {
		strata: [],
		units: [],
		lots: [{ ...lot, rates: { all: 1 } }],
	});
	await store.setFieldOpen(surveyId, true);
}

async function cards(count: number): Promise<Buffer[]> {
	const macs = Array.from({ length: count }, () => randomBytes(32));
	await store.addSlips(
		macs.map((codeMac) => ({ codeMac, lotId: "LOT1", slot: randomBytes(32) })),
	);
	return macs;
}

const use = (codeMac: Buffer, texts = {}, mark?: number) =>
	store.useSlip(surveyId, codeMac, randomBytes(32), {
		response: body(mark),
		texts,
	});

const raw = <T>(sql: string): T[] => {
	const db = new Database(file(), { readonly: true });
	try {
		return db.prepare(sql).all() as T[];
	} finally {
		db.close();
	}
};

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-seal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("group commit", () => {
	test("twenty at once with one card: one is stored; with twenty cards: all are", async () => {
		await open();
		const [one = Buffer.alloc(0), ...others] = await cards(21);
		const results = await Promise.all(
			Array.from({ length: 20 }, () => use(one)),
		);
		expect(results.filter(Boolean)).toHaveLength(1);
		expect(await Promise.all(others.map((card) => use(card)))).toEqual(
			others.map(() => true),
		);
		expect(await store.responseCount(surveyId)).toBe(21);
		store.close();
	});

	test("nothing is answered before its commit: another program sees the form at once", async () => {
		await open();
		const [card = Buffer.alloc(0)] = await cards(1);
		await use(card);
		expect(raw("select id from response where filled")).toHaveLength(1);
		store.close();
	});

	test("a foreign lock does not stop other work, and is given up within a second; a short one is waited for", async () => {
		await open();
		const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await cards(2);
		const foreign = new Database(file());
		foreign.exec("BEGIN IMMEDIATE");
		let turns = 0;
		const turning = setInterval(() => turns++, 5);
		await expect(use(first)).rejects.toThrow(/locked/);
		clearInterval(turning);
		// A loop that blocks for the whole wait would have none.
		expect(turns).toBeGreaterThan(20);
		expect(await store.responseCount(surveyId)).toBe(0);

		setTimeout(() => foreign.exec("ROLLBACK"), 150);
		expect(await use(second)).toBe(true);
		expect(await use(first)).toBe(true);
		foreign.close();
		store.close();
	});

	test("one that cannot be stored does not take the others with it", async () => {
		await open();
		const [bad = Buffer.alloc(0), good = Buffer.alloc(0)] = await cards(2);
		const results = await Promise.allSettled([
			use(bad, { Q: Symbol("not a text") }),
			use(good),
		]);
		expect(results.map(({ status }) => status)).toEqual([
			"rejected",
			"fulfilled",
		]);
		expect(await use(bad)).toBe(true);
		store.close();
	});

	test("no room: refused with the disk's own error, nothing stored, and the card is good once there is room", async () => {
		await open();
		const [card = Buffer.alloc(0)] = await cards(1);
		const db = openDatabase(folder, "collector");
		const seal = sealOf(db, { writes: 50, ms: 60_000 });
		const { useSlip } = submissionStore(db, seal, { queueMs: 0, padTo: 4096 });
		const texts = { Q: "x".repeat(200_000) };
		const send = () =>
			useSlip(surveyId, card, randomBytes(32), { response: body(), texts });
		db.$client.pragma("max_page_count=1");
		await expect(send()).rejects.toMatchObject({
			code: "SQLITE_FULL",
		});
		expect(await store.responseCount(surveyId)).toBe(0);
		db.$client.pragma("max_page_count=100000");
		expect(await send()).toBe(true);
		seal.stop();
		db.$client.close();
		store.close();
	});

	test("what waits as the store closes is stored", async () => {
		await open({ queueMs: 1000 });
		const [card = Buffer.alloc(0)] = await cards(1);
		const waiting = use(card);
		store.close();
		expect(await waiting).toBe(true);
		expect(raw("select id from response where filled")).toHaveLength(1);
	});
});

describe("blanks", () => {
	const counts = () =>
		raw<{ filled: number; n: number }>(
			"select filled, count(*) n from response group by filled order by filled",
		).map(({ n }) => n);

	test("there is one for each card; a form takes the place of one, a card that is destroyed takes one away", async () => {
		await open();
		const [used = Buffer.alloc(0), ...others] = await cards(10);
		expect(counts()).toEqual([10]);
		await use(used);
		expect(counts()).toEqual([9, 1]);
		await store.removeUnusedSlips([used, ...others.slice(0, 3)]);
		expect(counts()).toEqual([6, 1]);
		store.close();
	});

	/** Type, free space and pointers to cells of each page; the first begins with the file's own header. */
	const heads = (bytes: Buffer) => {
		const found: string[] = [];
		for (let at = 4096; at < bytes.length; at += 4096)
			if ([2, 5, 10, 13].includes(bytes[at] ?? 0))
				found.push(bytes.toString("hex", at, at + 40));
		return found;
	};

	test("a form changes neither the size of the file nor the place of any row", async () => {
		await open();
		const all = await cards(200);
		await store.rewriteCollector();
		const before = readFileSync(file());
		for (const card of all.slice(0, 60)) await use(card);
		await store.sealNow();
		const after = readFileSync(file());
		expect(after.length).toBe(before.length);
		expect(after.equals(before)).toBe(false);
		expect(heads(after)).toEqual(heads(before));
		store.close();
	});

	test("nor does a token, which is spent once; beyond the cards there is room too", async () => {
		await open();
		const lotId = "LOT1";
		await store.addBlanks(Array.from({ length: 60 }, () => ({ lotId })));
		await store.rewriteCollector();
		const before = readFileSync(file());
		const tokens = Array.from({ length: 61 }, () => ({
			...{ lotId, nullifier: randomBytes(32), message: randomBytes(64) },
			...{ signature: randomBytes(256), idempotencyMac: randomBytes(32) },
		}));
		const spend = (token: (typeof tokens)[number]) =>
			store.spendToken(surveyId, token, { response: body(), texts: {} });
		for (const token of tokens.slice(0, 60))
			expect(await spend(token)).toBe(true);
		await store.sealNow();
		const after = readFileSync(file());
		expect(after.length).toBe(before.length);
		expect(heads(after)).toEqual(heads(before));
		expect(await Promise.all(tokens.map(spend))).toEqual(
			tokens.map((_, at) => at === 60),
		);
		expect(await allOf(store.spentBallots(surveyId))).toHaveLength(61);
		store.close();
	});

	test("cards of before there were blanks still bring a form", async () => {
		await open();
		const [card = Buffer.alloc(0)] = await cards(1);
		const old = new Database(file());
		old.exec("DELETE FROM response");
		old.close();
		expect(await use(card)).toBe(true);
		expect(await store.responseCount(surveyId)).toBe(1);
		store.close();
	});
});

describe("seal", () => {
	const log = () => statSync(file("collector.db-wal")).size;

	test("the log is emptied after so many writes, and after a while", async () => {
		await open({ queueMs: 0, sealAfter: { writes: 5, ms: 60_000 } });
		const all = await cards(12);
		await store.sealNow();
		for (const card of all.slice(0, 4)) await use(card);
		expect(log()).toBeGreaterThan(0);
		await use(all[4] as Buffer);
		expect(log()).toBe(0);
		store.close();

		store = openStore(folder, {
			queueMs: 0,
			sealAfter: { writes: 50, ms: 30 },
		});
		await use(all[5] as Buffer);
		expect(log()).toBeGreaterThan(0);
		await expect.poll(log, { timeout: 5000 }).toBe(0);
		store.close();
	});

	test("the index of the log forgets which pages were written after which", async () => {
		await open({ queueMs: 0, sealAfter: { writes: 50, ms: 60_000 } });
		const all = await cards(60);
		await store.rewriteCollector();
		const pages = () => readDatabase(file()).lastWritten;
		for (const card of all.slice(0, 20)) await use(card);
		expect(new Set(pages()).size).toBeGreaterThan(5);
		await store.sealNow();
		expect(pages()).toEqual([1]);
		store.close();
	});

	test("a reader of another program delays it and harms nothing", async () => {
		await open({ queueMs: 0, sealAfter: { writes: 1, ms: 60_000 } });
		const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await cards(2);
		const reader = new Database(file(), { readonly: true });
		reader.exec("BEGIN; SELECT count(*) FROM response");
		expect(await use(first)).toBe(true);
		expect(await store.sealNow()).toBe(false);
		expect(log()).toBeGreaterThan(0);
		reader.close();
		expect(await use(second)).toBe(true);
		expect(await store.sealNow()).toBe(true);
		expect(log()).toBe(0);
		store.close();
	});

	test("a bug in it is not taken for a lock", () => {
		const db = openDatabase(folder, "collector");
		const seal = sealOf(db, { writes: 1, ms: 60_000 });
		vi.spyOn(db.$client, "prepare").mockImplementation(() => {
			throw new TypeError("a bug");
		});
		expect(() => seal.sealNow()).toThrow("a bug");
		seal.stop();
		db.$client.close();
	});

	test("what is deleted or replaced is wiped", async () => {
		await open({ queueMs: 0 });
		const all = await cards(30);
		for (const [at, card] of all.entries())
			await use(card, { Q: `một câu riêng ${at} `.repeat(30) }, 987654321);
		const other = new Database(file());
		other.pragma("secure_delete=ON");
		other.exec("DELETE FROM free_text; DELETE FROM response");
		other.close();
		await store.sealNow();
		store.close();
		for (const name of readdirSync(folder)) {
			const bytes = readFileSync(file(name));
			expect(bytes.includes("một câu riêng"), name).toBe(false);
			expect(bytes.includes("987654321"), name).toBe(false);
		}
	});

	test("what SQLite sets aside stays in memory", async () => {
		await open();
		await cards(300);
		const seen = new Set<string>();
		const watch = setInterval(() => {
			for (const name of readdirSync(folder)) seen.add(name);
		}, 1);
		await store.rewriteCollector();
		await new Promise((resolve) => setTimeout(resolve, 5));
		clearInterval(watch);
		expect([...seen].filter((name) => !/\.db(-wal|-shm)?$/.test(name))).toEqual(
			[],
		);
		store.close();
	});
});

describe("backup", () => {
	test("only the key opens it, it is whole although forms come meanwhile, and one generation is kept", async () => {
		await open({ queueMs: 0, sealAfter: { writes: 5, ms: 10 } });
		const all = await cards(400);
		for (const card of all.slice(0, 20)) await use(card, { Q: "chữ" });
		const identity = await generateIdentity();
		const recipient = await identityToRecipient(identity);
		const to = path.join(folder, "backups");

		const backing = store.backUp("collector", to, recipient);
		const during = Promise.all(all.slice(20, 60).map((card) => use(card)));
		expect(await backing).toBe(path.join(to, "collector.db.age"));
		await during;
		expect(readdirSync(to)).toEqual(["collector.db.age"]);
		const first = readFileSync(path.join(to, "collector.db.age"));
		expect(first.includes("SQLite format")).toBe(false);
		expect(first.includes("LOT1")).toBe(false);

		const decrypter = new Decrypter();
		decrypter.addIdentity(identity);
		const plain = await decrypter.decrypt(first);
		writeFileSync(file("restored.db"), plain);
		const restored = new Database(file("restored.db"));
		expect(restored.pragma("integrity_check", { simple: true })).toBe("ok");
		const forms = restored
			.prepare("select count(*) from response where filled")
			.pluck()
			.get();
		expect(forms).toBeGreaterThanOrEqual(20);
		expect(await store.responseCount(surveyId)).toBe(60);
		restored.close();

		await store.backUp("collector", to, recipient);
		expect(readdirSync(to)).toEqual(["collector.db.age"]);
		expect(readFileSync(path.join(to, "collector.db.age")).equals(first)).toBe(
			false,
		);
		expect(statSync(path.join(to, "collector.db.age")).mode & 0o077).toBe(0);
		store.close();
	});

	test("one that cannot be written leaves the one before and nothing half done", async () => {
		await open();
		const recipient = await identityToRecipient(await generateIdentity());
		const to = path.join(folder, "backups");
		await store.backUp("collector", to, recipient);
		const kept = readFileSync(path.join(to, "collector.db.age"));
		const foreign = new Database(file());
		foreign.exec("BEGIN IMMEDIATE");
		await expect(store.backUp("collector", to, recipient)).rejects.toThrow();
		foreign.close();
		await expect(
			store.backUp("collector", path.join(file(), "no-folder"), recipient),
		).rejects.toThrow();
		expect(readFileSync(path.join(to, "collector.db.age")).equals(kept)).toBe(
			true,
		);
		expect(existsSync(path.join(to, "collector.db.age.unfinished"))).toBe(
			false,
		);
		store.close();
	});
});
