import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import type { MicrodataState } from "../../../server/actions/microdata-state.ts";
import { buildTable } from "../../../server/actions/run-table.ts";
import { setFinalWeights } from "../../../server/actions/set-final-weights.ts";
import type { ServerContext } from "../../../server/context.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import type { Refusal } from "../../../server/refusal.ts";
import { ask, hasReader } from "../../analysis/export/outside-reader.ts";
import { closedSurveyOf } from "../closed-survey-of.ts";
import { newContext } from "../new-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

const forms = 2400;
const identifiers = ["ND_P1", "ND_P4"];
let context: ServerContext;
let staff: StaffSession;
let bytes: Buffer;
let files: Record<string, Uint8Array>;
const folder = mkdtempSync(path.join(os.tmpdir(), "files-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const request = (more: object = {}) => ({
	identifiers,
	formats: ["csv", "sav", "dta", "parquet", "xlsx"],
	producer: "Viện thử «A & B»",
	...more,
});
const post = (body: object) =>
	staff.ask("POST", "/surveys/citizens/files", body);

beforeAll(async () => {
	context = await newContext([]);
	const definition = readDefinitions().find(({ id }) => id === "citizens")!;
	const random = randomFrom(11);
	const ofTwo = Array.from(
		{ length: forms },
		() => 1 + Math.floor(2 * random()),
	);
	const ofFour = Array.from(
		{ length: forms },
		() => 1 + Math.floor(4 * random()),
	);
	const weights = Array.from({ length: forms }, () => 0.5 + random());
	await closedSurveyOf(context, definition, {
		forms,
		lots: 30,
		answers: {
			ND_P1: (row) => ofTwo[row]!,
			ND_P2: (row) => ofFour[row]!,
			// Six of another people: too few to be in a file.
			ND_P4: (row) => 1 + (ofTwo[(row * 7) % forms]! - 1),
			ND_P5: (row) => (row < 3 ? 5 : 1),
			ND_B2: (row) => ofFour[(row * 3) % forms]!,
		},
		weight: (row) => weights[row]!,
		wave: { CONTROLLER: "Viện thử", HOTLINE: "1900 0000" },
	});
	staff = await staffSession(context);
});

test("a file waits for final weights", async () => {
	const ended = await staff.done(await post(request()));
	expect(ended.error?.code).toBe("weights-not-final");
	await setFinalWeights(context, "citizens", 1, "cli");
});

test("the check names combinations of few people, and no value of theirs", async () => {
	const state = await staff.get<MicrodataState>(
		"/surveys/citizens/files?identifiers=ND_P1,ND_P5",
	);
	expect(state.small).toEqual([["ND_P5"]]);
	expect(JSON.stringify(state.small)).not.toMatch(/\d\d/);
	const ended = await staff.done(
		await post(request({ identifiers: ["ND_P1", "ND_P5"] })),
	);
	expect(ended.error?.code).toBe("few-alike");
	expect(await context.store.microdataFile("citizens")).toBeUndefined();
});

test("one action gives every format, and the manifest the hash of each file", async () => {
	const ended = await staff.done(await post(request()));
	const job = ended.id;
	expect([ended.state, ended.error]).toEqual(["done", undefined]);
	expect(ended.done).toBe(5 * forms);
	const reply = await staff.ask("GET", `/jobs/${job}/file`);
	bytes = Buffer.from(await reply.arrayBuffer());
	expect(reply.headers.get("content-length")).toBe(String(bytes.length));
	expect((await staff.ask("GET", `/jobs/${job}/file`)).status).toBe(404);
	files = unzipSync(bytes);
	const manifest = JSON.parse(strFromU8(files["manifest.json"]!));
	expect(manifest).toMatchObject({
		licence: "CC BY 4.0",
		producer: "Viện thử «A & B»",
		weightsVersion: 1,
		responses: forms,
		anonymity: { k: 5, identifiers },
	});
	expect(
		manifest.files.map(({ name }: { name: string }) => name).sort(),
	).toEqual(
		Object.keys(files)
			.filter((name) => name !== "manifest.json")
			.sort(),
	);
	for (const { name, sha256 } of manifest.files)
		expect(createHash("sha256").update(files[name]!).digest("hex"), name).toBe(
			sha256,
		);
});

test("no lot, stratum, flag, left-out identifier or weight of old is in the file", async () => {
	const { data, meta } = Papa.parse<Record<string, string>>(
		strFromU8(files["citizens.csv"]!).replace(/^\uFEFF/, ""),
		{ header: true, skipEmptyLines: true },
	);
	for (const name of meta.fields!)
		expect(name).not.toMatch(/lot|strat|flag|attn|ND_P[235789]/i);
	expect(data.length).toBe(forms);
	const old = new Set(
		Array.from(
			(await context.store.weightVersion("citizens", 1))!.final,
			String,
		),
	);
	expect(data.filter(({ weight }) => old.has(weight!)).length).toBe(0);
	// Random order: the rows of the snapshot do not follow each other.
	const column = (await context.store.snapshot("citizens"))!.columns.ND_B2!;
	const same = data.filter(
		(row, at) => Number(row.ND_B2) === column[at],
	).length;
	expect(same / forms).toBeGreaterThan(0.15);
	expect(same / forms).toBeLessThan(0.35);
});

test.runIf(hasReader("Rscript", "-e", "library(survey); library(haven)"))(
	"R makes the published table of each file by the script beside it",
	() => {
		for (const [name, content] of Object.entries(files))
			writeFileSync(path.join(folder, name), content);
		const script = readFileSync(path.join(folder, "citizens.R"), "utf8");
		for (const data of ["csv", "sav", "dta"]) {
			const read =
				data === "csv"
					? script
					: script.replace(
							/^data <- .*$/m,
							data === "sav"
								? 'data <- as.data.frame(haven::zap_labels(haven::read_sav(file.path(folder, "citizens.sav"), user_na = TRUE)))'
								: 'data <- as.data.frame(haven::zap_labels(haven::read_dta(file.path(folder, "citizens.dta"))))',
						);
			writeFileSync(path.join(folder, "run.R"), read);
			// In .dta, don't know and refused are missing: the published table counts them.
			if (data !== "dta" || !/code = c\(.*9[789]/.test(script))
				expect(ask("Rscript", [path.join(folder, "run.R")])).toContain(
					"equal to the published table",
				);
		}
		console.log(
			"run: R survey on the exported files, its table is the published one",
		);
	},
);

test("the same file is made again, and no other", async () => {
	const again = await staff.done(await post(request()));
	expect([again.state, again.error]).toEqual(["done", undefined]);
	const reply = await staff.ask("GET", `/jobs/${again.id}/file`);
	expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true);
	const other = await staff.done(
		await post(request({ identifiers: ["ND_P1"] })),
	);
	expect(other.error?.code).toBe("microdata-made");
});

test("beside the file, tables tell apart what it holds and nothing else", async () => {
	const code = (by: string, filter?: string) =>
		buildTable(context, {
			survey: "citizens",
			rows: ["ND_B2"],
			banner: [[by]],
			...(filter ? { filter } : {}),
		}).then(
			(table) => JSON.stringify(table.blocks[0]?.groups[0]),
			(error: Refusal) => error.code,
		);
	expect(await code("ND_P2")).toContain("left-out-of-file");
	expect(await code("ND_P1")).not.toContain("left-out-of-file");
	expect(await code("ND_P1", "${ND_P2} = 1")).toContain("left-out-of-file");
	const reply = await staff.ask(
		"GET",
		"/surveys/citizens/table?variable=ND_B2&by=ND_P2",
	);
	expect(await codeOf(reply)).toBe("left-out-of-file");
});

test("what was done stands in the audit, without answers", async () => {
	const audit = await context.store.auditOf("citizens");
	expect(audit.some(({ verb }) => verb === "export-microdata")).toBe(true);
});
