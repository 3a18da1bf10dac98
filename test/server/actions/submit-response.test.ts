import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Arrival, type Field, openField } from "../../attack/field.ts";

let folder: string;
let field: Field;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-submit-"));
	field = await openField({
		...{ folder, access: "slips", lots: 1, perLot: 20, days: 1, seed: 1 },
		storage: { queueMs: 400 },
	});
});
afterEach(() => {
	field.context.store.close();
	rmSync(folder, { recursive: true });
});

const counted = (replies: Response[]) => {
	const counts: Record<number, number> = {};
	for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
};

test("twenty people at once with one card: one is stored, the others are told that it is used", async () => {
	const [first, ...others] = field.arrivals as [Arrival, ...Arrival[]];
	const replies = await Promise.all(
		[first, ...others].map((one) => field.post({ ...one, code: first.code })),
	);
	expect(counted(replies)).toEqual({ 201: 1, 409: 19 });
	expect(await field.context.store.responseCount(field.surveyId)).toBe(1);
});

test("twenty cards at once: each is stored", async () => {
	const replies = await Promise.all(field.arrivals.map(field.post));
	expect(counted(replies)).toEqual({ 201: 20 });
	expect(await field.context.store.responseCount(field.surveyId)).toBe(20);
});

test("while somebody else holds the file, pages are served, and forms are told to come again", async () => {
	const foreign = new Database(path.join(folder, "collector.db"));
	foreign.exec("BEGIN IMMEDIATE");
	const sending = Promise.all(field.arrivals.map(field.post));
	let served = 0;
	let isOver = false;
	void sending.then(() => {
		isOver = true;
	});
	while (!isOver) {
		expect((await field.get(`/s/${field.surveyId}`)).status).toBe(200);
		served++;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	const replies = await sending;
	expect(counted(replies)).toEqual({ 503: 20 });
	for (const reply of replies)
		expect(reply.headers.get("retry-after")).toBe("1");
	// A loop that waits for the lock itself would have served hardly any.
	expect(served).toBeGreaterThan(5);
	foreign.exec("ROLLBACK");
	foreign.close();
	expect(counted(await Promise.all(field.arrivals.map(field.post)))).toEqual({
		201: 20,
	});
});
