import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { openState, sealState } from "../../../server/actions/plain-state.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import { readLanguages } from "../../../server/languages.ts";
import { readDefinitions } from "../../../server/read-definitions.ts";
import {
	printedSlip,
	slipCode,
} from "../../../survey-definitions/slip-code.ts";
import { allOf } from "../../support/all-of.ts";
import {
	type Ask,
	bodyOf,
	type Fields,
	fillPlain,
	type PlainForm,
	readForm,
	variedPlain,
} from "../../support/plain-respondent.ts";
import { pseudoLanguage } from "../../support/pseudo-language.ts";
import { smallSurvey } from "../../survey-definitions/small-survey.ts";
import { newContext, unusedCode } from "../new-context.ts";
import { replaceVersion } from "../replace-version.ts";

const cadreChoices = () =>
	variedPlain({
		CB_S1: ["1"],
		CB_B2_1: ["4"],
		CB_E1: ["1", "3", "5", "8"],
		CB_J1: ["3", "8", "15"],
		CB_J2_1: ["15"],
		CB_J2_2: ["3"],
		CB_J2_3: ["8"],
		CB_L2: ["2"],
		CB_L4: ["2"],
	});
const citizenChoices = () =>
	variedPlain({
		ND_S1: ["1"],
		ND_S2: ["3"],
		ND_A1: ["1"],
		ND_A6: ["4"],
		ND_A9: ["3", "5"],
		ND_B1_1: ["3"],
		ND_C1: ["1", "3"],
		ND_C2: ["4"],
		ND_D1: ["2", "9"],
		ND_D2: ["9"],
	});

let context: ServerContext;
let app: ReturnType<typeof createApp>;

describe("the expert questionnaires", () => {
	beforeEach(async () => {
		context = await newContext(readDefinitions());
		app = createApp(context);
	});

	const cookies: string[] = [];
	const ask: Ask = async (action, body) => {
		const reply = await app.request(
			action,
			body ? { method: "POST", body } : {},
		);
		cookies.push(...reply.headers.getSetCookie());
		return reply.text();
	};

	test.each([
		["cadres", cadreChoices],
		["citizens", citizenChoices],
	])(
		"%s: what is stored is what was answered, page by page, with nothing stored before",
		async (id, choices) => {
			const code = await unusedCode(context, id);
			const filled = await fillPlain(ask, `/s/${id}/plain`, code, choices());
			expect(await allOf(context.store.responses(id))).toEqual([]);
			const last = readForm(
				await ask(filled.review.action, bodyOf(filled.review, "send")),
			);
			expect(last.title).toMatch(/^Phiếu đã gửi/);
			expect(cookies).toEqual([]);
			const [stored, ...others] = await allOf(context.store.responses(id));
			expect(others).toEqual([]);
			const prefix = id === "cadres" ? "CB" : "ND";
			expect(stored?.body).toMatchObject({ mode: "plain", arms: {} });
			expect(stored?.body.answers).toEqual({
				[`${prefix}_Q0`]: 1,
				[`${prefix}_Q0b`]: 1,
				...filled.answers,
			});
			expect(stored?.body.reversed).toBe(false);
			expect(await context.store.freeTexts(id)).toEqual(
				Object.entries(filled.texts).map(([question, body]) => ({
					question,
					body,
				})),
			);
		},
	);

	test("cadres meet every item, and no question that needs draws", async () => {
		const code = await unusedCode(context, "cadres");
		const { pages } = await fillPlain(
			ask,
			"/s/cadres/plain",
			code,
			cadreChoices(),
		);
		const names = pages.flat();
		const count = (battery: string) =>
			names.filter((name) => new RegExp(`^${battery}_\\d+$`).test(name)).length;
		expect(["CB_B1", "CB_C1", "CB_D1", "CB_E2"].map(count)).toEqual([
			15, 8, 20, 4,
		]);
		expect(names.filter((name) => /^CB_(B8|V1|H|X)/.test(name))).toEqual([]);
		expect(names).toContain("CB_L8");
	});

	test("somebody for whom nothing happens is asked for no causes, and two paths never share a page with their cause", async () => {
		const code = await unusedCode(context, "cadres");
		const never = variedPlain({
			CB_S1: ["1"],
			CB_B4: ["97"],
			CB_E1: ["97"],
			CB_J1: ["98"],
		});
		const { pages } = await fillPlain(
			ask,
			"/s/cadres/plain",
			code,
			(name, codes, type) =>
				name.startsWith("CB_B2_") ? ["1"] : never(name, codes, type),
		);
		expect(
			pages.flat().filter((name) => /^CB_(B5|B7|C1|D\d|E2|J2|J3)/.test(name)),
		).toEqual([]);
	});

	test("going back keeps what is on both pages, and an answer changed there changes what is asked", async () => {
		const code = await unusedCode(context, "citizens");
		const post = async (form: PlainForm, go: string, answers: Fields = {}) =>
			readForm(await ask(form.action, bodyOf(form, go, answers)));
		let form = readForm(await ask("/s/citizens/plain"));
		form = await post(form, "agree", { code, sensitive: "1" });
		form = await post(form, "next", { ND_S1: "1" });
		form = await post(form, "next", { ND_S2: "2" });
		form = await post(form, "next", { ND_A1: "1" });
		form = await post(form, "back", { ND_A2: "5", ND_A6: "3" });
		expect(form.offered.ND_A1?.marked).toEqual(["1"]);
		const skipping = await post(form, "next", { ND_A1: "3" });
		expect(skipping.offered).toHaveProperty("ND_B1_1");
		form = await post(skipping, "back");
		form = await post(form, "next", { ND_A1: "1" });
		expect(form.offered.ND_A2?.marked).toEqual(["5"]);
		expect(form.offered.ND_A6?.marked).toEqual(["3"]);
	});
});

const definition = smallSurvey();
definition.parameters.CONTROLLER = {};

describe("a small survey", () => {
	let code: string;
	const start = async (folder?: string) => {
		context = await newContext([definition], folder);
		app = createApp(context);
		code = await unusedCode(context, "small");
	};
	beforeEach(() => start());

	const request = (address: string, body?: URLSearchParams | string) =>
		app.request(
			address,
			body === undefined
				? {}
				: {
						method: "POST",
						body,
						headers: { "content-type": "application/x-www-form-urlencoded" },
					},
		);
	const ask: Ask = async (action, body) => (await request(action, body)).text();
	const begin = async () => {
		const consent = readForm(await ask("/s/small/plain"));
		return readForm(
			await ask(
				consent.action,
				bodyOf(consent, "agree", { code, sensitive: "1" }),
			),
		);
	};
	const toReview = async () =>
		(
			await fillPlain(ask, "/s/small/plain", code, (name, codes, type) =>
				name === "T_M"
					? ["1", "4"]
					: type === "select"
						? [name === "T_R_1" ? "4" : "1"]
						: [codes[name.startsWith("T_B_") ? 1 : 0] as string],
			)
		).review;
	const post = async (form: PlainForm, go: string, answers: Fields = {}) => {
		const reply = await request(form.action, bodyOf(form, go, answers));
		return { status: reply.status, form: readForm(await reply.text()) };
	};
	const stored = () => allOf(context.store.responses("small"));
	const counted = async () =>
		(await context.store.tallies("small")).map(({ outcome, count }) => [
			outcome,
			count,
		]);

	test("no script, no cookie, nothing to keep, forms to this server alone", async () => {
		const reply = await request("/s/small/plain");
		const html = await reply.text();
		expect(html).not.toMatch(/<script|<img|\son\w+=/i);
		expect(reply.headers.get("set-cookie")).toBeNull();
		expect(reply.headers.get("cache-control")).toBe("no-store");
		const policy = reply.headers.get("content-security-policy") ?? "";
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("form-action 'self'");
		expect(policy).not.toContain("script-src");
	});

	test("consent, the box and a whole code are wanted, each with a sentence, and what was given stays", async () => {
		const consent = readForm(await ask("/s/small/plain"));
		const half = await post(consent, "agree", { code: "K7Q2-AB" });
		expect(half.status).toBe(422);
		expect(half.form.texts.code).toBe("K7Q2-AB");
		expect(half.form.advice).toHaveLength(2);
		const foreign = await post(consent, "agree", {
			code: slipCode("ZZZZ", randomBytes(16)),
			sensitive: "1",
		});
		expect(foreign.status).toBe(422);
		expect(foreign.form.advice.join()).toContain("không có trong đợt");
		expect(foreign.form.offered.sensitive?.marked).toEqual(["1"]);
		const printed = await post(consent, "agree", {
			code: printedSlip(code).toLowerCase(),
			sensitive: "1",
		});
		expect(printed.form.hidden.state).toBeDefined();
	});

	test("declining with a card counts one, without a card none", async () => {
		const consent = readForm(await ask("/s/small/plain"));
		await post(consent, "decline");
		expect(await counted()).toEqual([]);
		const first = await post(consent, "decline", { code });
		const again = await post(consent, "decline", { code });
		expect(first.form.title).toBe("Cảm ơn");
		expect(again.form.title).toBe("Cảm ơn");
		expect(await counted()).toEqual([["declined", 1]]);
		expect(await stored()).toEqual([]);
	});

	test("a required question left blank is asked again", async () => {
		const { status, form } = await post(await begin(), "next");
		expect(status).toBe(422);
		expect(form.advice.length).toBeGreaterThan(0);
		expect(form.offered).toHaveProperty("T_S1");
	});

	test.each<[string, Fields, string, string]>([
		[
			"more than may be chosen",
			{ T_M: ["1", "2", "4"] },
			"T_M",
			"nhiều nhất 2",
		],
		[
			"one that stands alone",
			{ T_M: ["1", "97"] },
			"T_M",
			"“Ý 97” không chọn cùng",
		],
		[
			"don't know among others",
			{ T_M: ["1", "98"] },
			"T_M",
			"“Không biết” không chọn cùng",
		],
		[
			"an option that is not offered",
			{ T_M: "3" },
			"T_M",
			"không có trong danh sách",
		],
		["no code at all", { T_M: "x" }, "T_M", "không có trong danh sách"],
		[
			"words without their option",
			{ T_M: "1", "T_M.text": "abc" },
			"T_M",
			"chưa chọn “Ý 96”",
		],
		[
			"too many words",
			{ T_M: "96", "T_M.text": "x".repeat(11) },
			"T_M",
			"dài quá 10",
		],
	])(
		"%s: a sentence at the question, and what was given is still there",
		async (_, answers, name, sentence) => {
			const first = await post(await begin(), "next", { T_S1: "1" });
			const { form: page } = await post(first.form, "next", { T_B_1: "2" });
			expect(page.offered).toHaveProperty(name);
			const { status, form } = await post(page, "next", answers);
			expect(status).toBe(422);
			expect(form.advice.join()).toContain(sentence);
			const given = [answers[name] ?? []].flat();
			const known = given.filter((one) =>
				page.offered[name]?.codes.includes(one),
			);
			if (known.length === given.length)
				expect(form.offered[name]?.marked).toEqual(known);
			if (answers["T_M.text"])
				expect(form.texts["T_M.text"]).toBe(answers["T_M.text"]);
			expect(
				(await post(form, "next", { T_M: "1", "T_M.text": "" })).status,
			).toBe(200);
		},
	);

	test("a ranking wants each place once and none left out", async () => {
		let { form } = await post(await begin(), "next", { T_S1: "1" });
		form = (await post(form, "next", { T_B_1: "3" })).form;
		form = (await post(form, "next", { T_M: ["1", "4"] })).form;
		const twice = await post(form, "next", { T_R_1: "4", T_R_2: "4" });
		expect(twice.form.advice.join()).toContain("hai chỗ");
		expect(twice.form.offered.T_R_2?.marked).toEqual(["4"]);
		const gap = await post(form, "next", { T_R_1: [], T_R_2: "4" });
		expect(gap.form.advice.join()).toContain("từ thứ nhất");
		const other = await post(form, "next", { T_R_1: "2" });
		expect(other.status).toBe(422);
		const fine = await post(form, "next", { T_R_1: "4" });
		expect(fine.status).toBe(200);
		expect(fine.form.html).toContain("«Ý 4» gửi đâu?");
	});

	test("answers beyond their bounds are named; the review leads back to each part", async () => {
		const review = await toReview();
		const pages = review.ways.filter((way) => way.startsWith("page:"));
		expect(pages.length).toBeGreaterThan(3);
		const last = (await post(review, pages.at(-1) as string)).form;
		const wrong = await post(last, "review", { T_N: "7", T_T: "x".repeat(21) });
		expect(wrong.status).toBe(422);
		expect(wrong.form.advice.join()).toContain("dài quá 20");
		expect(wrong.form.advice.join()).toContain("trả lời lại câu này");
		const back = await post(wrong.form, "review", { T_N: "6", T_T: "Ngắn" });
		expect(back.form.ways).toContain("send");
		expect(back.form.html).toContain("“Ngắn”");
	});

	test("a name in one's own words: told once between two pages, nothing stored, and kept if so wished", async () => {
		const review = await toReview();
		const last = review.ways.filter((way) => way.startsWith("page:")).at(-1);
		const { form: page } = await post(review, last as string);
		const told = await post(page, "review", { T_T: "anh Hùng nhận" });
		expect(told.status).toBe(200);
		expect(told.form.advice.join()).toContain("có vẻ có tên người");
		expect(told.form.texts.T_T ?? told.form.html).toContain("anh Hùng nhận");
		expect(await stored()).toEqual([]);
		const more = await post(told.form, "review", {
			T_T: "anh Hùng 0912345678",
		});
		expect(more.form.advice.join()).toContain("một dãy số dài");
		const kept = await post(more.form, "review", {
			T_T: "anh Hùng 0912345678",
		});
		expect(kept.form.ways).toContain("send");
		expect((await post(kept.form, "send")).status).toBe(200);
		expect(await context.store.freeTexts("small")).toEqual([
			{ question: "T_T", body: "anh Hùng 0912345678" },
		]);
	});

	test("a third language is a file: pages, questions and the review are in it, and so is what is stored", async () => {
		const { vi } = readLanguages();
		const own = { ...definition, keepsLanguage: true };
		const third = pseudoLanguage(vi, [own]);
		const folder = mkdtempSync(path.join(tmpdir(), "languages-"));
		writeFileSync(path.join(folder, "tyz.json"), JSON.stringify(third));
		context = await newContext([own], ":memory:", readLanguages(folder));
		app = createApp(context);
		code = await unusedCode(context, "small");
		const plain = await ask("/s/small/plain");
		expect(plain).toContain('lang="tyz" formaction="/s/small/plain?lang=tyz"');
		const pages: string[] = [];
		const review = await fillPlain(
			async (action, body) => {
				const html = await ask(action, body);
				pages.push(html);
				return html;
			},
			"/s/small/plain?lang=tyz",
			code,
			(name, codes) => [codes[name.startsWith("T_B_") ? 1 : 0] as string],
		);
		for (const html of pages) {
			expect(html).toContain('<html lang="tyz"');
			expect(readForm(html).title).toMatch(/^\[.*\]$/);
		}
		expect(pages.length).toBeGreaterThan(4);
		expect((await post(review.review, "send")).status).toBe(200);
		expect((await stored())[0]?.body.lang).toBe("tyz");
		for (const address of ["/xac-minh", "/ai-biet-gi"]) {
			const html = await ask(`${address}?lang=tyz`);
			expect(html).toContain('<html lang="tyz"');
			expect(readForm(html).title).toMatch(/^\[.*\]$/);
			// What the wave gave in Vietnamese alone is heard as Vietnamese.
			if (address === "/xac-minh")
				expect(html).toMatch(/<span lang="vi">\(?[^<]*[ạ-ỹ]/);
		}
	});

	test("whoever is screened out is told so and leaves no form", async () => {
		const { form } = await post(await begin(), "next", { T_S1: "2" });
		expect(form.hidden.state).toBeUndefined();
		expect(await stored()).toEqual([]);
		expect(await counted()).toEqual([["screened", 1]]);
	});

	test("a double tap and a lost reply send one form", async () => {
		const review = await toReview();
		const replies = await Promise.all(
			Array.from({ length: 5 }, () => post(review, "send")),
		);
		expect(replies.map(({ status }) => status)).toEqual([
			200, 200, 200, 200, 200,
		]);
		for (const { form } of replies) expect(form.title).toMatch(/^Phiếu đã gửi/);
		// The review page anew, as after going back and forth: the same form under another seal.
		const other = await post(review, "stay");
		expect(other.form.hidden.state).not.toBe(review.hidden.state);
		expect((await post(other.form, "send")).status).toBe(200);
		expect(await stored()).toHaveLength(1);
	});

	test("a card used by somebody else leaves every answer on the page, and another card sends them", async () => {
		const review = await toReview();
		const other = await toReview();
		expect((await post(other, "send")).status).toBe(200);
		const refused = await post(review, "send");
		expect(refused.status).toBe(409);
		expect(refused.form.advice.join()).toContain("đổi thẻ");
		const wrong = await post(refused.form, "send", { code: "K7Q2" });
		expect(wrong.status).toBe(422);
		expect(wrong.form.texts.code).toBe("K7Q2");
		const unknown = await post(wrong.form, "send", {
			code: slipCode(code.slice(0, 4), randomBytes(16)),
		});
		expect(unknown.status).toBe(404);
		const fresh = await unusedCode(context, "small");
		expect(fresh).not.toBe(code);
		expect((await post(unknown.form, "send", { code: fresh })).status).toBe(
			200,
		);
		const [first, second, ...rest] = await stored();
		expect(rest).toEqual([]);
		expect(first?.body.answers).toEqual(second?.body.answers);
	});

	test("paused while answering: pages go on, sending waits, nothing is lost", async () => {
		await context.store.setStatus("small", "paused");
		await context.store.setFieldOpen("small", false);
		expect(await ask("/s/small/plain")).toContain("tạm dừng");
		await context.store.setStatus("small", "open");
		await context.store.setFieldOpen("small", true);
		const review = await toReview();
		await context.store.setStatus("small", "paused");
		await context.store.setFieldOpen("small", false);
		const waiting = await post(review, "send");
		expect(waiting.status).toBe(409);
		expect(waiting.form.advice.join()).toContain("tạm dừng");
		await context.store.setStatus("small", "open");
		await context.store.setFieldOpen("small", true);
		expect((await post(waiting.form, "send")).status).toBe(200);
		expect(await stored()).toHaveLength(1);
	});

	test("closed while answering: told at once; closed after sending: told that it is sent", async () => {
		const sent = await toReview();
		await post(sent, "send");
		code = await unusedCode(context, "small");
		const review = await toReview();
		await context.store.setStatus("small", "closed");
		await context.store.setFieldOpen("small", false);
		const { status, form } = await post(review, "send");
		expect(status).toBe(409);
		expect(form.title).toContain("đã kết thúc");
		expect((await post(review, "page:0")).form.title).toContain("đã kết thúc");
		expect((await post(sent, "send")).form.title).toMatch(/^Phiếu đã gửi/);
		expect(await stored()).toHaveLength(1);
	});

	test("a survey of tokens says that it needs scripts", async () => {
		await context.store.setSurvey("small", { access: "tokens" });
		const html = await ask("/s/small/plain");
		expect(readForm(html).title).toBe("Phiếu này cần JavaScript");
		expect(readForm(html).ways).toEqual([]);
	});

	test("a survey that nobody knows is a page that says so", async () => {
		const reply = await app.request("/s/none/plain", {
			headers: { accept: "text/html" },
		});
		expect(reply.status).toBe(404);
	});

	describe("state that is not what was given out", () => {
		test.each([
			[
				"altered",
				(state: string) => `${state.slice(0, 400)}A${state.slice(401)}B`,
			],
			["cut short", (state: string) => state.slice(0, 900)],
			["empty", () => ""],
			["anything", () => "<script>"],
		])("%s: a sentence, and nothing stored", async (_, change) => {
			const form = await begin();
			const { status, form: reply } = await post(form, "next", {
				T_S1: "1",
				state: change(form.hidden.state ?? ""),
			});
			expect(status).toBe(422);
			expect(reply.title).toContain("không đọc được");
			expect(await stored()).toEqual([]);
			// The page that was there before still goes on.
			expect((await post(form, "next", { T_S1: "1" })).status).toBe(200);
		});

		test("of another survey: the way back to it", async () => {
			const second = { ...smallSurvey(), id: "second" };
			second.parameters.CONTROLLER = {};
			context = await newContext([definition, second]);
			app = createApp(context);
			code = await unusedCode(context, "small");
			const form = await begin();
			const { status, form: reply } = await post(
				{ ...form, action: "/s/second/plain?lang=vi" },
				"next",
				{ T_S1: "1" },
			);
			expect(status).toBe(422);
			expect(reply.action).toBe("/s/small/plain?lang=vi");
			const back = await post(reply, "stay");
			expect(back.form.offered).toHaveProperty("T_S1");
		});

		test("too large: 413 with a sentence", async () => {
			const reply = await request(
				"/s/small/plain",
				`state=${"A".repeat(100_000)}`,
			);
			expect(reply.status).toBe(413);
			expect(await reply.text()).toContain("dài quá");
		});

		test("the field does not tell how much was answered, nor the code", async () => {
			const first = await begin();
			const review = await toReview();
			expect(review.hidden.state?.length).toBe(first.hidden.state?.length);
			expect(
				Buffer.from(review.hidden.state ?? "", "base64url").includes(code),
			).toBe(false);
		});
	});

	test("a page that did not arrive whole takes nothing back", async () => {
		const form = await begin();
		const next = (await post(form, "next", { T_S1: "1" })).form;
		const name = Object.keys(next.offered)[0] as string;
		const filled = (
			await post(next, "stay", { [name]: next.offered[name]?.codes[0] ?? "" })
		).form;
		const cut = new URLSearchParams({ state: filled.hidden.state ?? "" });
		const shown = readForm(await ask(filled.action, cut));
		expect(shown.advice.join()).toContain("thiếu một phần");
		expect(shown.offered[name]?.marked).toEqual([next.offered[name]?.codes[0]]);
	});

	test("a version that was replaced while answering is finished and stored as that version", async () => {
		const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-plain-"));
		await start(folder);
		const review = await toReview();
		replaceVersion(folder, 4);
		expect((await post(review, "send")).status).toBe(200);
		expect((await stored())[0]?.body.v).toBe(3);
	});

	test("where the version is gone, answers go along and the person is told", async () => {
		const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-plain-"));
		await start(folder);
		const review = await toReview();
		replaceVersion(folder, 4, true);
		// A server started anew with the same pepper: it still reads the page, and has no version left in memory.
		context = { ...context, store: openStore(folder) };
		app = createApp(context);
		const { form } = await post(review, "send");
		expect(form.advice.join()).toContain("Bộ câu hỏi vừa được thay");
		expect(form.offered.T_S1?.marked).toEqual(["1"]);
		let at = form;
		for (let pages = 0; pages < 20 && !at.ways.includes("send"); pages++)
			at = (await post(at, "next")).form;
		expect((await post(at, "send")).status).toBe(200);
		expect((await stored())[0]?.body.v).toBe(4);
	});

	test("another language midway keeps every answer", async () => {
		const form = await begin();
		const english = readForm(
			await ask(
				form.action.replace("lang=vi", "lang=en"),
				bodyOf(form, "stay", { T_S1: "1" }),
			),
		);
		expect(english.html).toContain('lang="en"');
		expect(english.action).toContain("lang=en");
		expect(english.offered.T_S1?.marked).toEqual(["1"]);
	});
});

test("the seal is of this server and this state alone", () => {
	const pepper = randomBytes(32);
	const state = {
		survey: "small",
		version: 3,
		code: "K7Q2",
		receipt: "r",
		at: 2,
		reviewed: false,
		answers: { T_S1: 1 },
		texts: { T_O: "Có dấu: ữ" },
	};
	const sealed = sealState(pepper, state);
	expect(openState(pepper, sealed)).toEqual(state);
	expect(openState(randomBytes(32), sealed)).toBeUndefined();
	const bytes = Buffer.from(sealed, "base64url");
	for (const at of [0, 11, 12, 500, bytes.length - 1]) {
		const altered = Buffer.from(bytes);
		altered[at] = (altered[at] as number) ^ 1;
		expect(openState(pepper, altered.toString("base64url"))).toBeUndefined();
	}
});

const hasCurl = (() => {
	try {
		execFileSync("curl", ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		console.log("not run: curl is not installed");
		return false;
	}
})();

async function listen() {
	const listening = await new Promise<ReturnType<typeof serve>>((resolve) => {
		const server = serve({ fetch: createApp(context).fetch, port: 0 }, () =>
			resolve(server),
		);
	});
	const address = listening.address();
	const port = typeof address === "object" ? address?.port : "";
	return { listening, origin: `http://127.0.0.1:${port}` };
}

test.runIf(hasCurl)(
	"thirty lines of shell with curl answer the citizens' questionnaire",
	async () => {
		context = await newContext(readDefinitions());
		const { origin, listening } = await listen();
		try {
			const { stdout } = await promisify(execFile)("sh", [
				path.join(import.meta.dirname, "../../support/plain-by-curl.sh"),
				`${origin}/s/citizens/plain`,
				await unusedCode(context, "citizens"),
				..."ND_S1=1 ND_S2=3 ND_A1=3 ND_B1_1=2 ND_D1=2 ND_D1=9".split(" "),
			]);
			expect(stdout).toMatch(/^Phiếu đã gửi/);
			const stored = await allOf(context.store.responses("citizens"));
			expect(stored.map(({ body }) => body.answers)).toEqual([
				{
					ND_Q0: 1,
					ND_Q0b: 1,
					ND_S1: 1,
					ND_S2: 3,
					ND_A1: 3,
					ND_B1_1: 2,
					ND_D1: [2, 9],
				},
			]);
		} finally {
			listening.close();
		}
	},
);

test.runIf(hasCurl)(
	"curl alone finishes the questionnaire of cadres, with a cookie jar that stays empty",
	async () => {
		context = await newContext(readDefinitions());
		const { origin, listening } = await listen();
		try {
			const jar = path.join(
				mkdtempSync(path.join(tmpdir(), "jar-")),
				"cookies",
			);
			const curl: Ask = (action, body) =>
				new Promise((resolve, reject) => {
					const child = spawn("curl", [
						..."--silent --show-error --cookie-jar".split(" "),
						jar,
						"--cookie",
						jar,
						...(body ? ["--data-binary", "@-"] : []),
						origin + action,
					]);
					let out = "";
					child.stdout.setEncoding("utf8").on("data", (part) => {
						out += part;
					});
					child.on("error", reject);
					child.on("close", () => resolve(out));
					child.stdin.end(body?.toString() ?? "");
				});
			const code = await unusedCode(context, "cadres");
			const filled = await fillPlain(
				curl,
				"/s/cadres/plain",
				code,
				cadreChoices(),
			);
			const last = await curl(
				filled.review.action,
				bodyOf(filled.review, "send"),
			);
			expect(readForm(last).title).toMatch(/^Phiếu đã gửi/);
			expect(
				readFileSync(jar, "utf8")
					.split("\n")
					.filter((line) => line && !line.startsWith("#")),
			).toEqual([]);
			const [stored] = await allOf(context.store.responses("cadres"));
			expect(stored?.body.answers).toEqual({
				CB_Q0: 1,
				CB_Q0b: 1,
				...filled.answers,
			});
		} finally {
			listening.close();
		}
	},
);
