import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import type {
	ReportSentence,
	ReportSentences,
} from "../../../server/actions/list-sentences.ts";
import { makeReport } from "../../../server/actions/make-report.ts";
import { verifyReport } from "../../../server/actions/verify-report.ts";
import type { ServerContext } from "../../../server/context.ts";
import { unwatched } from "../../../server/jobs.ts";
import { reportRequest } from "../../../server/report-schema.ts";
import { ownFolder } from "../../support/own-folder.ts";
import { closedContext, closedId } from "../closed-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let context: ServerContext;
let lan: StaffSession;
let minh: StaffSession;
let now = Date.UTC(2026, 10, 22);
const paragraph = "gioi-thieu.mau-CB";
const path = `/surveys/${closedId}/sentences/${paragraph}`;

beforeAll(async () => {
	context = { ...(await closedContext({}, ownFolder())), now: () => now++ };
	lan = await staffSession(context, "Lan");
	minh = await staffSession(context, "Minh");
});

let elsewhere: ReportSentences["elsewhere"];

async function found(): Promise<ReportSentence> {
	const started = await lan.ask("POST", `/surveys/${closedId}/sentences`, {
		product: "report",
	});
	const { state, result } = await lan.done(started);
	expect(state).toBe("done");
	const listed = result as ReportSentences;
	elsewhere = listed.elsewhere;
	return listed.sentences.find(
		(one) => one.paragraph === paragraph,
	) as ReportSentence;
}

const put = (
	who: StaffSession,
	text: string,
	{ sentence, claimsCause }: ReportSentence,
	seenAtMs: number | null = null,
) =>
	who.ask("PUT", path, {
		text,
		madeFrom: sentence,
		claimsCause,
		seenAtMs,
	});

test("a sentence is worded anew, and the report made with it; a typed number is named; other data put the wording aside", async () => {
	const before = await found();
	const { template, places } = before.sentence;
	expect(before.edit).toBeUndefined();
	expect(before.chapter).toBe("PHẦN THỨ NHẤT: GIỚI THIỆU");
	expect(before.sources).toHaveLength(places.length);
	const wording = `Cuộc điều tra được tổ chức đúng kế hoạch. ${template}`;

	const second = places[1]?.text as string;
	const refused = await put(lan, wording.replace("{2}", second), before);
	expect(await refused.json()).toEqual({
		atMs: null,
		findings: [
			{ fault: "number-missing", piece: "{2}" },
			{ fault: "number-typed", piece: second },
		],
	});
	expect(await context.store.sentenceEdits(closedId)).toEqual([]);

	// Decomposed letters, as some keyboards send them.
	const kept = await put(lan, ` ${wording.normalize("NFD")}\n`, before);
	const first = (await kept.json()) as { atMs: number };
	expect(first).toMatchObject({ findings: [] });
	expect(await context.store.sentenceEdits(closedId)).toMatchObject([
		{ text: wording, by: "Lan" },
	]);
	const longer = `${wording} Trong 14 ngày.`;
	expect(await codeOf(await put(minh, longer, before))).toBe(
		"changed-meanwhile",
	);
	const typed = await put(minh, longer, before, first.atMs);
	expect(await typed.json()).toMatchObject({
		findings: [{ fault: "number-typed", piece: "14" }],
	});
	const audit = (await context.store.auditOf(closedId)).filter(
		({ verb }) => verb === "edit-sentence",
	);
	expect(audit.map(({ by }) => by).sort()).toEqual(["Lan", "Minh"]);
	for (const { detail } of audit) expect(detail).toEqual({ paragraph });

	const { bytes, gaps } = await makeReport(
		context,
		closedId,
		reportRequest.parse({ product: "report" }),
		"viet",
		unwatched,
	);
	const xml = strFromU8(unzipSync(bytes)["word/document.xml"] as Uint8Array);
	const filled = longer.replace(
		/\{(\d+)\}/g,
		(_, at) => places[Number(at) - 1]?.text ?? "",
	);
	expect(xml.replace(/<[^>]*>/g, "")).toContain(filled);
	expect(gaps).toContainEqual(expect.objectContaining({ why: "number-typed" }));
	const { findings } = await verifyReport(context, bytes, unwatched);
	expect(findings).toMatchObject([
		{
			kind: "typed",
			found: "14",
			where: expect.stringContaining("Cuộc điều tra được tổ chức"),
		},
	]);

	await lan.ask("PUT", `/surveys/${closedId}/sentences/vu-viec`, {
		text: template,
		madeFrom: before.sentence,
		claimsCause: false,
		seenAtMs: null,
	});
	await context.store.setSurvey(closedId, { sampling: "non-probability" });
	const after = await found();
	expect(after.sentence.template).not.toBe(template);
	expect(after.edit).toMatchObject({
		state: "changed",
		by: "Minh",
		text: longer,
		madeFrom: before.sentence,
	});
	// An edit of a sentence that this document does not have.
	expect(elsewhere).toMatchObject([{ paragraph: "vu-viec", by: "Lan" }]);

	const seenAtMs = after.edit?.atMs;
	expect((await minh.ask("DELETE", path, { seenAtMs })).status).toBe(200);
	expect(await codeOf(await lan.ask("DELETE", path, { seenAtMs }))).toBe(
		"changed-meanwhile",
	);
	expect(
		(await context.store.sentenceEdits(closedId)).map((one) => one.paragraph),
	).toEqual(["vu-viec"]);
});

test("nothing is worded before the close", async () => {
	await context.store.setStatus(closedId, "open");
	const before = {
		text: "a",
		madeFrom: { template: "a", places: [] },
		claimsCause: false,
		seenAtMs: null,
	};
	expect(await codeOf(await lan.ask("PUT", path, before))).toBe(
		"fieldwork-open",
	);
	const started = await lan.ask("POST", `/surveys/${closedId}/sentences`, {
		product: "summary",
	});
	expect(await lan.done(started)).toMatchObject({
		state: "failed",
		error: { code: "fieldwork-open" },
	});
});
