import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../db/store.ts";
import { openStore } from "../../../db/store.ts";
import {
	checkFrameFile,
	importFrame,
} from "../../../server/actions/import-frame.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import {
	type FrameFile,
	frameFileOf,
} from "../../../server/actions/read-frame-file.ts";
import { jobRegister } from "../../../server/jobs.ts";
import { smallDefinition } from "../../analysis/small-survey.ts";

const surveyId = smallDefinition.id;
let store: Store;

beforeEach(async () => {
	store = openStore(":memory:");
	const surroundings = {
		pepper: randomBytes(32),
		publicUrl: "",
		now: () => 0,
		jobs: jobRegister(),
	};
	await installSurvey({ store, ...surroundings }, smallDefinition, {});
	await store.setStatus(surveyId, "preparing");
});

/** A file that comes in pieces of seven bytes, so that letters of several bytes are cut. */
const fileOf = (content: string | Uint8Array, name = "dàn mẫu.csv") => {
	const bytes = typeof content === "string" ? strToU8(content) : content;
	return {
		name,
		bytes: bytes.length,
		async *open() {
			for (let at = 0; at < bytes.length; at += 7)
				yield bytes.subarray(at, at + 7);
		},
	} satisfies FrameFile;
};

const request = { kind: "agencies", version: "G3" } as const;
const csv = [
	"Mã đơn vị;Tên đơn vị;Tỉnh;Số người;Số lãnh đạo",
	'A1;"Sở Y tế; cơ sở 2";Đắk Lắk;120;8',
	"A2;Sở Tư pháp;Hà Nội;45;5",
].join("\r\n");

const units = [
	{ unit: "A1", name: "Sở Y tế; cơ sở 2", province: "66", people: 120 },
	{ unit: "A2", name: "Sở Tư pháp", province: "01", people: 45, leaders: 5 },
];

const codes = (report: { problems: { code: string }[] }) =>
	report.problems.map(({ code }) => code);

const utf16 = (text: string) =>
	Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

test.each([
	["UTF-8 and semicolons", csv],
	["a byte order mark", `\ufeff${csv}`],
	["decomposed letters", csv.normalize("NFD")],
	["commas", csv.replace(/;(?! )/g, ",")],
	["tabs in UTF-16", utf16(csv.replace(/;(?! )/g, "\t"))],
])(
	"a CSV with %s is stored with its name, hash and version",
	async (_, content) => {
		const file = fileOf(content);
		const { frame, problems } = await importFrame(
			{ store, now: () => 0 },
			surveyId,
			file,
			request,
		);
		expect(problems).toEqual([]);
		const bytes = typeof content === "string" ? strToU8(content) : content;
		expect(frame).toMatchObject({
			version: 1,
			name: "dàn mẫu.csv",
			sha256: createHash("sha256").update(bytes).digest("hex"),
			geographyVersion: "G3",
			mapping: { people: "Số người", province: "Tỉnh" },
			units: 2,
		});
		expect(await store.frames(surveyId)).toEqual([frame]);
		expect(await store.frameUnits(surveyId, 1)).toMatchObject(units);
	},
);

test("a frame with a problem leaves nothing behind", async () => {
	const bad = csv.replace("45", "0");
	const report = await importFrame(
		{ store, now: () => 0 },
		surveyId,
		fileOf(bad),
		request,
	);
	expect(report.frame).toBeUndefined();
	expect(report.problems).toMatchObject([
		{ row: 3, column: "Số người", code: "zero-size", value: "0" },
	]);
	expect(await store.frames(surveyId)).toEqual([]);
	expect(await store.frameUnits(surveyId, 1)).toEqual([]);
});

test("a frame that cannot be written to its end is not written at all", async () => {
	const unit = { unit: "A1", row: 2 } as never;
	const frame = {
		surveyId,
		kind: "agencies",
		name: "x",
		sha256: "",
		geographyVersion: "G3",
		mapping: {},
	} as const;
	await expect(store.addFrame(frame, [unit, unit])).rejects.toThrow();
	expect(await store.frames(surveyId)).toEqual([]);
	expect(await store.frameUnits(surveyId, 1)).toEqual([]);
});

test("the same file stays one version, a better one is the next", async () => {
	const give = (text: string) =>
		importFrame({ store, now: () => 0 }, surveyId, fileOf(text), request);
	expect((await give(csv)).frame?.version).toBe(1);
	expect((await give(csv)).frame?.version).toBe(1);
	expect((await give(csv.replace("45", "46"))).frame?.version).toBe(2);
	expect(await store.frames(surveyId)).toHaveLength(2);
	expect((await store.frameUnits(surveyId, 1))[1]?.people).toBe(45);
	expect((await store.frameUnits(surveyId, 2))[1]?.people).toBe(46);
});

test("a survey that is not there is refused", async () => {
	await expect(
		importFrame({ store, now: () => 0 }, "other", fileOf(csv), request),
	).rejects.toMatchObject({ code: "unknown-survey" });
});

test("bytes of TCVN3 and VNI are refused with how to convert them", async () => {
	const bytes = (text: string) => Buffer.from(text, "latin1");
	for (const [text, encoding] of [
		["M·;Tªn\nA1;Së Y tÕ Hµ Néi", "TCVN3"],
		["Maõ;Teân\nA1;Sôû Y teá Haø Noäi", "VNI"],
	] as const) {
		const report = await checkFrameFile(
			{ store },
			fileOf(bytes(text)),
			request,
		);
		expect(report.blocked).toBe(true);
		expect(codes(report)).toContain("legacy-encoding");
		expect(report.problems[0]?.remedy.vi).toMatch(encoding);
	}
});

test("a file over 200 MB is refused before it is read, and while it is read if it lied", async () => {
	let opened = false;
	const large: FrameFile = {
		name: "x.csv",
		bytes: 200 * 2 ** 20 + 1,
		async *open() {
			opened = true;
			yield new Uint8Array();
		},
	};
	expect(codes(await checkFrameFile({ store }, large, request))).toEqual([
		"too-large",
	]);
	expect(opened).toBe(false);
	const liar: FrameFile = {
		name: "x.csv",
		bytes: 10,
		async *open() {
			const chunk = Buffer.alloc(2 ** 20, `${"x".repeat(2 ** 12 - 1)}\n`);
			for (let at = 0; at < 201; at++) yield chunk;
		},
	};
	const report = await checkFrameFile({ store }, liar, request);
	expect(codes(report)).toContain("too-large");
	expect(report.blocked).toBe(true);
});

test("an empty file, an old Excel file, a broken one and open quotes are refused", async () => {
	const given = async (content: string | Uint8Array) =>
		codes(await checkFrameFile({ store }, fileOf(content), request));
	expect(await given("")).toEqual(["empty-file"]);
	expect(await given(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toEqual([
		"old-excel",
	]);
	expect(await given("PK\u0003\u0004 nothing")).toEqual(["broken-file"]);
	expect(await given(`${csv}\nA3;"Sở;Hà Nội;5;1`)).toContain("broken-quotes");
});

test("an XLSX is read, its numbers as numbers; formulas and errors are refused at their place", async () => {
	const good = xlsx([
		["DÀN MẪU"],
		[],
		["Mã đơn vị", "Tên đơn vị", "Tỉnh", "Số người", "Số lãnh đạo"],
		["A1", "Sở Y tế; cơ sở 2", "Đắk Lắk", 120, 8],
		["A2", "Sở Tư pháp", "Hà Nội", 45, 5],
	]);
	const { frame, problems } = await importFrame(
		{ store, now: () => 0 },
		surveyId,
		fileOf(good, "dàn mẫu.xlsx"),
		request,
	);
	expect(problems).toEqual([]);
	expect(frame).toMatchObject({ units: 2, name: "dàn mẫu.xlsx" });
	expect(await store.frameUnits(surveyId, 1)).toMatchObject(units);
	const bad = xlsx([
		["Mã đơn vị", "Số người", "Số lãnh đạo"],
		["A1", { formula: "SUM(B3:B9)", value: 7 }, 1],
		["A2", { error: "#REF!" }, 1],
		["A3", 1.234, 1],
	]);
	const report = await checkFrameFile({ store }, fileOf(bad), request);
	expect(
		report.problems.map(({ row, column, code, value }) =>
			[row, column, code, value].join(" "),
		),
	).toEqual([
		"2 Số người formula =SUM(B3:B9)",
		"3 Số người error-value #REF!",
		"4 Số người not-a-number 1.234000",
	]);
});

test("a cell far from the others is named before room is made for all between them", async () => {
	const parts = unzipSync(xlsx([["Mã đơn vị", "Số người"]]));
	const sheet = "xl/worksheets/sheet1.xml";
	parts[sheet] = strToU8(
		strFromU8(parts[sheet] as Uint8Array).replace(
			"</sheetData>",
			'<row r="1048576"><c r="XFD1048576"/></row></sheetData>',
		),
	);
	const { problems, blocked } = await checkFrameFile(
		{ store },
		fileOf(zipSync(parts)),
		request,
	);
	expect(blocked).toBe(true);
	expect(problems[0]).toMatchObject({ code: "far-cell", value: "XFD1048576" });
});

test("of an XLSX nothing is unpacked but what is read", async () => {
	const parts = unzipSync(xlsx([["Mã đơn vị"], ["A1"]]));
	const bytes = zipSync({
		...parts,
		"docProps/app.xml": strToU8("x".repeat(9e3)),
	});
	// Whoever unpacked this part would find a stream of deflate that is none.
	const name = Buffer.from(bytes).indexOf("docProps/app.xml");
	bytes.fill(0xff, name + 16, name + 24);
	const report = await checkFrameFile({ store }, fileOf(bytes), request);
	expect(codes(report)).not.toContain("broken-file");
	expect(codes(report)).toContain("missing-column");
});

test("twelve thousand agencies are imported from a file on the disk, each as it was written", async () => {
	const rows = Array.from(
		{ length: 12_000 },
		(_, at) => `CQ${at};Cơ quan ${at};Hà Nội;${20 + (at % 300)};${at % 7}`,
	);
	const file = path.join(
		mkdtempSync(path.join(tmpdir(), "lang-nghe-")),
		"f.csv",
	);
	writeFileSync(file, [csv.split("\r\n")[0], ...rows].join("\n"));
	const { frame, problems } = await importFrame(
		{ store, now: () => 0 },
		surveyId,
		await frameFileOf(file),
		request,
	);
	expect(problems).toEqual([]);
	expect(frame).toMatchObject({ units: 12_000, name: "f.csv" });
	const kept = await store.frameUnits(surveyId, 1);
	expect(
		kept.map((unit) =>
			[unit.unit, unit.name, "Hà Nội", unit.people, unit.leaders].join(";"),
		),
	).toEqual(rows);
	expect(kept.at(-1)?.row).toBe(12_001);
});

type Cell =
	| string
	| number
	| { formula: string; value: number }
	| { error: string };

function xlsx(rows: Cell[][]): Uint8Array {
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
	const office =
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships";
	const relations =
		"http://schemas.openxmlformats.org/package/2006/relationships";
	const cell = (content: Cell, place: string) =>
		typeof content === "string"
			? `<c r="${place}" t="inlineStr"><is><t>${content}</t></is></c>`
			: typeof content === "number"
				? `<c r="${place}"><v>${content}</v></c>`
				: "error" in content
					? `<c r="${place}" t="e"><v>${content.error}</v></c>`
					: `<c r="${place}"><f>${content.formula}</f><v>${content.value}</v></c>`;
	const sheet = rows.map(
		(cells, row) =>
			`<row r="${row + 1}">${cells
				.map((content, at) => cell(content, `${"ABCDE"[at]}${row + 1}`))
				.join("")}</row>`,
	);
	const link = (type: string, target: string) =>
		`<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
	const files = {
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels": link("officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": link("worksheet", "worksheets/sheet1.xml"),
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${sheet.join("")}</sheetData></worksheet>`,
	};
	return zipSync(
		Object.fromEntries(
			Object.entries(files).map(([name, text]) => [name, strToU8(text)]),
		),
	);
}
