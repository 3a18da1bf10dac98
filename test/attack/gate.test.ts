import { expect, test } from "vitest";
import { attackGate } from "./gate.ts";

test("a thousand random tables tell of no small group, and the same tables without the gate do", async () => {
	const rows = await attackGate({ forms: 500, requests: 1000, seed: 1 });
	expect(rows.filter(({ holds }) => holds === false)).toEqual([]);
	expect(rows.filter(({ holds }) => holds)).toHaveLength(11);
});
