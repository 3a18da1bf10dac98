import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { missing } from "../../analysis/survey-data.ts";
import { openStore, type Store } from "../../db/store.ts";
import { askForOne } from "../../server/actions/ask-for-table.ts";
import { setDerived } from "../../server/actions/set-derived.ts";
import { setFinalWeights } from "../../server/actions/set-final-weights.ts";
import type { ServerContext } from "../../server/context.ts";
import { addWeights, closedContext, closedId } from "./closed-context.ts";

const survey = closedId;
let folder: string;
let store: Store;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-releases-"));
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

async function closedWith(answers: Record<string, (row: number) => number>) {
	({ store } = await closedContext(answers, folder));
}

const table = (variable: string, by?: string) =>
	askForOne({ store }, { survey, variable, ...(by ? { by } : {}) });
const basesOf = async (variable: string, by: string) =>
	(await table(variable, by)).columns.map(({ base }) => base);
const refusedAs = (code: string) => expect.objectContaining({ code });

test("a file of responses made while a table is judged keeps the table back, and one judged before the table is not kept", async () => {
	await closedWith({});
	const file = {
		surveyId: survey,
		weightsVersion: 1,
		identifiers: [],
		seed: "1",
	};
	// What everybody is told apart by is released by then.
	await table("A");
	const known = await store.releasedDomainCount(survey);
	const meanwhile: Store = {
		...store,
		addReleasedDomains: async (...added) => {
			expect(await store.addReleasedDomains(...added)).toBe(true);
			expect(await store.addMicrodataFile(file, known)).toBeUndefined();
			const released = await store.releasedDomainCount(survey);
			expect(await store.addMicrodataFile(file, released)).toEqual(file);
			return true;
		},
	};
	await expect(
		askForOne({ store: meanwhile }, { survey, variable: "A", by: "L4" }),
	).rejects.toEqual(refusedAs("left-out-of-file"));
});

describe("levels that tables tell apart", () => {
	test("count a few who did not answer with the largest, and say so", async () => {
		await closedWith({
			L4: (row) =>
				row < 4 ? missing.itemNonresponse : row < 6 ? 99 : row < 150 ? 1 : 2,
		});
		const { columns } = await table("A", "L4");
		expect(columns.map(({ base }) => base)).toEqual([144, 256]);
		expect(columns[1]?.label.vi).toBe(
			"answer 2 (vi) (gồm phiếu không trả lời)",
		);
	});

	test("count many who did not answer as a level of their own", async () => {
		await closedWith({
			L4: (row) => (row < 40 ? missing.itemNonresponse : row < 150 ? 1 : 2),
		});
		const { columns } = await table("A", "L4");
		expect(columns.map(({ base }) => base)).toEqual([110, 250, 40]);
		expect(columns[2]?.label.en).toBe("Don't know, no answer");
	});

	test("are not those that differ from released ones by a few", async () => {
		// Whoever is in the last stratum says 2, but for three people.
		const stratum = (row: number) => Math.floor((row % 12) / 4);
		await closedWith({
			P9: (row) =>
				(stratum(row) === 2 ? 2 : 1) + (row < 40 && row % 12 === 9 ? 1 : 0),
		});
		expect(await basesOf("A", "stratum:level")).not.toContain(null);
		// The first level is the other strata; of the last, three are missing from the second.
		const bases = await basesOf("A", "P9");
		expect(bases).toEqual([268, null, null, null, null]);
	});

	test("are not those of which three releases together leave a few over", async () => {
		await closedWith({
			B: (row) => (row < 200 ? 1 : 2),
			I2: (row) => (row < 100 ? 1 : row < 197 ? 2 : 3),
		});
		expect(await basesOf("A", "B")).toEqual([200, 200, null, null]);
		// Everybody without the 203 is B = 1 without three; so are the 100 and the 97 together.
		expect(await basesOf("A", "I2")).toEqual([100, null, null]);
	});

	test("are the same ones whoever asks, in whatever order, after a restart", async () => {
		await closedWith({ P9: (row) => (row < 8 ? 1 : row < 120 ? 2 : 3) });
		const before = await basesOf("A", "P9");
		expect(before).toEqual([null, null, 280, null, null]);
		await table("I1", "A");
		const releases = await store.releasedDomains(survey);
		store.close();
		store = openStore(folder);
		expect(await basesOf("A", "P9")).toEqual(before);
		expect(await store.releasedDomains(survey)).toEqual(releases);
	});

	test("are told apart in a variable that was derived after the first tables", async () => {
		await closedWith({ L4: (row) => (row < 150 ? 1 : 2) });
		await table("A", "L4");
		const category = (code: number) => ({
			code,
			label: { vi: `${code}`, en: `${code}` },
		});
		const saved = await setDerived(
			{ store, now: () => 0 } as ServerContext,
			survey,
			{
				name: "LOWER",
				label: { vi: "Nửa", en: "Half" },
				of: {
					kind: "expression",
					expression: "if(${A} <= 2, 1, 2)",
					categories: [category(1), category(2)],
				},
			},
			0,
			"Lan",
		);
		expect(saved).toEqual({ version: 1 });
		expect(await basesOf("LOWER@1", "L4")).not.toContain(null);
	});

	test("are decided once where many ask at the same time", async () => {
		await closedWith({});
		const tables = await Promise.all(
			["A", "B", "I1", "A", "B"].map((name) => table(name, "L4")),
		);
		expect(tables).toHaveLength(5);
		const places = (await store.releasedDomains(survey)).map(
			({ variable, by }) => `${variable} ${by}`,
		);
		expect(new Set(places).size).toBe(places.length);
	});
});

describe("a pair of variables", () => {
	test("is crossed in the direction of the banner, or in that of the first table", async () => {
		await closedWith({});
		await expect(table("L4", "A")).rejects.toEqual(
			refusedAs("crossed-already"),
		);
		await table("P9", "L4");
		await expect(table("L4", "P9")).rejects.toEqual(
			refusedAs("crossed-already"),
		);
		await table("A", "I1");
		await expect(table("I1", "A")).rejects.toEqual(
			refusedAs("crossed-already"),
		);
	});
});

describe("versions of the weights", () => {
	test("are one before the final one, and the final one", async () => {
		await closedWith({});
		await table("A");
		await addWeights(store, () => 2);
		await expect(table("A")).rejects.toEqual(refusedAs("weights-changed"));
		await store.setFinalWeights(survey, 2);
		expect((await table("A", "L4")).weights.version).toBe(2);
	});

	test("do not both show tables with and without a few forms", async () => {
		await closedWith({});
		await table("A");
		await addWeights(store, (row) => Number(row >= 3));
		const declare = (version: number) =>
			setFinalWeights({ store, now: () => 0 }, survey, version, "Lan");
		await expect(declare(2)).rejects.toEqual(refusedAs("forms-differ-by-few"));
		// Even where it was declared by other means.
		await store.setFinalWeights(survey, 2);
		await expect(table("A")).rejects.toEqual(refusedAs("forms-differ-by-few"));
	});

	test("may leave many forms out", async () => {
		await closedWith({});
		expect((await table("A")).columns[0]?.base).toBe(400);
		await addWeights(store, (row) => Number(row >= 30));
		await store.setFinalWeights(survey, 2);
		expect((await table("A")).columns[0]?.base).toBe(370);
	});
});
