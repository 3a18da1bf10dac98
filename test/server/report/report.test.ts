import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { approveData } from "../../../server/actions/approve-data.ts";
import { freezeData } from "../../../server/actions/freeze-data.ts";
import { makeReport } from "../../../server/actions/make-report.ts";
import { verifyReport } from "../../../server/actions/verify-report.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import { unwatched } from "../../../server/jobs.ts";
import { madeFile } from "../../../server/report/made-file.ts";
import { verifiedFile } from "../../../server/report/verified-file.ts";
import { reportRequest } from "../../../server/report-schema.ts";
import { ownFolder } from "../../support/own-folder.ts";
import { closedContext, closedId } from "../closed-context.ts";

let context: ServerContext;
let file: Buffer;

const requestOf = (product: string, layout = "party") =>
	reportRequest.parse({ product, layout });

/** As in the thread, whose start takes longer than its work. */
const make = (of: ServerContext, request: ReturnType<typeof requestOf>) =>
	madeFile(
		(gather) => gather(of),
		{ survey: closedId, request },
		() => {},
	);
const verify = async (bytes: Uint8Array) =>
	verifiedFile(
		(gather) => gather(context),
		bytes,
		() => {},
	);

const documentOf = (bytes: Uint8Array) =>
	strFromU8(unzipSync(bytes)["word/document.xml"] as Uint8Array);

/** The same file with its text changed, as Word would write it back. */
function edited(bytes: Uint8Array, change: (xml: string) => string): Buffer {
	const parts = unzipSync(bytes);
	const xml = strFromU8(parts["word/document.xml"] as Uint8Array);
	const changed = change(xml);
	expect(changed).not.toBe(xml);
	parts["word/document.xml"] = strToU8(changed);
	return Buffer.from(zipSync(parts));
}

beforeAll(async () => {
	context = await closedContext({}, ownFolder());
	file = (
		await makeReport(context, closedId, requestOf("report"), "viet", unwatched)
	).bytes;
});

test("a report is made, and every number of it is worked out again", async () => {
	const verified = await verifyReport(context, file, unwatched);
	expect(verified.findings).toEqual([]);
	expect(verified.isOurs).toBe(true);
	expect(verified.changedData).toEqual([]);
	expect(verified.numbers).toBeGreaterThan(50);
});

test("one digit changed by hand is found, in a sentence and in a cell, and a number without a source", async () => {
	const inSentence = edited(file, (xml) =>
		xml.replace(
			/(<w:tag w:val="n1"\/>.*?<w:t[^>]*>)([^<]+)/s,
			(_, before: string, text: string) =>
				before +
				text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
		),
	);
	const [sentence, ...others] = (await verify(inSentence)).findings;
	expect(others).toEqual([]);
	expect(sentence?.kind).toBe("changed");
	expect(sentence?.recomputed).toBe(sentence?.written);
	expect(sentence?.found).not.toBe(sentence?.written);

	const inCell = edited(file, (xml) => {
		const table = xml.indexOf('w:name="bang_3"');
		const digit = xml.slice(table).search(/>\d+,\d%</) + table + 1;
		return `${xml.slice(0, digit)}${(Number(xml[digit]) + 1) % 10}${xml.slice(digit + 1)}`;
	});
	const { findings } = await verify(inCell);
	expect(findings).toMatchObject([{ kind: "changed" }]);
	expect(findings[0]?.where).toMatch(/^Bảng 3, hàng \d+, cột \d+$/);

	const typed = edited(file, (xml) =>
		xml.replace("Thực hiện Kế hoạch", "Có 73,5% đồng ý. Thực hiện Kế hoạch"),
	);
	expect((await verify(typed)).findings).toMatchObject([
		{
			kind: "typed",
			found: "73,5",
			where: expect.stringContaining("Có 73,5%"),
		},
	]);
});

test("traces that were altered are not ours, and what they say is held against the data", async () => {
	const parts = unzipSync(file);
	const traces = strFromU8(parts["customXml/item1.xml"] as Uint8Array);
	const [, text = ""] = /"n1":\["([^"]+)"/.exec(traces) ?? [];
	const other = text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
	parts["customXml/item1.xml"] = strToU8(
		traces.replace(`"n1":["${text}"`, `"n1":["${other}"`),
	);
	parts["word/document.xml"] = strToU8(
		documentOf(file).replace(
			/(<w:tag w:val="n1"\/>.*?<w:t[^>]*>)[^<]+/s,
			`$1${other}`,
		),
	);
	const { isOurs, findings } = await verify(Buffer.from(zipSync(parts)));
	expect(isOurs).toBe(false);
	expect(findings).toMatchObject([
		{ kind: "data-differ", written: other, recomputed: text },
	]);
});

test("what is no report is refused in so many words", async () => {
	const parts = unzipSync(file);
	const traces = strFromU8(parts["customXml/item1.xml"] as Uint8Array);
	const withTraces = (from: string | RegExp, to: string) => {
		const altered = traces.replace(from, to);
		expect(altered).not.toBe(traces);
		return zipSync({ ...parts, "customXml/item1.xml": strToU8(altered) });
	};
	for (const bytes of [
		new Uint8Array([1, 2, 3]),
		zipSync({ "word/document.xml": strToU8("<w:document/>") }),
		withTraces('"version":1', '"version":2'),
		withTraces('"of":"table"', '"of":"tables"'),
		withTraces(/"n1":\["[^"]+"/, '"n1":[7'),
		withTraces(/"rows":\["[^"]+"\]/, '"rows":null'),
	])
		await expect(verify(bytes)).rejects.toMatchObject({ code: "not-a-report" });
});

test("the file is a Word document: language, headings, contents, repeated header rows, captions, page numbers", () => {
	const parts = unzipSync(file);
	const xml = documentOf(file);
	const styles = strFromU8(parts["word/styles.xml"] as Uint8Array);
	expect(styles).toContain('<w:lang w:val="vi-VN"');
	expect(styles).toContain("Times New Roman");
	expect(xml).toContain('w:val="Heading1"');
	expect(xml).toMatch(/TOC [^<]*\\o/);
	expect(xml).toContain("<w:tblHeader/>");
	expect(xml).toMatch(/SEQ Bang/);
	expect(xml).toContain("<w:titlePg/>");
	expect(xml).not.toContain("\uE000");
	// No cell without a paragraph, no row without a cell: Word would refuse the file.
	expect(xml).not.toMatch(/<\/w:tcPr><\/w:tc>|<\/w:trPr><\/w:tr>/);
});

test.each([
	[
		"party",
		"ĐẢNG CỘNG SẢN VIỆT NAM",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		1134,
	],
	[
		"state",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"ĐẢNG CỘNG SẢN VIỆT NAM",
		850,
	],
])(
	"documents before the field, %s layout",
	async (layout, has, hasNot, right) => {
		for (const product of ["questionnaire", "plan"]) {
			const { bytes } = await make(context, requestOf(product, layout));
			const xml = documentOf(bytes);
			expect(xml).toContain(has);
			expect(xml).not.toContain(hasNot);
			expect(Number(/<w:pgMar[^>]*w:right="(\d+)"/.exec(xml)?.[1])).toBeCloseTo(
				right,
				-1,
			);
			expect((await verify(bytes)).findings).toEqual([]);
		}
	},
);

test("the other products are made, and acts are audited", async () => {
	for (const product of ["summary", "method", "package"]) {
		const { bytes, name } = await makeReport(
			context,
			closedId,
			requestOf(product),
			"viet",
			unwatched,
		);
		expect(bytes.length).toBeGreaterThan(500);
		expect(name).toMatch(product === "package" ? /\.zip$/ : /\.docx$/);
	}
	const verbs = (await context.store.auditOf(closedId)).map(({ verb }) => verb);
	expect(verbs.filter((verb) => verb === "make-report")).toHaveLength(4);
	await expect(
		makeReport(
			context,
			closedId,
			reportRequest.parse({ product: "summary", beside: closedId }),
			"viet",
			unwatched,
		),
	).rejects.toMatchObject({ code: "same-population" });
});

test("a report says whether its data are frozen and approved, and is not made of others than those", async () => {
	const own = await closedContext({}, ownFolder());
	const { store } = own;
	const annex = async () => make(own, requestOf("method"));
	const draft = async () =>
		(await annex()).gaps
			.map(({ why }) => why)
			.filter((why) => /^not-(fro|app)/.test(why));
	expect(await draft()).toEqual(["not-frozen"]);
	expect(documentOf((await annex()).bytes)).toContain("chưa chốt");
	await store.setFinalWeights(closedId, 1);
	const hash = await freezeData(own, closedId, "lan");
	expect(await draft()).toEqual(["not-approved"]);
	for (const by of ["lan", "minh"]) await approveData(own, closedId, hash, by);
	expect(await draft()).toEqual([]);
	const approved = documentOf((await annex()).bytes);
	expect(approved).toContain(`${hash.slice(0, 16)}, đã chốt và được duyệt`);
	await store.setSurvey(closedId, { sampling: "non-probability" });
	await expect(annex()).rejects.toMatchObject({ code: "data-changed" });
});

test("one that is stopped while its figures are gathered leaves the databases to the next", async () => {
	const stopping = new AbortController();
	const summary = (job: Parameters<typeof makeReport>[4]) =>
		makeReport(context, closedId, requestOf("summary"), "viet", job);
	const stopped = summary({
		...unwatched,
		signal: stopping.signal,
		report: (done) => {
			if (done > 5) stopping.abort(new Error("stopped"));
		},
	});
	await expect(stopped).rejects.toThrow("stopped");
	expect((await summary(unwatched)).bytes.length).toBeGreaterThan(1000);
});

test("nobody but staff asks for one", async () => {
	const answer = await createApp(context).request(
		`/staff/api/surveys/${closedId}/report`,
	);
	expect(answer.status).toBe(401);
});
