import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { randomFrom, shuffled } from "../../analysis/sampling/random.ts";
import { openDatabase } from "../../db/sqlite/open.ts";
import { layTextsDown, padded } from "../../db/sqlite/texts.ts";
import {
	cellAt,
	headOf,
	kinds,
	readDatabase,
	rowsOf,
} from "./database-file.ts";
import { remainsOf } from "./remains.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-remains-"));
const file = path.join(folder, "collector.db");
const remains = () => remainsOf(readDatabase(file));

const columns = "(id, survey_id, question, body)";
const random = randomFrom(1);
const below = (limit: number) => Math.floor(random() * limit);
const id = (): Buffer =>
	Buffer.from(Array.from({ length: 16 }, () => below(256)));
/** Open answers of all lengths, some of which do not fit into their page. */
const texts = (count: number) =>
	Array.from({ length: count }, () => {
		const body = "ý".repeat(1 + below(below(20) === 0 ? 4000 : 150));
		return { id: id(), surveyId: "s", question: `Q${below(12)}`, body };
	});

/** A file of its own with these open answers, inserted in this order in several transactions, each laid down anew. */
function written(answers: ReturnType<typeof texts>) {
	for (const name of ["", "-wal", "-shm"]) rmSync(file + name, { force: true });
	const db = openDatabase(folder, "collector");
	const insert = db.$client.prepare(
		`insert into free_text ${columns} values (?, ?, ?, ?)`,
	);
	for (let at = 0; at < answers.length; at += 50) {
		db.transaction(() => {
			for (const text of answers.slice(at, at + 50))
				insert.run(text.id, text.surveyId, text.question, padded(text));
		});
		layTextsDown(db);
	}
	db.$client.pragma("wal_checkpoint(TRUNCATE)");
	return db;
}

/** Of the open answers in leaves, within their pages. */
function rowSizes(): number[] {
	const database = readDatabase(file);
	const table = rowsOf(database, 1).find(
		({ values }) => values[1] === "free_text",
	);
	return rowsOf(database, Number(table?.values[3])).flatMap((row) => {
		const page = database.pages.get(row.page) as Buffer;
		const { kind } = headOf(page, row.page);
		if (kind !== kinds.leafIndex) return [];
		return cellAt(database, page, kind, row.offset).end - row.offset;
	});
}

test("nothing remains of open answers that were laid down anew, again and again, nor in a file written anew", () => {
	for (let round = 0; round < 3; round++) {
		const db = written(texts(400));
		expect(remains()).toMatchObject({ bytes: 0, places: [] });
		db.$client.exec("vacuum");
		db.$client.pragma("wal_checkpoint(TRUNCATE)");
		expect(remains()).toMatchObject({ bytes: 0, places: [] });
		// A page has room for 4,088 bytes of rows and their list, no multiple of 16: it is never quite full.
		const sizes = rowSizes();
		expect(sizes.length).toBeGreaterThan(300);
		expect(sizes.filter((size) => (size + 2) % 16 !== 0)).toEqual([]);
		expect(db.$client.pragma("integrity_check", { simple: true })).toBe("ok");
		db.$client.close();
	}
});

test("what is not counted says nothing of the answers and nothing of their order of arrival", () => {
	let places = 0;
	for (let round = 0; round < 3; round++) {
		const answers = texts(400);
		const sorted = [...answers].sort((a, b) => a.id.compare(b.id));
		const keys = sorted.map(id).sort((a, b) => a.compare(b));
		// The same lengths in the same order of keys, with other keys and words.
		const others = sorted.map((text, at) => ({
			...text,
			id: keys[at] as Buffer,
			body: "ă".repeat(text.body.length),
		}));
		const found = [answers, shuffled(others, random)].map((all) => {
			written(all).$client.close();
			return remains().oldPlaces;
		});
		expect(found[1]).toEqual(found[0]);
		places += found[0]?.length ?? 0;
	}
	expect(places).toBeGreaterThan(0);
});

test("a deleted row is counted where SQLite does not wipe it", () => {
	const answers = texts(12).map((text) => ({ ...text, body: "xin đừng nói" }));
	for (const [wipes, left] of [
		["ON", 0],
		["OFF", Buffer.byteLength(padded(answers[0] as (typeof answers)[0]))],
	] as const) {
		const db = written(answers);
		db.$client.pragma(`secure_delete=${wipes}`);
		for (const { id } of answers.slice(0, 3)) {
			db.$client.prepare("delete from free_text where id = ?").run(id);
			db.$client.pragma("wal_checkpoint(TRUNCATE)");
			const { bytes } = remains();
			if (wipes === "ON") expect(bytes).toBe(0);
			else expect(bytes).toBeGreaterThanOrEqual(left);
		}
		db.$client.close();
	}
});

test("each byte is counted, in a page of rows, behind the rest of a long one, and in free pages", () => {
	const db = written([
		...texts(300),
		{ id: id(), surveyId: "s", question: "Q", body: "x".repeat(9000) },
	]);
	db.$client.exec(
		"create table gone (body); insert into gone values (zeroblob(50000)); drop table gone",
	);
	db.$client.pragma("wal_checkpoint(TRUNCATE)");
	db.$client.close();
	expect(remains().bytes).toBe(0);
	const clean = readFileSync(file);
	const words = Buffer.from("một câu riêng");
	const empty = Buffer.alloc(words.length + 40);
	let planted = 0;
	for (let page = 1; page < clean.length / 4096; page++) {
		const at = clean.subarray(page * 4096, (page + 1) * 4096).indexOf(empty);
		if (at < 0) continue;
		const bytes = Buffer.from(clean);
		// Whatever list or row ends here may itself end with zeros.
		words.copy(bytes, page * 4096 + at + 20);
		writeFileSync(file, bytes);
		expect(remains(), `page ${page + 1}`).toMatchObject({
			bytes: words.length,
		});
		planted++;
	}
	expect(planted).toBeGreaterThan(20);
});
