import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { tableThread } from "../../server/table-thread.ts";
import { closedContext, closedId } from "./closed-context.ts";

test("a database that is locked is told as such, and the same table is given once it is free", async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-tables-"));
	const { store } = await closedContext({}, folder);
	const thread = tableThread(folder);
	const request = { survey: closedId, rows: ["A"] };
	const other = new Database(path.join(folder, "results.db"));
	other.exec("BEGIN IMMEDIATE");
	await expect(thread.build(request)).rejects.toMatchObject({
		code: "storage-busy",
	});
	other.exec("ROLLBACK");
	other.close();
	expect((await thread.build(request)).blocks).toHaveLength(1);
	await thread.close();
	store.close();
	rmSync(folder, { recursive: true });
});
