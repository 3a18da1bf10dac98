import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { policyFor } from "../../../analysis/disclosure/policy.ts";
import type { OpenAnswersState } from "../../../server/actions/list-open-answers.ts";
import { closedContext, closedId } from "../closed-context.ts";
import { codeOf, type StaffSession, staffSession } from "../staff-session.ts";

let folder: string;
let context: Awaited<ReturnType<typeof closedContext>>;
let lan: StaffSession;
let minh: StaffSession;
let hoa: StaffSession;
const fewest = policyFor("cadres").minimumBase;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "open-answers-"));
	context = await closedContext({}, folder);
	const collector = new Database(path.join(folder, "collector.db"));
	const insert = collector.prepare(
		"INSERT INTO free_text (id, survey_id, question, body) VALUES (?, ?, ?, ?)",
	);
	for (let at = 0; at < fewest; at++)
		insert.run(Buffer.alloc(16, at + 1), closedId, "OPEN", `Ý kiến ${at + 1}`);
	insert.run(
		Buffer.alloc(16, 99),
		closedId,
		"OPEN",
		"Ông Nguyễn Văn An né việc",
	);
	collector.close();
	[lan, minh, hoa] = [
		await staffSession(context, "Lan"),
		await staffSession(context, "Minh"),
		await staffSession(context, "Hoa"),
	];
});
afterEach(() => {
	context.store.close();
	rmSync(folder, { recursive: true });
});

const base = `/surveys/${closedId}/open-answers`;
const id = (at: number) => Buffer.alloc(16, at).toString("hex");
const mask = (
	who: StaffSession,
	at: number,
	masked: string | null,
	sure = false,
) => who.ask("PUT", `${base}/${id(at)}/masked`, { masked, sure });
const code = (who: StaffSession, at: number, ...codes: string[]) =>
	who.ask("PUT", `${base}/${id(at)}/codes`, { codes });
const state = (who: StaffSession) => who.get<OpenAnswersState>(base);
const stateOf = async (who: StaffSession, at: number) =>
	(await state(who)).answers.find((one) => one.id === id(at));

test("a name is pointed at, and only a masked text goes to the coders", async () => {
	const before = await stateOf(lan, 99);
	expect(before).toMatchObject({ state: "to-mask" });
	expect(before?.identities).toEqual([{ kind: "name", start: 4, end: 17 }]);
	expect(await codeOf(await code(lan, 99, "G1"))).toBe("not-masked");

	const still = await mask(lan, 99, "Ông Nguyễn Văn A. né việc");
	expect(((await still.json()) as { left: unknown[] }).left).toHaveLength(1);
	expect((await stateOf(lan, 99))?.state).toBe("to-mask");

	await mask(lan, 99, "Ông [tên] né việc");
	const after = await stateOf(minh, 99);
	expect(after).toMatchObject({
		state: "to-code",
		masked: "Ông [tên] né việc",
	});
	expect(JSON.stringify(after)).not.toContain("Nguyễn");

	await mask(lan, 1, null);
	expect((await stateOf(lan, 1))?.state).toBe("left-out");
	expect(await codeOf(await code(lan, 1, "G1"))).toBe("not-masked");
});

test("two code unseen by each other, a third settles what differs", async () => {
	await mask(lan, 1, "Ý kiến 1");
	await code(lan, 1, "G1");
	await code(lan, 1, "G1", "R3");
	expect(await stateOf(lan, 1)).toMatchObject({
		state: "mine",
		codes: ["G1", "R3"],
	});
	expect((await stateOf(minh, 1))?.codes).toBeUndefined();
	await code(minh, 1, "G2");
	expect((await stateOf(minh, 1))?.state).toBe("mine");
	expect(await codeOf(await code(lan, 1, "G2"))).toBe("coded-already");
	expect(await stateOf(hoa, 1)).toMatchObject({
		state: "to-settle",
		differing: [["G1", "R3"], ["G2"]],
	});
	await code(hoa, 1, "G2");
	expect(await stateOf(lan, 1)).toMatchObject({
		state: "settled",
		codes: ["G2"],
	});
	expect(await codeOf(await code(hoa, 1, "G1"))).toBe("coded-already");
	expect(await codeOf(await mask(lan, 1, "Khác"))).toBe("coded-already");
	const { agreement } = await state(lan);
	expect(agreement.texts).toBe(1);
});

test("a code with few mentions has no count and no quotation; another person approves", async () => {
	for (let at = 1; at <= fewest; at++) {
		await mask(lan, at, `Ý kiến ${at}`);
		const codes = at === 1 ? ["G1", "R1"] : ["G1"];
		await code(lan, at, ...codes);
		await code(minh, at, ...codes);
	}
	const [counted] = (await state(lan)).mentions;
	const countOf = (wanted: string) =>
		counted?.codes.find((one) => one.code === wanted)?.count;
	expect([countOf("G1"), countOf("R1"), countOf("G2")]).toEqual([
		fewest,
		null,
		0,
	]);

	const quote = (passage: string, of: string) =>
		lan.ask("PUT", `${base}/${id(1)}/quotation`, { passage, code: of });
	const approve = (who: StaffSession, passage: string) =>
		who.ask("POST", `${base}/${id(1)}/approval`, { passage });
	expect(await codeOf(await quote("Ý kiến", "R1"))).toBe("too-few-mentions");
	expect(await codeOf(await quote("không có", "G1"))).toBe("invalid-request");
	expect((await quote("Ý kiến", "G1")).status).toBe(200);
	expect(await codeOf(await approve(lan, "Ý kiến"))).toBe("own-quotation");
	expect(await codeOf(await approve(minh, "Ý"))).toBe("changed-meanwhile");
	expect((await approve(minh, "Ý kiến")).status).toBe(200);
	expect((await stateOf(lan, 1))?.quotation?.approvedBy).toBe("Minh");
	await quote("Ý kiến 1", "G1");
	expect((await stateOf(lan, 1))?.quotation?.approvedBy).toBeNull();
	await lan.ask("DELETE", `${base}/${id(1)}/quotation`);
	expect((await stateOf(lan, 1))?.quotation).toBeUndefined();
});

test("nobody reads anything before the field is closed", async () => {
	await context.store.setStatus(closedId, "open");
	expect(await codeOf(await lan.ask("GET", base))).toBe("fieldwork-open");
	expect(await codeOf(await mask(lan, 1, "x"))).toBe("fieldwork-open");
});

test('what was written beside "other" is coded back to the question\'s own answers, as mentions and never as answers', async () => {
	const collector = new Database(path.join(folder, "collector.db"));
	const insert = collector.prepare(
		"INSERT INTO free_text (id, survey_id, question, body) VALUES (?, ?, ?, ?)",
	);
	for (let at = 0; at < fewest; at++)
		insert.run(Buffer.alloc(16, 200 + at), closedId, "M", `việc ${at}`);
	collector.close();
	const before = await context.store.snapshot(closedId);
	expect((await state(lan)).frames.M?.map(({ code }) => code)).toEqual([
		"M=1",
		"M=2",
		"M=3",
		"KHAC",
		"TRONG",
	]);
	await mask(lan, 200, "việc 0");
	expect(await codeOf(await code(lan, 200, "G1"))).toBe("invalid-request");
	for (let at = 0; at < fewest; at++) {
		await mask(lan, 200 + at, `việc ${at}`);
		for (const who of [lan, minh]) await code(who, 200 + at, "M=2");
	}
	const { mentions, agreement } = await state(hoa);
	expect(mentions.find(({ question }) => question === "M")).toMatchObject({
		settled: fewest,
		codes: [
			{ code: "M=1", count: 0 },
			{ code: "M=2", count: fewest },
			{ code: "M=3", count: 0 },
			{ code: "KHAC", count: 0 },
			{ code: "TRONG", count: 0 },
		],
	});
	// Kappa is over the frame of concepts alone, and no answer has changed.
	expect(agreement.texts).toBe(0);
	expect(await context.store.snapshot(closedId)).toEqual(before);
});
