import { execFileSync } from "node:child_process";
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { fromRows } from "../../../analysis/outside/outside-file.ts";
import { uniqueNames } from "../../../analysis/outside/outside-survey.ts";
import { readSav, UnreadableFile } from "../../../analysis/outside/read-sav.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "lang-nghe-sav-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => path.join(folder, name);
const read = (name: string) =>
	readSav(new Uint8Array(readFileSync(file(name))));

const has = (program: string) => existsSync(`/usr/bin/${program}`);
const hasHaven =
	has("Rscript") &&
	execFileSync("Rscript", [
		"-e",
		'cat(requireNamespace("haven", quietly=TRUE))',
	]).toString() === "TRUE";
if (!hasHaven) console.log("not run: R's haven");
if (!has("pspp")) console.log("not run: pspp");

const script = (folder: string) => `
library(haven)
d <- data.frame(
  q1 = labelled_spss(c(1, 2, 3, 9, NA, 1), labels = c("Có" = 1, "Không" = 2, "Khó nói" = 3, "Từ chối" = 9),
    na_values = 9, label = "Có bị gây khó khăn không?"),
  ten_rat_dai_cua_bien = c(0.25, -17, 1e10, 0, 250, 3),
  chu = c("một", "hai", "", "bốn", "năm", "sáu"))
for (kind in c("byte", "none", "zsav")) write_sav(d, file.path("${folder}", paste0(kind, ".sav")), compress = kind)
`;

describe.runIf(hasHaven)("files written by haven", () => {
	test.each(["byte", "none"])(
		"are read with labels and missing codes (%s)",
		(kind) => {
			if (!existsSync(file("byte.sav")))
				execFileSync("Rscript", ["-e", script(folder)]);
			const { rows, variables, leftOut } = read(`${kind}.sav`);
			expect(rows).toBe(6);
			expect(leftOut).toEqual(["chu"]);
			expect(variables).toEqual([
				{
					name: "q1",
					label: "Có bị gây khó khăn không?",
					values: Float64Array.of(1, 2, 3, Number.NaN, Number.NaN, 1),
					labels: new Map([
						[1, "Có"],
						[2, "Không"],
						[3, "Khó nói"],
					]),
				},
				{
					name: "ten_rat_dai_cua_bien",
					label: "",
					values: Float64Array.of(0.25, -17, 1e10, 0, 250, 3),
					labels: new Map(),
				},
			]);
		},
	);

	test("compressed as a whole are told apart from damaged ones", () => {
		if (!existsSync(file("byte.sav")))
			execFileSync("Rscript", ["-e", script(folder)]);
		expect(() => read("zsav.sav")).toThrow(new UnreadableFile("zsav"));
		const whole = new Uint8Array(readFileSync(file("byte.sav")));
		fc.assert(
			fc.property(fc.integer({ min: 0, max: whole.length - 9 }), (length) => {
				try {
					readSav(whole.slice(0, length));
				} catch (error) {
					expect(error).toBeInstanceOf(UnreadableFile);
				}
			}),
		);
	});
});

describe.runIf(has("pspp"))("files written by pspp", () => {
	test.each(["COMPRESSED", "UNCOMPRESSED"])("are read alike (%s)", (kind) => {
		writeFileSync(
			file("make.sps"),
			`DATA LIST FREE /a b w.
BEGIN DATA
1 2 1.5
2 9 0.5
3 -1 1
. 250 2
END DATA.
VARIABLE LABELS a 'Câu hỏi ấy'.
VALUE LABELS a 1 'Có' 2 'Không' /b 9 'Từ chối'.
MISSING VALUES b (9).
RENAME VARIABLES (w = trong_so_cua_phieu).
SAVE OUTFILE='${file(`${kind}.sav`)}' /${kind}.
`,
		);
		execFileSync("pspp", ["-b", file("make.sps")]);
		expect(read(`${kind}.sav`).variables).toEqual([
			{
				name: "a",
				label: "Câu hỏi ấy",
				values: Float64Array.of(1, 2, 3, Number.NaN),
				labels: new Map([
					[1, "Có"],
					[2, "Không"],
				]),
			},
			{
				name: "b",
				label: "",
				values: Float64Array.of(2, Number.NaN, -1, 250),
				labels: new Map(),
			},
			{
				name: "trong_so_cua_phieu",
				label: "",
				values: Float64Array.of(1.5, 0.5, 1, 2),
				labels: new Map(),
			},
		]);
	});
});

test("bytes that are no such file are refused, whatever they are", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
			const named = new Uint8Array(noise.length + 4);
			named.set([0x24, 0x46, 0x4c, 0x32]);
			named.set(noise, 4);
			for (const bytes of [noise, named])
				try {
					readSav(bytes);
				} catch (error) {
					expect(error).toBeInstanceOf(UnreadableFile);
				}
		}),
	);
});

test.each([
	["a label", [2, 0, 1, 0, 0, 0, 0, 0, -32]],
	["labelled variables", [4, -2]],
	["a document", [6, -1]],
	["an extension", [7, 3, -16, 1]],
])("a length under zero does not lead back: %s", (_what, record) => {
	const view = new DataView(new ArrayBuffer(176 + 4 * record.length));
	for (const [at, letter] of [..."$FL2"].entries())
		view.setUint8(at, letter.charCodeAt(0));
	view.setInt32(64, 2, true);
	for (const [at, word] of record.entries())
		view.setInt32(176 + 4 * at, word, true);
	expect(() => readSav(new Uint8Array(view.buffer))).toThrow(
		new UnreadableFile("not-sav"),
	);
});

test("columns of a CSV are numbers, or words with codes in Vietnamese order", () => {
	const { variables, leftOut, rows } = fromRows(
		["tuổi", "vùng", "ghi chú", "trống"],
		[
			["34", "Đông", "a", ""],
			["1,5", "Bắc", "b", ""],
			["", "Đông", "c", ""],
		].concat(
			Array.from({ length: 100 }, (_, k) => ["2", "Dưới", `ý ${k}`, ""]),
		),
	);
	expect(rows).toBe(103);
	expect(variables.map(({ name }) => name)).toEqual(["tuổi", "vùng"]);
	expect([...(variables[0]?.values.slice(0, 3) ?? [])]).toEqual([
		34,
		1.5,
		Number.NaN,
	]);
	expect([...(variables[1]?.labels ?? [])]).toEqual([
		[1, "Bắc"],
		[2, "Dưới"],
		[3, "Đông"],
	]);
	expect(leftOut).toEqual(["ghi chú", "trống"]);
});

test("names become names of variables, each once", () => {
	expect(uniqueNames(["Đường sá", "1a", "Duong sa", "q_1"])).toEqual([
		"Duong_sa",
		"V1a",
		"Duong_sa_2",
		"q_1",
	]);
});
