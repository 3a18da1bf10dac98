import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomFrom } from "../../../analysis/sampling/random.ts";
import { askForOne } from "../../../server/actions/ask-for-table.ts";
import type { DrawnChart } from "../../../server/actions/draw-chart.ts";
import {
	importOutside,
	type OutsideImported,
} from "../../../server/actions/import-outside.ts";
import type { ServerContext } from "../../../server/context.ts";
import type { OutsideColumns } from "../../../server/outside-thread.ts";
import { newContext } from "../new-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let lan: StaffSession;
const random = randomFrom(3);
const rows = Array.from({ length: 600 }, (_, row) => {
	const stratum = 1 + (row % 4);
	return {
		hai_long: random() < 0.02 ? "" : String(1 + Math.floor(4 * random())),
		mien: ["Bắc", "Trung", "Nam"][Math.floor(3 * random())] as string,
		thu_nhap: (random() * 1e7).toFixed(2),
		w: (0.5 + random()).toFixed(4),
		tang: String(stratum),
		cum: String(100 * stratum + Math.floor(6 * random())),
	};
});
const csv = [
	Object.keys(rows[0] ?? {}).join(","),
	...rows.map((row) => Object.values(row).join(",")),
].join("\n");
const upload = { name: "ngoài.csv", bytes: new TextEncoder().encode(csv) };
const spec = {
	title: "Điều tra của viện khác",
	source: "Viện khác, 2024",
	population: "citizens" as const,
	sampling: "probability" as const,
	weight: "w",
	stratum: "tang",
	psu: "cum",
	quasiIdentifiers: ["mien"],
};

beforeAll(async () => {
	context = await newContext([]);
	lan = await staffSession(context);
	expect(
		await importOutside(context, upload, { ...spec, id: "ngoai" }),
	).toEqual({ survey: "ngoai", responses: 600, leftOut: ["thu_nhap"] });
});
afterAll(() => context.store.close());

const hasSurvey =
	existsSync("/usr/bin/Rscript") &&
	execFileSync("Rscript", [
		"-e",
		'cat(requireNamespace("survey", quietly=TRUE))',
	]).toString() === "TRUE";
if (!hasSurvey) console.log("not run: R's survey");

test.runIf(hasSurvey)(
	"its tables equal R survey's under the design of its columns",
	async () => {
		const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-outside-"));
		const file = path.join(folder, "d.csv");
		writeFileSync(file, csv);
		const printed = execFileSync("Rscript", [
			"-e",
			`suppressMessages(library(survey)); d <- read.csv("${file}")
d$y <- ifelse(is.na(d$hai_long), NA, d$hai_long == 4)
s <- svydesign(ids = ~cum, strata = ~tang, weights = ~w, data = d)
m <- svymean(~as.numeric(y), subset(s, !is.na(y))); b <- svymean(~as.numeric(y), subset(s, !is.na(y) & mien == "Nam"))
cat(sprintf("%.12f", c(coef(m), SE(m), coef(b), SE(b))))`,
		]).toString();
		rmSync(folder, { recursive: true });
		const expected = printed.trim().split(/\s+/).map(Number);
		const whole = await askForOne(context, {
			survey: "ngoai",
			variable: "hai_long",
		});
		const crossed = await askForOne(context, {
			survey: "ngoai",
			variable: "hai_long",
			by: "mien",
		});
		const row = whole.rows.findIndex(({ code }) => code === 4);
		const south = crossed.columns.findIndex(({ label }) => label.vi === "Nam");
		const found = [
			whole.columns[0]?.cells[row],
			crossed.columns[south]?.cells[row],
		];
		expect(
			found.flatMap((cell) =>
				cell && "value" in cell ? [cell.value, cell.se ?? 0] : [],
			),
		).toEqual(expected.map((number) => expect.closeTo(number, 9)));
	},
);

test("it is marked as data from outside, in its title and under its charts", async () => {
	const { surveys } = await lan.get<{
		surveys: { id: string; title: { vi: string }; status: string }[];
	}>("/surveys");
	expect(surveys.find(({ id }) => id === "ngoai")).toMatchObject({
		title: { vi: "Điều tra của viện khác (số liệu ngoài hệ thống)" },
		status: "closed",
	});
	const csvFile = await lan.ask(
		"GET",
		"/surveys/ngoai/table.csv?variable=hai_long&lang=vi",
	);
	for (const line of (await csvFile.text()).trim().split("\n").slice(1))
		expect(line).toContain("số liệu ngoài hệ thống: Viện khác, 2024");
	const { chart } = await lan.get<DrawnChart>(
		"/surveys/ngoai/chart?row=hai_long",
	);
	expect(chart.foot.method).toContain(
		"Số liệu ngoài hệ thống: Viện khác, 2024",
	);
	expect(chart.alt).toContain("Số liệu ngoài hệ thống");
});

test("no survey is made of it: its columns are no questionnaire", async () => {
	const { sources } = await lan.get<{ sources: { id: string }[] }>("/sources");
	expect(sources.map(({ id }) => id)).not.toContain("ngoai");
	const made = await lan.ask("POST", "/surveys", {
		id: "dot-moi",
		from: { kind: "survey", id: "ngoai" },
	});
	expect(await codeOf(made)).toBe("unknown-survey");
});

test("its tables pass the same gate: a group of four is withheld", async () => {
	const few = csv
		.split("\n")
		.map((line, at) =>
			at === 0 ? `${line},nhom` : `${line},${at <= 4 ? 1 : 2 + (at % 2)}`,
		)
		.join("\n");
	await importOutside(
		context,
		{ name: "it.csv", bytes: new TextEncoder().encode(few) },
		{ ...spec, id: "ngoai-it", quasiIdentifiers: ["nhom"] },
	);
	const { columns } = await askForOne(context, {
		survey: "ngoai-it",
		variable: "hai_long",
		by: "nhom",
	});
	expect(columns[0]?.base).toBeNull();
	expect(columns[0]?.cells.every((cell) => "withheld" in cell)).toBe(true);
});

test("what is wrong is said column by column, and nothing is stored", async () => {
	const bad = csv.replace(/\n([^\n]*),[\d.]+,1,/, "\n$1,-1,,");
	const made = await importOutside(
		context,
		{ name: "bad.csv", bytes: new TextEncoder().encode(bad) },
		{ ...spec, id: "hong", psu: "khong-co" },
	);
	expect(made).toEqual({
		problems: [
			{ column: "khong-co", code: "unknown-column" },
			{ column: "w", code: "weight-negative", rows: 1 },
			{ column: "tang", code: "design-missing", rows: 1 },
		],
	});
	expect(await context.store.survey("hong")).toBeUndefined();
	await expect(
		importOutside(context, upload, { ...spec, id: "ngoai" }),
	).rejects.toMatchObject({ code: "survey-exists" });
});

test("an import that is cut short leaves no survey, and the next one of the name is whole", async () => {
	const imported = () =>
		importOutside(context, upload, { ...spec, id: "dut-doan" });
	for (const step of ["addSnapshot", "setFinalWeights", "addSurvey"] as const) {
		vi.spyOn(context.store, step).mockRejectedValueOnce(new Error("no power"));
		await expect(imported()).rejects.toThrow("no power");
		expect(await context.store.survey("dut-doan")).toBeUndefined();
	}
	// Two at once: one is made, the other told so.
	const both = await Promise.allSettled([imported(), imported()]);
	expect(
		both.map((one) => (one.status === "rejected" ? one.reason.code : "made")),
	).toEqual(expect.arrayContaining(["made", "survey-exists"]));
	const of = (survey: string) =>
		askForOne(context, { survey, variable: "hai_long" });
	expect((await of("dut-doan")).columns).toEqual((await of("ngoai")).columns);
	expect(await context.store.weightVersions("dut-doan")).toHaveLength(1);
});

test("over HTTP a file waits until its columns are chosen", async () => {
	const sent = await lan.ask(
		"POST",
		"/outside-file?name=ngoai.csv",
		upload.bytes,
		{ "Content-Type": "application/octet-stream" },
	);
	const waiting = (await sent.json()) as OutsideColumns & { file: string };
	expect(waiting.rows).toBe(600);
	expect(waiting.columns.map(({ name }) => name)).toEqual([
		"hai_long",
		"mien",
		"thu_nhap",
		"w",
		"tang",
		"cum",
	]);
	const ask = (body: object) => lan.ask("POST", "/outside", body);
	const wrong = await ask({
		...spec,
		file: waiting.file,
		id: "qua-http",
		psu: "x",
	});
	expect((await wrong.json()) as OutsideImported).toHaveProperty("problems");
	const made = await ask({ ...spec, file: waiting.file, id: "qua-http" });
	expect(await made.json()).toMatchObject({ survey: "qua-http" });
	// It is read once.
	expect(
		await codeOf(await ask({ ...spec, file: waiting.file, id: "lan-nua" })),
	).toBe("unknown-file");
	const noise = await lan.ask(
		"POST",
		"/outside-file?name=x.sav",
		Uint8Array.of(1, 2, 3),
		{ "Content-Type": "application/octet-stream" },
	);
	expect(await codeOf(noise)).toBe("outside-unreadable");
});
