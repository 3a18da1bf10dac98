// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the survey language
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BuiltTable, ReleasedTable } from "../../analysis/tables/table.ts";
import type { DrawnChart } from "../../server/actions/draw-chart.ts";
import type { ReleasedTopline } from "../../server/actions/run-topline.ts";
import type { ServerContext } from "../../server/context.ts";
import { ask, hasReader } from "../analysis/export/outside-reader.ts";
import { newContext } from "./new-context.ts";
import { oddForms, oddLabels, oddSurvey } from "./odd-survey.ts";
import { codeOf, type StaffSession, staffSession } from "./staff-session.ts";

let context: ServerContext;
let staff: StaffSession;
beforeAll(async () => {
	context = await newContext([]);
	await oddSurvey(context);
	staff = await staffSession(context);
});
afterAll(() => context.store.close());

const get = (address: string) => staff.ask("GET", `/surveys/odd/${address}`);
const read = async <T>(address: string) =>
	(await (await get(address)).json()) as T;
const textOf = async (address: string) => (await get(address)).text();
const csvOf = async (address: string) =>
	Papa.parse<string[]>((await textOf(address)).replace(/^\uFEFF/, ""), {
		skipEmptyLines: true,
	}).data;
const refused = async (address: string) => codeOf(await get(address));

/** A tenth weighs nothing. */
const weighted = (oddForms * 9) / 10;

describe.each(["NEVER", "NEVER_M", "FOUR"])(
	"a question that nobody, or hardly anybody, saw: %s",
	(name) => {
		test("is a table without a number, on the screen and in its file", async () => {
			const { columns, rows } = await read<ReleasedTable>(
				`table?variable=${name}`,
			);
			expect(rows).toHaveLength(4);
			expect(columns).toMatchObject([{ base: null }]);
			for (const cell of columns[0]!.cells)
				expect(cell).toEqual({ withheld: "protected" });
			const [head, ...lines] = await csvOf(
				`table.csv?variable=${name}&lang=en`,
			);
			expect(lines).toHaveLength(4);
			const share = head!.indexOf("Share (%)");
			for (const line of lines) {
				expect(line.slice(share, head!.indexOf("Withheld because"))).toEqual(
					Array(7).fill(""),
				);
				expect(line[head!.indexOf("Withheld because")]).toBe(
					"protects respondents",
				);
			}
		});

		test("has no chart, and tells nothing apart: each says so", async () => {
			expect(await refused(`chart?row=${name}`)).toBe("nothing-to-draw");
			expect(await refused(`chart.svg?row=${name}`)).toBe("nothing-to-draw");
			const { blocks } = await read<BuiltTable>(
				`tables?row=${name}&by=L4&show=mean&show=test&show=letters`,
			);
			expect(blocks[0]).toMatchObject({
				groups: [{ refused: "domains-differ-by-few" }],
			});
		});

		test("tells in the topline neither how many saw it nor how many did not", async () => {
			const { sections } = await read<ReleasedTopline>("topline");
			const [table] = sections
				.flatMap(({ questions }) => questions)
				.find((one) => one.name === name)!.tables;
			expect(table!.columns[0]!.base).toBeNull();
			expect(new Set(Object.values(table!.outside))).toEqual(new Set([null]));
		});
	},
);

describe("sixty-three provinces", () => {
	test("are as many columns beside everybody, each of its share a line of the file", async () => {
		const { blocks } = await read<BuiltTable>(
			"tables?row=battery:SCALE&by=PROVINCE&show=mean&show=test&show=letters",
		);
		expect(blocks).toHaveLength(2);
		for (const {
			groups: [group],
		} of blocks)
			expect(
				(group as ReleasedTable).columns.map(({ base }) => base !== null),
			).toEqual(Array(63).fill(true));
		const lines = await csvOf("table.csv?variable=SCALE_1&by=PROVINCE");
		expect(lines).toHaveLength(1 + 63 * 5);
	});

	test("are a chart of one share, not of every answer", async () => {
		const { chart } = await read<DrawnChart>(
			"chart?row=SCALE_1&by=PROVINCE&lang=vi",
		);
		expect(chart.rows).toHaveLength(1 + 63);
		expect(chart.title).toContain(chart.rows[0]!.label);
	});
});

test("who weighs nothing is in no base, and an answer that weighs nothing is no number that is none", async () => {
	const { columns } = await read<ReleasedTable>("table?variable=NOUGHT");
	expect(columns[0]).toMatchObject({
		base: weighted,
		cells: [{ value: 1 }, { value: 0 }, { value: 0 }, { value: 0 }],
	});
	const { blocks } = await read<BuiltTable>(
		"tables?row=SCALE_1&by=NOUGHT&show=mean&show=test&show=letters",
	);
	const [group] = blocks[0]!.groups as [ReleasedTable];
	expect(group.columns.map(({ base }) => base)).toEqual([weighted, null]);
	expect(
		await refused(
			`tables?row=SCALE_1&filter=${encodeURIComponent("${NOUGHT} = 2")}`,
		),
	).toBe("filter-isolates-few");
	expect((await read<ReleasedTopline>("topline")).responses).toBe(weighted);
});

test("a name that there is not any more is refused by its name", async () => {
	for (const query of ["row=GONE", "row=SCALE_1&by=GONE"]) {
		const reply = await get(`tables?${query}`);
		expect(reply.status).toBe(404);
		expect(await reply.json()).toMatchObject({
			error: { code: "unknown-variable", problems: [{ variable: "GONE" }] },
		});
	}
});

test("labels are in the topline's files as they are, and no spreadsheet runs them", async () => {
	const isOdd = (line: readonly unknown[]) =>
		line[3] === "ODD" && line[7] === "tỷ lệ %";
	const ofCsv = (await csvOf("topline.csv?lang=vi")).filter(isOdd);
	const workbook = await get("topline.xlsx?lang=vi");
	const rows = await readSheet(Buffer.from(await workbook.arrayBuffer()), 1, {
		trim: false,
	});
	const ofXlsx = rows.filter(isOdd);
	for (const [at, label] of oddLabels.entries()) {
		expect(ofCsv[at]![9]).toBe(/^[=+\-@]/.test(label) ? `'${label}` : label);
		expect(ofXlsx[at]![9]).toBe(label);
	}
});

describe("the data file of it", () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "odd-survey-"));
	afterAll(() => rmSync(folder, { recursive: true }));
	const run = (program: string, args: string[]) => ask(program, args, folder);
	const hasR = hasReader("Rscript", "-e", "library(survey); library(haven)");
	const oneLine = (label: string) => label.replace(/\s*[\r\n]+\s*/g, " ");

	beforeAll(async () => {
		const ended = await staff.done(
			await staff.ask("POST", "/surveys/odd/files", {
				identifiers: ["L4"],
				formats: ["csv", "sav", "dta", "parquet", "xlsx"],
				producer: "Viện “thử” 'A' & B\n😀",
			}),
		);
		expect(ended).toMatchObject({ state: "done" });
		const reply = await staff.ask("GET", `/jobs/${ended.id}/file`);
		const files = unzipSync(Buffer.from(await reply.arrayBuffer()));
		for (const [name, content] of Object.entries(files))
			writeFileSync(path.join(folder, name), content);
	});

	test("speaks of replicate weights where it has some", () => {
		const textOf = (name: string) =>
			readFileSync(path.join(folder, name), "utf8");
		const [head = ""] = textOf("odd.csv").split("\r\n");
		const has = /\brw1\b/.test(head);
		expect(/\(jackknife\)/.test(textOf("odd-ddi.xml"))).toBe(has);
		expect(/no replicate weights/.test(textOf("odd-ddi.xml"))).toBe(!has);
	});

	test.runIf(hasR)(
		"is read by R, its labels too, and its script makes the published table",
		() => {
			writeFileSync(
				path.join(folder, "read.R"),
				`library(haven)
			labels <- function(d) list(labels = names(attr(d$ODD, "labels")), never = unique(as.numeric(d$NEVER)), tag = unique(na_tag(d$NEVER)))
			cat(jsonlite::toJSON(list(sav = labels(read_sav("odd.sav", user_na = TRUE)), dta = labels(read_dta("odd.dta"))), na = "null"), "\\n")
			source("odd.R")`,
			);
			const printed = run("Rscript", ["read.R"]);
			const { sav, dta } = JSON.parse(printed.split("\n")[0]!);
			expect(sav).toMatchObject({ never: [101] });
			expect(dta).toMatchObject({ never: [null], tag: ["c"] });
			for (const [at, label] of oddLabels.entries()) {
				expect(dta.labels[at]).toBe(oneLine(label));
				expect(
					oneLine(label).startsWith(sav.labels[at].replace(/…$/, "")),
				).toBe(true);
			}
			expect(printed).toContain("equal to the published table");
		},
	);

	test.runIf(hasReader("pspp", "--version"))(
		"is read by PSPP, which runs nothing of a label",
		() => {
			const printed = run("pspp", ["-O", "format=csv", "odd.sps"]);
			expect(printed).not.toMatch(/error|warning/i);
			expect(printed).toContain("@SUM(A1)");
			expect(() => run("ls", ["x.sav"])).toThrow();
		},
	);

	test.runIf(hasReader("xmllint", "--version"))(
		"is described by well-formed DDI",
		() => {
			run("xmllint", ["--nonet", "--noout", "odd-ddi.xml"]);
		},
	);
});
