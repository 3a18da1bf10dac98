import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openStore } from "../../db/store.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));

async function read() {
	const store = openStore(folder);
	const geography = await store.geography();
	const organisations = await store.organisations();
	store.close();
	return { geography, organisations };
}

test("the lists stand in design.db, keyed by version and code, and are mended where they differ from the project's", async () => {
	const first = await read();
	expect(first.geography.units).toHaveLength(2 * (63 + 6) + 2 * (34 + 6));
	const db = new Database(path.join(folder, "design.db"));
	const key = db
		.prepare("select name from pragma_table_info('geo_unit') where pk > 0")
		.pluck()
		.all();
	expect(key).toEqual(["version", "code"]);
	db.exec("update geo_unit set name = 'X' where code = '24'");
	db.exec("delete from org_link");
	db.close();
	const again = await read();
	const sorted = (rows: object[]) =>
		rows.map((row) => JSON.stringify(row)).sort();
	for (const part of ["units", "links", "census"] as const)
		expect(sorted(again.geography[part])).toEqual(
			sorted(first.geography[part]),
		);
	expect(sorted(again.organisations.links)).toEqual(
		sorted(first.organisations.links),
	);
});

test("every row says where it comes from and how far it can be relied on", async () => {
	const { geography, organisations } = await read();
	for (const row of [
		...geography.units,
		...geography.links,
		...geography.census,
		...organisations.units,
		...organisations.links,
	]) {
		expect(row.source).not.toBe("");
		expect(["V", "C", "K", "?"]).toContain(row.mark);
	}
	const doubtful = geography.units.filter(({ mark }) => mark === "?");
	expect(doubtful.map(({ version, name }) => `${version} ${name}`)).toContain(
		"G4 Đồng Nai",
	);
});

test("every parent and every end of a link is a unit of its version", async () => {
	const { geography } = await read();
	const known = new Set(
		geography.units.map(({ version, code }) => `${version}/${code}`),
	);
	for (const { version, parent } of geography.units)
		if (parent) expect(known).toContain(`${version}/${parent}`);
	for (const link of geography.links) {
		expect(known).toContain(`${link.fromVersion}/${link.fromCode}`);
		expect(known).toContain(`${link.toVersion}/${link.toCode}`);
	}
});
