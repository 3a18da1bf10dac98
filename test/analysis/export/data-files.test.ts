import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { readSheet } from "read-excel-file/node";
import { afterAll, expect, test } from "vitest";
import { csvChunks } from "../../../analysis/export/data-csv.ts";
import {
	byteLength,
	type DataFile,
	fileNames,
	splitLongTexts,
} from "../../../analysis/export/data-file.ts";
import { ddiCodebook } from "../../../analysis/export/ddi.ts";
import { dtaChunks } from "../../../analysis/export/dta.ts";
import { parquetChunks } from "../../../analysis/export/parquet.ts";
import { savChunks } from "../../../analysis/export/sav.ts";
import { xlsxChunks } from "../../../analysis/export/xlsx.ts";
import { bytesOfChunks, oddCodes, oddFile, oddTexts } from "./odd-file.ts";
import { ask, hasReader } from "./outside-reader.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "data-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string) => path.join(folder, name);
const write = (name: string, chunks: Iterable<Uint8Array>) =>
	writeFileSync(inFolder(name), bytesOfChunks(chunks));

write("odd.sav", savChunks(oddFile));
write("odd.dta", dtaChunks(oddFile));
write("odd.parquet", parquetChunks(oddFile));
write("odd.csv", csvChunks(oddFile));
write("odd.xlsx", xlsxChunks(oddFile));
write("odd.xml", [
	new TextEncoder().encode(
		ddiCodebook(
			{
				id: "odd",
				title: oddFile.title,
				abstract: { vi: "a & b", en: "<c>" },
				universe: { vi: "người", en: "people" },
				sampling: { vi: "mẫu", en: "sample" },
				weighting: { vi: "trọng số", en: "weights" },
				producer: "Viện \u0001 thử",
				licence: "CC BY 4.0",
				citation: "Viện thử (2026)",
				files: ["odd.csv", "odd.sav"],
			},
			oddFile,
		),
	),
]);

const numbersOf = (at: number) =>
	Array.from(oddFile.columns[at]!.values as ArrayLike<number>);
const hasR = hasReader("Rscript", "-e", "library(haven); library(jsonlite)");
const codes = [...Array(oddFile.rows).keys()].map(
	(row) => oddCodes[row % oddCodes.length],
);
const weights = Array.from(
	oddFile.columns[2]!.values as Float64Array,
	(value) => (Number.isNaN(value) ? null : value),
);

const number = (text: unknown) => (text === "NA" ? null : Number(text));

/** What haven reads, as JSON. */
const readByHaven = (file: string) => {
	const script = inFolder("read.R");
	writeFileSync(
		script,
		`library(haven)
		d <- ${file.endsWith(".sav") ? "read_sav" : "read_dta"}("${inFolder(file)}"${file.endsWith(".sav") ? ", user_na = TRUE" : ""})
		open <- do.call(paste0, unname(as.list(d[, grepl("^open", names(d)), drop = FALSE])))
		labels <- attr(d$CB_B2_1, "labels")
		cat(jsonlite::toJSON(list(names = names(d), code = as.numeric(d$CB_B2_1), tag = na_tag(d$CB_B2_1),
			label = attr(d$CB_B2_1, "label"), labels = names(labels), values = as.numeric(labels), tags = na_tag(labels),
			range = attr(d$CB_B2_1, "na_range"), far = as.numeric(d$far), weight = sprintf("%.17g", as.numeric(d$weight)),
			short = as.character(d$short), open = as.character(open), last = as.numeric(d$last)), digits = NA, na = "null"))`,
	);
	return JSON.parse(ask("Rscript", [script])) as Record<string, unknown[]>;
};

test.runIf(hasR)("R's haven reads .sav as it was written", () => {
	const read = readByHaven("odd.sav");
	expect(read.code).toEqual(codes);
	expect(read.range).toEqual([97, 103]);
	expect(read.values).toEqual(oddCodes);
	expect(read.labels).toEqual(
		oddCodes.map((code) => `Mức ${code}: không biết`),
	);
	expect(read.label![0]).toMatch(
		/^Việc “đùn đẩy” ở nơi làm việc, 'né tránh' .*…$/,
	);
	expect(read.far).toEqual(numbersOf(1));
	expect(read.weight!.map(number)).toEqual(weights);
	expect(read.short).toEqual(oddFile.columns[3]!.values);
	expect(read.open).toEqual(oddTexts);
	expect(read.last).toEqual(numbersOf(5));
});

test.runIf(hasR)("R's haven reads .dta as it was written", () => {
	const read = readByHaven("odd.dta");
	const letterOf = (code: number) =>
		code > 96
			? "abcdef"[oddCodes.filter((one) => one > 96).indexOf(code)]
			: null;
	expect(read.code).toEqual(codes.map((code) => (code! > 96 ? null : code)));
	expect(read.tag).toEqual(codes.map((code) => letterOf(code!)));
	expect(read.labels).toEqual(
		oddCodes.map((code) => `Mức ${code}: không biết`),
	);
	expect(read.tags).toEqual(oddCodes.map(letterOf));
	expect(read.far).toEqual(numbersOf(1));
	expect(read.weight!.map(number)).toEqual(weights);
	expect(read.short).toEqual(oddFile.columns[3]!.values);
	expect(read.open).toEqual(oddTexts);
	expect(read.last).toEqual(numbersOf(5));
});

test.runIf(hasReader("pspp", "--version"))(
	"PSPP reads .sav as it was written",
	() => {
		const syntax = inFolder("read.sps");
		writeFileSync(
			syntax,
			`GET FILE='${inFolder("odd.sav")}'.
			STRING whole (A32767).
			DISPLAY DICTIONARY.
			SAVE TRANSLATE /OUTFILE='${inFolder("pspp.csv")}' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.`,
		);
		const dictionary = ask("pspp", ["-O", "format=csv", syntax]);
		expect(dictionary).toContain("97 THRU 103");
		for (const code of oddCodes)
			expect(dictionary).toContain(`Mức ${code}: không biết`);
		const { data } = Papa.parse<Record<string, string>>(
			readFileSync(inFolder("pspp.csv"), "utf8").replace(/^\uFEFF/, ""),
			{ header: true, skipEmptyLines: true },
		);
		expect(data.map((row) => Number(row.CB_B2_1))).toEqual(codes);
		expect(data.map((row) => Number(row.far))).toEqual(numbersOf(1));
		expect(
			data.map((row) =>
				Object.keys(row)
					.filter((name) => name.startsWith("open"))
					.map((name) => row[name])
					.join(""),
			),
		).toEqual(oddTexts);
	},
);

test("DuckDB reads Parquet as it was written, with types", async () => {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	const file = inFolder("odd.parquet");
	const types = await connection.runAndReadAll(
		`select column_name, column_type from (describe select * from '${file}')`,
	);
	expect(types.getRows()).toEqual([
		["CB_B2_1", "INTEGER"],
		["far", "INTEGER"],
		["weight", "DOUBLE"],
		["short", "VARCHAR"],
		["open", "VARCHAR"],
		["last", "INTEGER"],
	]);
	const rows = (
		await connection.runAndReadAll(`select * from '${file}'`)
	).getRows();
	expect(rows.map((row) => row[0])).toEqual(codes);
	expect(rows.map((row) => row[2])).toEqual(weights);
	expect(rows.map((row) => row[4])).toEqual(oddTexts);
	const [[meta]] = (
		await connection.runAndReadAll(
			`select value::varchar from parquet_kv_metadata('${file}') where key::varchar = 'codebook'`,
		)
	).getRows() as [[string]];
	expect(meta).toContain("Buck-passing");
	connection.closeSync();
});

test("a spreadsheet runs nothing of a CSV, and everything else is as it was written", () => {
	const text = readFileSync(inFolder("odd.csv"), "utf8");
	expect(text.startsWith("\uFEFFCB_B2_1,far,weight,short,open,last\r\n")).toBe(
		true,
	);
	const { data } = Papa.parse<Record<string, string>>(text.slice(1), {
		header: true,
		skipEmptyLines: true,
	});
	expect(data.map(({ open }) => open)).toEqual(
		oddTexts.map((one) => (/^[=+\-@]/.test(one) ? `'${one}` : one)),
	);
	expect(
		data.map(({ weight }) => (weight === "" ? null : Number(weight))),
	).toEqual(weights);
	expect(data[0]!.far).toBe("-3");
});

test("XLSX has real numbers, text that is no formula, a frozen head and the codebook", async () => {
	const bytes = readFileSync(inFolder("odd.xlsx"));
	const parts = unzipSync(bytes);
	const data = strFromU8(parts["xl/worksheets/sheet1.xml"]!);
	expect(data).toContain('state="frozen"');
	expect(data).not.toContain("<f>");
	const rows = await readSheet(bytes, "Số liệu", { trim: false });
	expect(rows.slice(1).map((row) => row[0])).toEqual(codes);
	expect(rows.slice(1).map((row) => row[2])).toEqual(weights);
	expect(rows.slice(1).map((row) => row[4] ?? "")).toEqual(oddTexts);
	const book = await readSheet(bytes, "Bảng mã");
	expect(book.find((row) => row[3] === 98)).toEqual([
		"CB_B2_1",
		null,
		null,
		98,
		"Mức 98: không biết",
		"Level 98",
		"×",
	]);
});

const schema = path.resolve(
	import.meta.dirname,
	"../../reference/ddi-codebook-2.5.tar.gz",
);

test.runIf(hasReader("xmllint", "--version"))(
	"DDI is valid against the schema of DDI-Codebook 2.5",
	() => {
		ask("tar", ["xzf", schema, "-C", folder]);
		const validate = (file: string) =>
			ask("xmllint", [
				"--nonet",
				"--noout",
				"--schema",
				inFolder("ddi-codebook-2.5/codebook.xsd"),
				inFolder(file),
			]);
		validate("odd.xml");
		writeFileSync(
			inFolder("wrong.xml"),
			readFileSync(inFolder("odd.xml"), "utf8")
				.replace("<catValu>", "<value>")
				.replace("</catValu>", "</value>"),
		);
		expect(() => validate("wrong.xml")).toThrow("not expected");
	},
);

test("the same data give the same bytes", () => {
	for (const chunks of [savChunks, dtaChunks, xlsxChunks, parquetChunks])
		expect(
			bytesOfChunks(chunks(oddFile)).equals(bytesOfChunks(chunks(oddFile))),
		).toBe(true);
});

test("a file without rows, and one without columns, is a file", () => {
	const none: DataFile = {
		...oddFile,
		rows: 0,
		columns: oddFile.columns.map((column) => ({ ...column, values: [] })),
	};
	for (const chunks of [
		savChunks,
		dtaChunks,
		csvChunks,
		xlsxChunks,
		parquetChunks,
	])
		expect(bytesOfChunks(chunks(none)).length).toBeGreaterThan(30);
	write("none.sav", savChunks(none));
	write("none.dta", dtaChunks(none));
	if (hasR)
		expect(
			ask("Rscript", [
				"-e",
				`cat(dim(haven::read_sav("${inFolder("none.sav")}")), dim(haven::read_dta("${inFolder("none.dta")}")))`,
			]),
		).toMatch(/^0 \d 0 6$/);
});

test("names are unlike each other for readers that know no capitals", () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({ maxLength: 50 }), { maxLength: 60 }),
			(names) => {
				const made = fileNames(names);
				expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(
					names.length,
				);
				for (const name of made) expect(name).toMatch(/^[A-Za-z]\w{0,31}$/);
			},
		),
	);
});

test("a text that is cut is whole when its pieces are put together", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "grapheme", maxLength: 200 }),
			fc.integer({ min: 8, max: 60 }),
			(text, most) => {
				const columns = splitLongTexts(
					[{ ...oddFile.columns[4]!, values: [text] }],
					most,
					byteLength,
				);
				const pieces = columns.map(({ values }) => values[0] as string);
				expect(pieces.join("")).toBe(text);
				for (const piece of pieces)
					expect(byteLength(piece)).toBeLessThanOrEqual(most);
			},
		),
	);
});
