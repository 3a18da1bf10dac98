import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import type { FirstPart } from "../../../client/respondent/parts.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import type { ResponseBody } from "../../../survey-definitions/response.ts";
import { slipCode } from "../../../survey-definitions/slip-code.ts";
import type { ParameterValue } from "../../../survey-definitions/wave-parameters.ts";
import { allOf } from "../../support/all-of.ts";
import { smallSurvey } from "../../survey-definitions/small-survey.ts";
import { newContext, unusedCode } from "../new-context.ts";

/** The small survey as a trial fields it: the wave sets CONTROLLER and HOTLINE. */
const definition = smallSurvey();
definition.parameters.CONTROLLER = {};

let context: ServerContext;
let app: ReturnType<typeof createApp>;
let code: string;

beforeEach(async () => {
	context = await newContext([definition]);
	app = createApp(context);
	code = await unusedCode(context, "small");
});

const receipt = () => randomBytes(32).toString("base64url");

const response = (): ResponseBody => ({
	v: 3,
	mode: "self",
	arms: { rev: 0, h: 2, h_pos: 1 },
	shown: { T_B: ["T_B_1", "T_B_AC", "T_B_2", "T_B_3"] },
	reversed: false,
	answers: { T_Q0: 1, T_Q0b: 1, T_S1: 1, T_B_1: 1, T_N: 4 },
	flags: { attn: 0 },
});

const post = (
	body: unknown,
	headers: Record<string, string> = { "content-type": "application/json" },
	survey = "small",
) =>
	app.request(`/s/${survey}/responses`, {
		method: "POST",
		headers,
		body: typeof body === "string" ? body : JSON.stringify(body),
	});

const stored = () => allOf(context.store.responses("small"));

async function refusal(reply: Response) {
	const { error } = (await reply.json()) as {
		error: { code: string; problems: { variable: string; code: string }[] };
	};
	return { status: reply.status, ...error };
}

/** Whatever was refused: nothing is stored and the card is still good. */
async function stillGood() {
	expect(await stored()).toEqual([]);
	const reply = await post({ code, receipt: receipt(), response: response() });
	expect(reply.status).toBe(201);
}

test("a form is stored once, under an id of its own, with its lot alone", async () => {
	const submission = { code, receipt: receipt(), response: response() };
	const reply = await post(submission);
	expect([reply.status, await reply.json()]).toEqual([
		201,
		{ status: "stored" },
	]);
	expect(reply.headers.get("set-cookie")).toBeNull();
	expect(await stored()).toEqual([
		{ lotId: code.slice(0, 4), body: response() },
	]);
});

test("a retry after a lost reply is told the same and stored no second time", async () => {
	const submission = { code, receipt: receipt(), response: response() };
	await post(submission);
	const again = await post(submission);
	expect([again.status, await again.json()]).toEqual([
		200,
		{ status: "already-stored" },
	]);
	expect(await stored()).toHaveLength(1);
});

test("twenty tries at once store one form and tell every one that it is sent", async () => {
	const submission = { code, receipt: receipt(), response: response() };
	const replies = await Promise.all(
		Array.from({ length: 20 }, () => post(submission)),
	);
	expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
	expect(replies.filter((reply) => reply.status === 200)).toHaveLength(19);
	expect(await stored()).toHaveLength(1);
});

test("a second person with a used card is told so, and nothing of theirs is kept", async () => {
	await post({ code, receipt: receipt(), response: response() });
	const reply = await post({ code, receipt: receipt(), response: response() });
	expect(await refusal(reply)).toMatchObject({
		status: 409,
		code: "used-code",
	});
	expect(await stored()).toHaveLength(1);
});

test("the same card and receipt with other answers is a second use, not a retry", async () => {
	const submission = { code, receipt: receipt(), response: response() };
	await post(submission);
	const other = response();
	other.answers.T_N = 5;
	for (const again of [
		{ ...submission, response: other },
		{ ...submission, response: "x" },
		{ code, receipt: submission.receipt, outcome: "declined" },
	])
		expect(await refusal(await post(again))).toMatchObject({
			status: 409,
			code: "used-code",
		});
	expect(await stored()).toHaveLength(1);
});

test("the code may be typed in small letters, with dashes and with O for 0", async () => {
	const typed = code
		.toLowerCase()
		.replace(/0/g, "o")
		.replace(/(.{4})/g, "$1- ");
	const reply = await post({
		code: typed,
		receipt: receipt(),
		response: response(),
	});
	expect(reply.status).toBe(201);
});

describe("what is refused leaves the card good", () => {
	test.each([
		["a code that was never made", slipCode("ABCD", randomBytes(16))],
		["half a code", "ABCD"],
		["no code", ""],
	])("%s: 404", async (_, wrong) => {
		const reply = await post({
			code: wrong,
			receipt: receipt(),
			response: response(),
		});
		expect(await refusal(reply)).toMatchObject({
			status: 404,
			code: "unknown-code",
		});
		await stillGood();
	});

	test("malformed JSON: 400, and the reply repeats nothing of it", async () => {
		const reply = await post('{"code": "bí mật');
		expect(await reply.clone().text()).not.toContain("bí mật");
		expect(await refusal(reply)).toMatchObject({
			status: 400,
			code: "malformed-json",
		});
		await stillGood();
	});

	test.each([
		["no receipt", () => ({ code, response: response() })],
		[
			"a receipt of another form",
			() => ({ code, receipt: "x", response: response() }),
		],
		["a code that is no text", () => ({ code: 5, receipt: receipt() })],
		["a list", () => []],
		[
			"a form and an outcome at once",
			() => ({
				code,
				receipt: receipt(),
				response: response(),
				outcome: "declined",
			}),
		],
		["neither", () => ({ code, receipt: receipt() })],
		[
			"an outcome that does not exist",
			() => ({ code, receipt: receipt(), outcome: "left" }),
		],
	])("%s: 400", async (_, body) => {
		expect(await refusal(await post(body()))).toMatchObject({
			status: 400,
			code: "invalid-request",
		});
		await stillGood();
	});

	test("wrong content type: 415", async () => {
		const body = { code, receipt: receipt(), response: response() };
		for (const type of ["text/plain", "application/x-www-form-urlencoded"])
			expect(
				await refusal(await post(body, { "content-type": type })),
			).toMatchObject({
				status: 415,
			});
		await stillGood();
	});

	test("a body of 1 MB: 413", async () => {
		const body = {
			code,
			receipt: receipt(),
			response: response(),
			pad: "x".repeat(1e6),
		};
		expect(await refusal(await post(body))).toMatchObject({
			status: 413,
			code: "too-large",
		});
		await stillGood();
	});

	test("arrays nested thirty thousand deep: 422, no stack overflow", async () => {
		const deep = "[".repeat(30_000) + "]".repeat(30_000);
		const reply = await post(
			`{"code":"${code}","receipt":"${receipt()}","response":${deep}}`,
		);
		expect(await refusal(reply)).toMatchObject({ status: 422 });
		await stillGood();
	});

	test.each([
		["unknown question", { T_X: 1 }, "T_X", "unknown-question"],
		["unknown option", { T_S1: 7 }, "T_S1", "unknown-option"],
		["not relevant", { T_M: [1] }, "T_M", "not-relevant"],
		["wrong type", { T_N: "four" }, "T_N", "wrong-type"],
		["too many choices", { T_B_1: 2, T_M: [1, 2, 4] }, "T_M", "too-many"],
	])(
		"%s: 422 with question and code",
		async (_, answers, variable, problem) => {
			const body = response();
			Object.assign(body.answers, answers);
			const reply = await refusal(
				await post({ code, receipt: receipt(), response: body }),
			);
			expect(reply).toMatchObject({ status: 422, code: "invalid-response" });
			expect(reply.problems).toContainEqual(
				expect.objectContaining({ variable, code: problem }),
			);
			await stillGood();
		},
	);

	test("a form that says it was filled in on paper: 422", async () => {
		const body = { ...response(), mode: "paper" };
		const reply = await post({ code, receipt: receipt(), response: body });
		expect(await refusal(reply)).toMatchObject({ status: 422 });
		await stillGood();
	});

	test("an unknown survey: 404", async () => {
		const reply = await post(
			{ code, receipt: receipt(), response: response() },
			undefined,
			"none",
		);
		expect(await refusal(reply)).toMatchObject({
			status: 404,
			code: "unknown-survey",
		});
	});
});

test("a closed field takes nothing, but still knows a form that it has", async () => {
	const sent = { code, receipt: receipt(), response: response() };
	await post(sent);
	await context.store.setFieldOpen("small", false);
	await context.store.setStatus("small", "closed");
	expect((await post(sent)).status).toBe(200);
	const other = await unusedCode(context, "small");
	const reply = await post({
		code: other,
		receipt: receipt(),
		response: response(),
	});
	expect(await refusal(reply)).toMatchObject({
		status: 409,
		code: "fieldwork-closed",
	});
});

test("a paused field takes nothing and says that it may open again; the same form is taken later", async () => {
	const sent = { code, receipt: receipt(), response: response() };
	for (const status of ["open", "paused"] as const) {
		await context.store.setStatus("small", status);
		// The collector decides, whatever design.db has come to know.
		await context.store.setFieldOpen("small", false);
		expect(await refusal(await post(sent))).toMatchObject({
			status: 409,
			code: "fieldwork-paused",
		});
	}
	const html = await (await app.request("/s/small")).text();
	expect(html).toContain("đang tạm dừng");
	expect(html).not.toContain("<script");
	await context.store.setStatus("small", "open");
	await context.store.setFieldOpen("small", true);
	expect((await post(sent)).status).toBe(201);
});

test("a survey that is being prepared has no form yet, though its wave is empty", async () => {
	await context.store.setStatus("small", "preparing");
	await context.store.setSurvey("small", { wave: {} });
	const html = await (await app.request("/s/small")).text();
	expect(html).toContain("chưa mở");
	expect(html).not.toContain("<script");
	for (const reply of [
		await app.request("/s/small/form.json"),
		await post({ code, receipt: receipt(), response: response() }),
	])
		expect(await refusal(reply)).toMatchObject({
			status: 409,
			code: "fieldwork-not-open",
		});
	expect(await stored()).toEqual([]);
});

test("a form may tell its pace in three bands and nothing finer", async () => {
	const paced = response();
	paced.flags.pace = 2;
	const sent = { code, receipt: receipt(), response: paced };
	expect((await post(sent)).status).toBe(201);
	expect((await stored())[0]?.body.flags).toEqual({ attn: 0, pace: 2 });
	const next = await unusedCode(context, "small");
	const fine = { ...response(), flags: { attn: 0, pace: 4.25 } };
	const reply = await post({ code: next, receipt: receipt(), response: fine });
	expect(await refusal(reply)).toMatchObject({
		status: 422,
		problems: [{ variable: "flags", code: "malformed" }],
	});
});

test("who declines or is screened out leaves a count and no row", async () => {
	await post({ code, receipt: receipt(), outcome: "declined" });
	const next = await unusedCode(context, "small");
	await post({ code: next, receipt: receipt(), outcome: "screened" });
	expect(await stored()).toEqual([]);
	const tallies = await context.store.tallies("small");
	expect(tallies.map(({ outcome, count }) => [outcome, count]).sort()).toEqual([
		["declined", 1],
		["screened", 1],
	]);
});

test("a database that somebody else has locked: 503 within a second, and the form is taken later", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "lang-nghe-"));
	context = await newContext([definition], folder);
	app = createApp(context);
	code = await unusedCode(context, "small");
	const foreign = new Database(path.join(folder, "collector.db"));
	foreign.exec("BEGIN IMMEDIATE");
	const sent = { code, receipt: receipt(), response: response() };
	const reply = await post(sent);
	expect(reply.headers.get("retry-after")).toBe("1");
	expect(await refusal(reply)).toMatchObject({
		status: 503,
		code: "storage-busy",
	});
	foreign.exec("ROLLBACK");
	foreign.close();
	expect((await post(sent)).status).toBe(201);
});

test("open texts are stored apart", async () => {
	const reply = await post({
		code,
		receipt: receipt(),
		response: response(),
		texts: { T_T: "Cần nói rõ hơn" },
	});
	expect(reply.status).toBe(201);
	expect(JSON.stringify(await stored())).not.toContain("rõ hơn");
});

describe("the page", () => {
	test("is the same for everyone, in Vietnamese first, and sets no cookie", async () => {
		const reply = await app.request("/s/small");
		const html = await reply.text();
		expect(reply.status).toBe(200);
		expect(html).toContain('<html lang="vi" dir="ltr">');
		expect(html).toContain("Hỏi đáp: chưa có, vì đây là bản chạy thử.");
		expect(html).toContain('<input id="sensitive"');
		expect(html).not.toMatch(/<input id="sensitive"[^>]*\schecked/);
		expect(reply.headers.get("set-cookie")).toBeNull();
		expect(reply.headers.get("referrer-policy")).toBe("no-referrer");
		expect(reply.headers.get("content-security-policy")).toContain(
			"default-src 'none'",
		);
	});

	test("of a closed survey says so and asks nothing", async () => {
		await context.store.setStatus("small", "closed");
		const html = await (await app.request("/s/small")).text();
		expect(html).toContain("Đợt xin ý kiến đã kết thúc");
		// The script alone, which erases what the phone still holds: no question, no form.
		expect(html).not.toContain('id="first"');
		expect(await (await app.request("/")).text()).not.toContain("/s/small");
	});

	test("is led to from a page in either language", async () => {
		const welcome = async (language: string) =>
			(await app.request(`/?lang=${language}`)).text();
		expect(await welcome("vi")).toContain('<a href="/s/small?lang=vi">');
		const english = await welcome("en");
		expect(english).toMatch(/<html lang="en".*type the code on the card/s);
		expect(english).toContain('<a href="?lang=vi" lang="vi"');
		expect(english.replace(/<(\w+)[^>]* lang="vi".*?<\/\1>/g, "")).not.toMatch(
			/[ăđơưạ-ỹ](?!ng nghe)/i,
		);
	});

	test("speaks English when asked", async () => {
		expect(await (await app.request("/s/small?lang=en")).text()).toContain(
			"I decline",
		);
	});

	test("in English is heard as Vietnamese where the wave says nothing else", async () => {
		const pages = async (hotline: ParameterValue, lang: string) => {
			const wave = { CONTROLLER: "Ban", HOTLINE: hotline };
			await context.store.setSurvey("small", { wave });
			return Promise.all(
				["/s/small", "/s/small/plain"].map(async (address) =>
					(await app.request(`${address}?lang=${lang}`)).text(),
				),
			);
		};
		const said = "ông Bảy (1900 0000)";
		const marked = `Questions: <span lang="vi">${said}</span>.`;
		for (const hotline of [said, { vi: said, en: said }]) {
			for (const html of await pages(hotline, "en"))
				expect(html).toContain(marked);
			for (const html of await pages(hotline, "vi"))
				expect(html).toContain(`Hỏi đáp: ${said}.`);
		}
		for (const html of await pages({ vi: said, en: "1900 0000" }, "en"))
			expect(html).toContain("Questions: 1900 0000.");
	});

	test("names a form whose address changes with its text", async () => {
		const html = await (await app.request("/s/small")).text();
		const address = /"form":"([^"]+)"/.exec(html)?.[1];
		const reply = await app.request(address ?? "");
		expect(reply.headers.get("cache-control")).toContain("immutable");
		expect((await reply.json()) as object).toMatchObject({
			survey: { id: "small", version: 3 },
			words: { next: "Tiếp tục" },
		});
	});

	test("holds its first question, as everybody meets it", async () => {
		const html = await (await app.request("/s/small")).text();
		const first = JSON.parse(
			/<script id="first" type="application\/json">(.*?)<\/script>/.exec(
				html,
			)?.[1] ?? "{}",
		) as FirstPart;
		const { question, choices } = first.screen?.asked ?? {};
		const [asked] = definition.sections[0]?.elements ?? [];
		expect(asked).toMatchObject({
			name: question?.name,
			text: { vi: question?.text },
		});
		expect(choices?.length).toBeGreaterThan(1);
	});

	test("for a survey that does not exist says so without a stack", async () => {
		for (const address of ["/s/none", "/nowhere"]) {
			const reply = await app.request(address, {
				headers: { accept: "text/html,*/*" },
			});
			expect(reply.status).toBe(404);
			expect(await reply.text()).toContain("Không có phiếu nào ở địa chỉ này");
			expect(await refusal(await app.request(address))).toMatchObject({
				status: 404,
			});
		}
	});
});
