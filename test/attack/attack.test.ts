import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Row } from "../bench/row.ts";
import { inAttackFolder, storageAttacks } from "./attack.ts";
import { attackWithCanaries, spellings } from "./canary.ts";
import { attackSchema } from "./schema.ts";

// The attacks of `npm run attack` at a size that fits here. Few lots make chance wide: what leaks links nearly
// everybody, so that eight standard errors still find it.

const unheld = (rows: Row[]) => rows.filter(({ holds }) => holds === false);

test("a thief of everything links no better than chance, and links what is stored carelessly", async () => {
	const size = {
		...{ lots: 8, perLot: 50, days: 3, snapshots: 2, smallLots: 6 },
		...{ keyLots: 2, seed: 1, tolerance: 8 },
	};
	const rows: Row[] = [];
	await inAttackFolder(async (folder) => {
		for (const [, attack] of storageAttacks(size, folder))
			rows.push(...(await attack()));
	});
	// The order within pages apart: twice the three standard errors, for so few pairs.
	const judged = rows.filter(
		({ name }) => !name.startsWith("order of arrival"),
	);
	expect(judged.length).toBeGreaterThan(10);
	expect(unheld(judged)).toEqual([]);
	for (const { name, value, target } of rows)
		if (name.startsWith("order of arrival") && target.op === "between") {
			const [low, high] = target.value;
			expect(Math.abs(value - 50), name).toBeLessThan(high - low);
		}
});

test("no address, agent, referrer, cookie or code is in any file, backup or printed line", async () => {
	expect(unheld(await attackWithCanaries(2))).toEqual([]);
});

test("a mark is found however it is written, wherever it stands", () => {
	const mark = `agent-${randomBytes(9).toString("hex")}`;
	const around = (shift: number) =>
		Buffer.from(`${"x".repeat(shift)}${mark}yz`);
	const found = (bytes: Buffer | string) =>
		spellings(mark).some((spelling) => Buffer.from(bytes).includes(spelling));
	for (const shift of [0, 1, 2, 3]) {
		expect(found(around(shift))).toBe(true);
		expect(found(around(shift).toString("hex"))).toBe(true);
		expect(found(around(shift).toString("base64"))).toBe(true);
		expect(found(around(shift).toString("base64url"))).toBe(true);
		expect(found(Buffer.from(around(shift).toString(), "utf16le"))).toBe(true);
	}
	expect(found("another text")).toBe(false);
});

test("tables of respondents have no clock, counter or rowid, and a slip shares its lot alone", () => {
	expect(unheld(attackSchema())).toEqual([]);
});
