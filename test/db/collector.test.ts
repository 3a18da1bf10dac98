import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/sqlite/open.ts";
import { createApp } from "../../server/app.ts";
import { compiledSurvey } from "../../server/compiled-survey.ts";
import { readDefinitions } from "../../server/read-definitions.ts";
import { draw, toResponse } from "../../survey-definitions/flow.ts";
import { newContext, unusedCode } from "../server/new-context.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
const context = await newContext(readDefinitions(), folder);
const app = createApp(context);
const codes: string[] = [];
for (let sent = 0; sent < 12; sent++) {
	const code = await unusedCode(context, "cadres");
	codes.push(code);
	const { survey } = await compiledSurvey(context.store, "cadres");
	const response = toResponse(survey, {
		setting: { mode: "self" },
		draws: draw(survey, Math.random),
		answers: { CB_S1: 1 },
	});
	const reply = await app.request("/s/cadres/responses", {
		method: "POST",
		headers: {
			"content-type": "application/json",
			"user-agent": "canary-agent/1.0",
		},
		body: JSON.stringify({
			code,
			receipt: randomBytes(32).toString("base64url"),
			response,
			texts: { CB_J4: `ý kiến ${sent}` },
		}),
	});
	expect(reply.status).toBe(201);
}

const open = () =>
	new Database(path.join(folder, "collector.db"), { readonly: true });

test("tables that respondents cause are WITHOUT ROWID and have no time, address or device", () => {
	const tables = open()
		.prepare("select name, sql from sqlite_master where type = 'table'")
		.all() as { name: string; sql: string }[];
	for (const name of ["slip", "response", "free_text", "tally"]) {
		const sql = tables.find((table) => table.name === name)?.sql ?? "";
		expect(sql, name).toMatch(/WITHOUT ROWID$/);
		const columns = open().pragma(`table_info(${name})`) as { name: string }[];
		for (const column of columns)
			expect(column.name).not.toMatch(
				/time|date|created|seq|order|^ip$|address|agent|_at$/,
			);
	}
});

test("no value of a slip stands in a response or an open answer, except the lot in the response", () => {
	const db = open();
	const rows = (table: string) =>
		db
			.prepare(
				`select * from ${table}${table === "response" ? " where filled" : ""}`,
			)
			.all() as Record<string, unknown>[];
	const values = (table: string, ...but: string[]) =>
		rows(table).flatMap((row) =>
			Object.entries(row)
				.filter(([name]) => !but.includes(name))
				.map(([, value]) =>
					Buffer.isBuffer(value) ? value.toString("latin1") : String(value),
				),
		);
	expect(rows("response")).toHaveLength(12);
	expect(rows("free_text")).toHaveLength(12);
	const ofSlips = new Set(values("slip", "used", "lot_id"));
	const ofResponses = values("response", "lot_id", "filled");
	const ofTexts = values("free_text", "survey_id", "question");
	for (const value of [...ofResponses, ...ofTexts])
		for (const mine of ofSlips) expect(value.includes(mine)).toBe(false);
	const lots = new Set(rows("slip").map((row) => String(row.lot_id)));
	for (const value of ofTexts) expect(lots.has(value)).toBe(false);
	expect(new Set(values("response", "body", "lot_id", "filled")).size).toBe(12);
});

test("bodies are padded to one size", () => {
	const sizes = open()
		.prepare("select distinct length(body) from response")
		.pluck()
		.all();
	expect(sizes).toEqual([4096]);
});

test("neither codes nor devices are in any file", async () => {
	const { readFileSync } = await import("node:fs");
	for (const name of readdirSync(folder)) {
		const bytes = readFileSync(path.join(folder, name)).toString("latin1");
		expect(bytes.includes("canary-agent"), name).toBe(false);
		for (const code of codes) expect(bytes.includes(code), name).toBe(false);
	}
});

test("an answer is on the disk before the reply, and what is deleted is wiped", () => {
	const { $client } = openDatabase(folder, "collector");
	const pragma = (name: string) => $client.pragma(name, { simple: true });
	expect(pragma("journal_mode")).toBe("wal");
	expect(pragma("synchronous")).toBe(2);
	expect(pragma("secure_delete")).toBe(1);
});
