import { expect, test } from "vitest";
import { attackTables } from "./tables.ts";

test("three hundred random tables with banners, nests and filters tell of no small group", async () => {
	const rows = await attackTables({ forms: 500, requests: 300, seed: 1 });
	expect(rows.filter(({ holds }) => holds === false)).toEqual([]);
	expect(rows.filter(({ holds }) => holds)).toHaveLength(6);
}, 300_000);
