import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { columnNames, missing } from "../../analysis/survey-data.ts";
import { openStore, type Store } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { runTable } from "../../server/actions/run-table.ts";
import { setFinalWeights } from "../../server/actions/set-final-weights.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import { smallSample } from "../analysis/small-dataset.ts";
import { smallDefinition, smallSurvey } from "../analysis/small-survey.ts";

const survey = smallDefinition.id;
const forms = 400;
let folder: string;
let store: Store;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-releases-"));
	store = openStore(folder);
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

/** A closed survey; everybody is asked everything unless `answers` says otherwise. */
async function closedWith(
	answers: Record<string, (row: number) => number>,
	weights: ((row: number) => number)[] = [() => 1],
) {
	const context: ServerContext = {
		store,
		pepper: Buffer.alloc(32),
		publicUrl: "http://localhost",
		now: () => 0,
		jobs: jobRegister(),
	};
	await installSurvey(context, smallDefinition, {});
	const { strata, lots } = smallSample([2000, 2000, 2000], 4);
	await store.addSample(survey, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: survey })),
		units: [],
		lots: lots.map((lot, place) => ({
			...lot,
			id: `T${place}`,
			surveyId: survey,
			level: 4,
		})),
	});
	const column = (of: (row: number) => number) =>
		Int16Array.from({ length: forms }, (_, row) => of(row));
	const columns: Record<string, Int16Array | Float64Array> = {
		lot: column((row) => row % lots.length),
		attn: column(() => 1),
		"I/weight": new Float64Array(forms).fill(1),
		"I/pair-weight": new Float64Array(forms).fill(1),
	};
	for (const variable of codebook(smallSurvey)) {
		const codes = variable.categories.map(({ code }) => code);
		for (const name of columnNames(variable))
			columns[name] = column(
				answers[variable.name] ??
					((row) =>
						variable.type === "multiple"
							? (row >> 2) & 1
							: codes[(row >> 3) % Math.min(2, codes.length)]!),
			);
	}
	await store.addSnapshot(survey, {
		definitionVersion: 1,
		rows: forms,
		columns,
	});
	for (const of of weights) await addWeights(of);
	await store.setStatus(survey, "closed");
}

const addWeights = (of: (row: number) => number) => {
	const final = Float64Array.from({ length: forms }, (_, row) => of(row));
	return store.addWeightVersion({
		surveyId: survey,
		recipe: {
			nonresponse: { fewest: 1, greatest: 9 },
			margins: [],
			trim: null,
		},
		steps: [],
		base: final,
		final,
	});
};

const table = (variable: string, by?: string) =>
	runTable({ store }, { survey, variable, ...(by ? { by } : {}) });
const basesOf = async (variable: string, by: string) =>
	(await table(variable, by)).columns.map(({ base }) => base);
const refusedAs = (code: string) => expect.objectContaining({ code });

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
		await addWeights(() => 2);
		await expect(table("A")).rejects.toEqual(refusedAs("weights-changed"));
		await store.setFinalWeights(survey, 2);
		expect((await table("A", "L4")).weights.version).toBe(2);
	});

	test("do not both show tables with and without a few forms", async () => {
		await closedWith({});
		await table("A");
		await addWeights((row) => Number(row >= 3));
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
		await addWeights((row) => Number(row >= 30));
		await store.setFinalWeights(survey, 2);
		expect((await table("A")).columns[0]?.base).toBe(370);
	});
});
