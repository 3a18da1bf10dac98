import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { ledgerCounts } from "../../../analysis/fieldwork/dispositions.ts";
import { openStore } from "../../../db/store.ts";
import { setupLink } from "../../../server/actions/make-setup-link.ts";
import { createApp } from "../../../server/app.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister } from "../../../server/jobs.ts";
import type { ResponseBody } from "../../../survey-definitions/response.ts";
import { readSlipCode } from "../../../survey-definitions/slip-code.ts";
import { allOf } from "../../support/all-of.ts";
import { smallSurvey, t } from "../../survey-definitions/small-survey.ts";

const origin = "http://localhost:8080";
const day = 86_400_000;
let clock: number;
let context: ServerContext;
let app: ReturnType<typeof createApp>;
let cookie: string;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 22, 3);
	context = {
		store: openStore(":memory:"),
		pepper: randomBytes(32),
		publicUrl: origin,
		now: () => clock,
		jobs: jobRegister(),
	};
	app = createApp(context);
	const token = (await setupLink(context)).split("#")[1];
	const entered = await send("POST", "/setup", {
		token,
		name: "Lan",
		password: "mười chữ trở lên",
	});
	cookie = entered.headers.get("Set-Cookie")?.split(";")[0] ?? "";
	await prepare();
});

const send = (method: string, path: string, body?: unknown) =>
	app.request(`${origin}/staff/api${path}`, {
		method,
		headers: {
			Cookie: cookie ?? "",
			Origin: origin,
			"Content-Type": "application/json",
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

async function ask<T = Record<string, unknown>>(
	method: string,
	path: string,
	body?: unknown,
): Promise<T> {
	const reply = await send(method, path, body);
	const read = (await reply.json()) as T;
	expect([path, reply.status, reply.ok ? "" : read]).toEqual([path, 200, ""]);
	return read;
}

async function refusal(method: string, path: string, body?: unknown) {
	const reply = await send(method, path, body);
	const { error } = (await reply.json()) as { error?: { code: string } };
	return error?.code;
}

/** The small survey with the parameters that every wave has, sixteen strata of three lots, not printed yet. */
async function prepare() {
	const definition = smallSurvey();
	Object.assign(definition.parameters, {
		CONTROLLER: {},
		LOT_MIN: { default: 50 },
		CLOSE_DATE: { default: t("khi đóng đợt", "when the survey closes") },
	});
	await context.store.addSurvey("small", {
		questionnaire: "small",
		definition,
		wave: {},
		status: "preparing",
		sampling: "probability",
		pilotOf: null,
		cleaning: [],
	});
	const strata = Array.from({ length: 16 }, (_, at) => at + 1);
	await context.store.addSample("small", {
		strata: strata.map((id) => ({
			surveyId: "small",
			id,
			label: t(`Tầng ${id}`, `Stratum ${id}`),
			population: 1000,
			domains: {},
		})),
		units: [],
		lots: strata.flatMap((id) =>
			["A", "B", "C"].map((letter) => ({
				id: `${letter}0${String(id).padStart(2, "0")}`,
				surveyId: "small",
				stratumId: id,
				level: 4,
				invited: 51,
				rates: { "1": 0.1, "2": 0.05 },
			})),
		),
	});
}

const wave = {
	CONTROLLER: t("Viện Dư luận xã hội", "Institute of Public Opinion"),
	HOTLINE: t("1900 0000", "1900 0000"),
	CLOSE_DATE: t(
		"khi đóng đợt, ngày 31/12/2026",
		"when the survey closes, on 31 December 2026",
	),
};

/** A day later; the session has run out by then. */
async function tomorrow() {
	clock += day;
	const entered = await send("POST", "/login", {
		name: "Lan",
		password: "mười chữ trở lên",
	});
	cookie = entered.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

async function finished(id: string) {
	for (;;) {
		const job = await ask<{ state: string; error?: unknown }>(
			"GET",
			`/jobs/${id}`,
		);
		if (job.state !== "running") return job;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Prints cards and gives their codes. */
async function print(survey = "small", path = "print", more = {}) {
	const { id } = await ask<{ id: string }>(
		"POST",
		`/surveys/${survey}/cards/${path}`,
		{ kind: "csv", ...more },
	);
	expect(await finished(id)).toMatchObject({ state: "done", hasFile: true });
	const file = await send("GET", `/jobs/${id}/file`);
	const text = await file.text();
	expect((await send("GET", `/jobs/${id}/file`)).status).toBe(404);
	return text
		.trim()
		.split("\n")
		.slice(1)
		.map((line) => readSlipCode(line.split(",")[1] ?? "") as string);
}

const states = async () => {
	const { points } = await ask<{ points: { name: string; state: string }[] }>(
		"GET",
		"/surveys/small/field",
	);
	return Object.fromEntries(points.map(({ name, state }) => [name, state]));
};

async function makeReady() {
	expect(await ask("PUT", "/surveys/small/wave", { wave })).toEqual({
		problems: [],
	});
	const codes = await print();
	await ask("POST", "/surveys/small/field/waive-pilot", {
		reason: "Phiếu đã dùng ở đợt trước",
	});
	return codes;
}

async function open() {
	const codes = await makeReady();
	expect(await ask("POST", "/surveys/small/field/open")).toEqual({ unmet: [] });
	return codes;
}

const form = (answers: Partial<ResponseBody["answers"]> = {}, flags = {}) => ({
	v: 3,
	mode: "self",
	arms: { rev: 0, h: 2, h_pos: 1 },
	shown: { T_B: ["T_B_1", "T_B_AC", "T_B_2", "T_B_3"] },
	reversed: false,
	answers: { T_Q0: 1, T_Q0b: 1, T_S1: 1, T_B_1: 1, T_N: 1, ...answers },
	flags: { attn: 0, ...flags },
});

const post = (code: string, content: object, survey = "small") =>
	app.request(`${origin}/s/${survey}/responses`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			code,
			receipt: randomBytes(32).toString("base64url"),
			...content,
		}),
	});

async function answer(codes: string[], count: number, flags = {}) {
	for (const code of codes.splice(0, count))
		expect((await post(code, { response: form({}, flags) })).status).toBe(201);
}

describe("before the field opens", () => {
	test("the checklist says what is missing, and opening is refused with those points", async () => {
		const before = await states();
		expect(before).toMatchObject({
			wave: "unmet",
			controller: "unmet",
			sample: "met",
			design: "met",
			cards: "unmet",
			pilot: "unmet",
			"closing-date": "unmet",
			margins: "warning",
			"public-url": "warning",
		});
		const { unmet } = await ask<{ unmet: { name: string }[] }>(
			"POST",
			"/surveys/small/field/open",
		);
		expect(unmet.map(({ name }) => name)).toEqual(
			Object.keys(before).filter((name) => before[name] === "unmet"),
		);
		expect(await context.store.surveyState("small")).toMatchObject({
			status: "preparing",
		});
		expect(await context.store.isFieldOpen("small")).toBe(false);
	});

	test("a survey that is ready opens, and its cards are good", async () => {
		const [code = ""] = await open();
		expect(await context.store.isFieldOpen("small")).toBe(true);
		expect((await post(code, { response: form() })).status).toBe(201);
		expect(await refusal("POST", "/surveys/small/field/open")).toBe(
			"already-opened",
		);
		expect(await refusal("PUT", "/surveys/small/wave", { wave })).toBe(
			"already-opened",
		);
		expect(await refusal("PUT", "/surveys/small/cleaning", { rules: [] })).toBe(
			"already-opened",
		);
	});

	test("a lot is printed again with new codes, and the old ones are worth nothing", async () => {
		await ask("PUT", "/surveys/small/wave", { wave });
		const old = await print();
		const again = await print("small", "reprint", { lot: "A001" });
		expect(again).toHaveLength(51);
		expect(old).toHaveLength(48 * 51);
		await ask("POST", "/surveys/small/field/waive-pilot", {
			reason: "Phiếu đã dùng ở đợt trước",
		});
		await ask("POST", "/surveys/small/field/open");
		const spoilt = old.find((code) => code.startsWith("A001")) ?? "";
		expect((await post(spoilt, { response: form() })).status).toBe(404);
		expect((await post(again[0] ?? "", { response: form() })).status).toBe(201);
		expect(
			await refusal("POST", "/surveys/small/cards/reprint", {
				kind: "csv",
				lot: "B001",
			}),
		).toBe("already-opened");
	});

	test("spare cards come on top of a lot's, and nothing is printed twice", async () => {
		await ask("PUT", "/surveys/small/wave", { wave });
		expect(await print("small", "print", { spare: 3 })).toHaveLength(48 * 54);
		expect(
			await refusal("POST", "/surveys/small/cards/print", { kind: "pdf" }),
		).toBe("nothing-to-print");
		const { lots } = await ask<{ lots: { cards: number; invited: number }[] }>(
			"GET",
			"/surveys/small/cards",
		);
		expect(lots[0]).toMatchObject({ invited: 51, cards: 54 });

		// Whoever leaves the page before the file is there finds it again, until it is fetched.
		const files = async () =>
			(await ask<{ files: string[] }>("GET", "/surveys/small/cards")).files;
		expect(await files()).toEqual([]);
		const { id } = await ask<{ id: string }>(
			"POST",
			"/surveys/small/cards/reprint",
			{ kind: "csv", lot: "A001" },
		);
		expect(await files()).toEqual([id]);
		await finished(id);
		expect(await files()).toEqual([id]);
		await send("GET", `/jobs/${id}/file`);
		expect(await files()).toEqual([]);
	});

	test("without a hotline no card is printed", async () => {
		expect(
			await refusal("POST", "/surveys/small/cards/print", { kind: "pdf" }),
		).toBe("no-hotline");
	});
});

test("cards that came back are destroyed by their codes, and the answer tells nobody whether they were used", async () => {
	const codes = await open();
	const [used = "", returned = ""] = codes;
	await post(used, { response: form() });
	const typed = `${used}\n${returned.replace(/(.{4})/g, "$1-")}\n\nkhông phải mã\n`;
	expect(
		await ask("POST", "/surveys/small/cards/destroy", { codes: typed }),
	).toEqual({ read: 2, unreadable: [4] });
	expect((await post(returned, { response: form() })).status).toBe(404);
	expect(await context.store.responseCount("small")).toBe(1);
	const audit = JSON.stringify(await context.store.auditOf("small"));
	expect(audit).toContain('"destroy-cards"');
	for (const code of [used, returned]) expect(audit).not.toContain(code);
	expect(await context.store.brokenAudit()).toBeUndefined();
	// Nor does the list of lots, which would have lost one card and not the other.
	const listed = await ask("GET", "/surveys/small/cards");
	await ask("POST", "/surveys/small/cards/destroy", { codes: codes[2] });
	expect(await ask("GET", "/surveys/small/cards")).toEqual(listed);
});

describe("in the field", () => {
	test("a pause keeps forms out and a resumption lets them in", async () => {
		const [code = ""] = await open();
		await ask("POST", "/surveys/small/field/pause");
		expect(await (await post(code, { response: form() })).json()).toMatchObject(
			{ error: { code: "fieldwork-paused" } },
		);
		await ask("POST", "/surveys/small/field/resume");
		expect((await post(code, { response: form() })).status).toBe(201);
	});

	test("a change that was cut short between the two files shows as a pause that can be ended", async () => {
		const [code = ""] = await open();
		await context.store.setFieldOpen("small", false);
		expect(await ask("GET", "/surveys/small/field")).toMatchObject({
			status: "paused",
		});
		expect((await post(code, { response: form() })).status).toBe(409);
		await ask("POST", "/surveys/small/field/resume");
		expect((await post(code, { response: form() })).status).toBe(201);
	});

	test("only a later day extends it, and nothing else of the wave changes", async () => {
		await open();
		for (const date of ["2026-12-31", "2026-11-01", "2027-02-30", "mai"])
			expect(
				await refusal("POST", "/surveys/small/field/extend", { date }),
			).toBe("invalid-request");
		await ask("POST", "/surveys/small/field/extend", { date: "2027-01-15" });
		expect((await context.store.survey("small"))?.wave).toEqual({
			...wave,
			CLOSE_DATE: t(
				"khi đóng đợt, ngày 15/1/2027",
				"when the survey closes, on 15 January 2027",
			),
		});
	});

	test("counts are shown in tens, hourly for the survey and daily for strata, and no lot has one", async () => {
		const codes = await open();
		await answer(codes, 12);
		const monitor = () =>
			ask<{ responses: number; strata: { responses: number }[] }>(
				"GET",
				"/surveys/small/monitor",
			);
		expect(await monitor()).toMatchObject({ responses: 10, inTens: true });
		await answer(codes, 30);
		clock += 3_600_000;
		const later = await monitor();
		expect(later.responses).toBe(40);
		expect(later.strata[0]?.responses).toBe(10);
		expect(JSON.stringify(later)).not.toMatch(/A001/);
		await tomorrow();
		expect((await monitor()).strata[0]?.responses).toBe(40);
	});

	test("what was shown stays the same after a restart of the server", async () => {
		const codes = await open();
		await answer(codes, 11);
		await ask("GET", "/surveys");
		await answer(codes, 10);
		app = createApp({ ...context, jobs: jobRegister() });
		const { surveys } = await ask<{ surveys: { responses: number }[] }>(
			"GET",
			"/surveys",
		);
		expect(surveys[0]?.responses).toBe(10);
	});

	test("flags are shares in steps of five, and none under fifty forms", async () => {
		const codes = await open();
		await answer(codes, 20, { pace: 1 });
		const flags = async () =>
			(await ask<{ flags: object }>("GET", "/surveys/small/monitor")).flags;
		expect(await flags()).toEqual({ tooFast: null, straightLined: null });
		await answer(codes, 31, { pace: 2 });
		await tomorrow();
		// 20 of 51.
		expect(await flags()).toEqual({ tooFast: 0.4, straightLined: 0 });
	});

	test("closing wants the survey's name, runs as a job, and ends with exact figures by stratum", async () => {
		const codes = await open();
		await answer(codes, 13);
		await post(codes.shift() ?? "", { outcome: "declined" });
		expect(
			await refusal("POST", "/surveys/small/field/close", { survey: "smal" }),
		).toBe("invalid-request");
		await ask("PUT", "/surveys/small/ledger", {
			rows: [
				{
					lot: "A001",
					pile: "2",
					counts: {
						printed: 51,
						distributed: 40,
						returned: 4,
						returnedRefused: 1,
					},
				},
			],
		});
		const { id } = await ask<{ id: string }>(
			"POST",
			"/surveys/small/field/close",
			{ survey: "small" },
		);
		expect(await finished(id)).toMatchObject({ state: "done" });
		const monitor = await ask<{
			counts: object;
			rates: { rates: { name: string; value: number }[] };
			strata: { counts: object }[];
		}>("GET", "/surveys/small/monitor");
		// R = 1 declined + 1 returned; U = 40 − 13 − 2 − 3.
		expect(monitor).toMatchObject({
			status: "closed",
			responses: 13,
			declined: 1,
			inTens: false,
			counts: { I: 13, R: 2, NC: 3, U: 22 },
		});
		expect(
			monitor.rates.rates.find(({ name }) => name === "RR1")?.value,
		).toBeCloseTo(13 / 40, 12);
		expect(monitor.strata[0]?.counts).toEqual(monitor.counts);
		expect(await context.store.shownCounts("small", "day", 0)).toEqual([]);
		expect(await refusal("PUT", "/surveys/small/ledger", { rows: [] })).toBe(
			"fieldwork-closed",
		);
		expect(await refusal("POST", "/surveys/small/field/resume")).toBe(
			"fieldwork-closed",
		);
		expect(
			await refusal("POST", "/surveys/small/field/extend", {
				date: "2027-03-01",
			}),
		).toBe("fieldwork-closed");
	});
});

test("a ledger with rows that cannot be true is kept out whole, each told by lot, pile and count", async () => {
	const rows = [
		{ lot: "A001", pile: "1", counts: { printed: 20, distributed: 18 } },
		{ lot: "A001", pile: "2", counts: { printed: 31, distributed: 32 } },
		{ lot: "XXXX", pile: "1", counts: {} },
	];
	expect(await ask("PUT", "/surveys/small/ledger", { rows })).toEqual({
		problems: [
			{
				lot: "A001",
				pile: "2",
				count: "distributed",
				code: "more-than-printed",
			},
			{ lot: "XXXX", pile: "1", count: null, code: "unknown-lot" },
		],
	});
	expect(await context.store.ledger("small")).toEqual([]);
	expect(
		await ask("PUT", "/surveys/small/ledger", { rows: rows.slice(0, 1) }),
	).toEqual({ problems: [] });
	const file = await send("GET", "/surveys/small/ledger.csv?lang=vi");
	const csv = Buffer.from(await file.arrayBuffer()).toString();
	expect(csv.charCodeAt(0)).toBe(0xfeff);
	expect(csv).toContain('A001,Tầng 1,"lãnh đạo, quản lý",20,18');
});

describe("a pilot", () => {
	const openPilot = async () => {
		await ask("PUT", "/surveys/small/wave", { wave });
		return ask<{ id: string }>("POST", "/surveys/small/pilot", { cards: 41 });
	};

	test("is a survey of its own that opens at once and is never a probability sample", async () => {
		const { id } = await openPilot();
		expect(id).toBe("small-thu");
		const codes = await print(id);
		expect(codes).toHaveLength(41);
		const first = await (await app.request(`${origin}/s/${id}`)).text();
		expect(first).toContain("<h1>Xin ý kiến (thử nghiệm)</h1>");
		expect((await post(codes[0] ?? "", { response: form() }, id)).status).toBe(
			201,
		);
		expect(await context.store.survey(id)).toMatchObject({
			status: "open",
			pilotOf: "small",
			sampling: "non-probability",
			wave: { LOT_MIN: 20 },
		});
		expect(await context.store.responseCount("small")).toBe(0);
		expect((await states()).pilot).toBe("unmet");
		expect(await refusal("POST", "/surveys/small/pilot", { cards: 41 })).toBe(
			"survey-exists",
		);
		expect(await refusal("POST", "/surveys/small/pilot", { cards: 39 })).toBe(
			"invalid-request",
		);
	});

	test("is purged with everything of it, and counts as done because somebody answered", async () => {
		const { id } = await openPilot();
		const [code = ""] = await print(id);
		await post(code, { response: form(), texts: { T_T: "ý riêng" } }, id);
		expect(
			await refusal("POST", "/surveys/small/purge", { survey: "small" }),
		).toBe("not-a-pilot");
		expect(
			await refusal("POST", `/surveys/${id}/purge`, { survey: "small" }),
		).toBe("invalid-request");
		await ask("POST", `/surveys/${id}/purge`, { survey: id });
		const { store } = context;
		expect(await store.survey(id)).toBeUndefined();
		for (const left of [
			store.lots(id),
			store.strata(id),
			store.freeTexts(id),
			allOf(store.responses(id)),
			store.tallies(id),
		])
			expect(await left).toEqual([]);
		expect(await store.slipCount(id)).toBe(0);
		expect((await post(code, { response: form() }, id)).status).toBe(404);
		expect((await states()).pilot).toBe("met");
		expect(await store.auditOf("small")).toContainEqual(
			expect.objectContaining({
				verb: "purge-pilot",
				by: "Lan",
				detail: { pilot: id, answered: true },
			}),
		);
		// The name is free again.
		await openPilot();
	});
});

test("the page to verify a survey by names those in the field alone, sets no cookie and needs no script", async () => {
	const page = async (path = "/xac-minh") => {
		const reply = await app.request(`${origin}${path}`, {
			headers: { accept: "text/html" },
		});
		expect(reply.headers.get("set-cookie")).toBeNull();
		return { status: reply.status, html: await reply.text() };
	};
	expect((await page()).html).toContain("không có cuộc hỏi ý kiến nào");
	expect((await page("/s/small/xac-minh")).status).toBe(404);
	await open();
	const { html } = await page();
	for (const words of [
		"Phiếu nhỏ",
		"Viện Dư luận xã hội",
		"1900 0000",
		`${origin}/s/small`,
		"mật khẩu, mã OTP",
		"31/12/2026",
	])
		expect(html).toContain(words);
	expect(html).not.toContain("<script");
	expect((await page("/s/small/xac-minh")).status).toBe(200);
	expect((await page("/xac-minh?lang=en")).html).toContain(
		"Institute of Public Opinion",
	);
});

test("nobody without a session does any of it", async () => {
	cookie = "";
	for (const path of [
		"/surveys/small/field",
		"/surveys/small/ledger",
		"/surveys/small/monitor",
		"/surveys/small/cards",
		"/sources",
	])
		expect(await refusal("GET", path)).toBe("not-logged-in");
	for (const path of [
		"/surveys/small/field/open",
		"/surveys/small/purge",
		"/surveys/small/cards/print",
		"/surveys",
	])
		expect(await refusal("POST", path, {})).toBe("not-logged-in");
});

test("a ledger of as many rows as there may be is read", async () => {
	const counts = Object.fromEntries(ledgerCounts.map((name) => [name, 1000]));
	const rows = Array.from({ length: 5000 }, (_, at) => ({
		lot: `nowhere-${at}`,
		pile: "1",
		counts,
	}));
	const reply = await send("PUT", "/surveys/nowhere/ledger", { rows });
	expect(reply.status).toBe(404);
});
