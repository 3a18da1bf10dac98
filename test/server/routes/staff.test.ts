import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { closeSurvey } from "../../../server/actions/close-survey.ts";
import { installSurvey } from "../../../server/actions/install-survey.ts";
import { setupLink } from "../../../server/actions/make-setup-link.ts";
import type { ServerContext } from "../../../server/context.ts";
import { jobRegister } from "../../../server/jobs.ts";
import { Refusal, statusOf } from "../../../server/refusal.ts";
import { staffRoutes } from "../../../server/routes/staff.ts";
import { smallSample } from "../../analysis/small-dataset.ts";
import { respond, smallDefinition } from "../../analysis/small-survey.ts";

const origin = "http://localhost:8080";
const password = "mười chữ trở lên";
let clock = 0;
let context: ServerContext;
let app: Hono;

function appOf(of: ServerContext): Hono {
	return new Hono().route("/staff", staffRoutes(of)).onError((error, c) => {
		if (!(error instanceof Refusal)) throw error;
		const { code, problems } = error;
		return c.json({ error: { code, problems } }, statusOf[code]);
	});
}

beforeEach(() => {
	clock = Date.UTC(2026, 10, 22);
	context = {
		store: openStore(":memory:"),
		pepper: Buffer.alloc(32),
		publicUrl: origin,
		now: () => clock,
		jobs: jobRegister(),
	};
	app = appOf(context);
});

const post = (
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
) =>
	app.request(`${origin}/staff/api${path}`, {
		method: "POST",
		headers: {
			"Content-Type": "application/json",
			Origin: origin,
			...headers,
		},
		body: typeof body === "string" ? body : JSON.stringify(body),
	});

const get = (path: string, cookie = "") =>
	app.request(`${origin}/staff/api${path}`, { headers: { Cookie: cookie } });

async function newToken() {
	return (await setupLink(context)).split("#")[1] ?? "";
}

const setUp = async (token?: string) =>
	post("/setup", { token: token ?? (await newToken()), name: "Lan", password });

const cookieOf = (response: Response) =>
	response.headers.get("Set-Cookie")?.split(";")[0] ?? "";

const codeOf = async (response: Response) =>
	((await response.json()) as { error: { code: string } }).error.code;

describe("the setup link", () => {
	test("carries its token in the fragment, and the store does not know it", async () => {
		const link = await setupLink(context);
		expect(link).toMatch(/^http:\/\/localhost:8080\/staff\/setup#[\w-]{43}$/);
	});

	test("makes the first administrator, who is then logged in", async () => {
		const response = await setUp();
		expect(response.status).toBe(200);
		expect(await context.store.userCount()).toBe(1);
		const me = await get("/me", cookieOf(response));
		expect(await me.json()).toEqual({ name: "Lan" });
	});

	test("works once", async () => {
		const token = await newToken();
		await setUp(token);
		const again = await setUp(token);
		expect(again.status).toBe(404);
		expect(await codeOf(again)).toBe("setup-link-spent");
	});

	test("ends when a newer one is made", async () => {
		const old = await newToken();
		await newToken();
		expect((await setUp(old)).status).toBe(404);
		expect(await context.store.userCount()).toBe(0);
	});

	test("is not spent by a short password or a name that is taken", async () => {
		await setUp();
		const token = await newToken();
		const short = await post("/setup", { token, name: "Hà", password: "123" });
		expect(await short.json()).toEqual({
			error: {
				code: "invalid-request",
				problems: [
					{ variable: "password", code: "out-of-range", params: { min: 10 } },
				],
			},
		});
		const taken = await post("/setup", { token, name: "Lan", password });
		expect(taken.status).toBe(400);
		const fine = await post("/setup", { token, name: "Hà", password });
		expect(fine.status).toBe(200);
	});
});

describe("a session", () => {
	test("is a cookie that scripts and other sites never see", async () => {
		const cookie = (await setUp()).headers.get("Set-Cookie");
		expect(cookie).toContain("HttpOnly");
		expect(cookie).toContain("SameSite=Strict");
		expect(cookie).toContain("Path=/staff");
		expect(cookie).toContain("Max-Age=43200");
		expect(cookie).not.toContain("Secure");
	});

	test("is sent over https alone when the public address is https", async () => {
		context = { ...context, publicUrl: "https://khao-sat.vn" };
		app = appOf(context);
		const response = await post(
			"/setup",
			{ token: await newToken(), name: "Lan", password },
			{ Origin: "https://khao-sat.vn" },
		);
		expect(response.headers.get("Set-Cookie")).toContain("Secure");
	});

	test("ends after twelve hours", async () => {
		const cookie = cookieOf(await setUp());
		clock += 12 * 3_600_000 - 1;
		expect((await get("/me", cookie)).status).toBe(200);
		clock += 1;
		expect((await get("/me", cookie)).status).toBe(401);
	});

	test("ends on the server when the user logs out", async () => {
		const cookie = cookieOf(await setUp());
		const out = await post("/logout", {}, { Cookie: cookie });
		expect(out.headers.get("Set-Cookie")).toContain("Max-Age=0");
		expect((await get("/me", cookie)).status).toBe(401);
	});
});

describe("logging in", () => {
	test("a user and password in any Unicode form", async () => {
		await setUp();
		const response = await post("/login", {
			name: " Lan ".normalize("NFD"),
			password,
		});
		expect(response.status).toBe(200);
		expect((await get("/me", cookieOf(response))).status).toBe(200);
	});

	test("a wrong password and an unknown name are refused alike", async () => {
		await setUp();
		const wrong = await post("/login", { name: "Lan", password: "sai" });
		const unknown = await post("/login", { name: "Mai", password: "sai" });
		expect([wrong.status, unknown.status]).toEqual([401, 401]);
		expect(await wrong.text()).toBe(await unknown.text());
		expect(wrong.headers.get("Set-Cookie")).toBeNull();
	});

	test.each(["Lan", "Mai"])(
		"the fourth attempt as %s waits, and the wait grows",
		async (name) => {
			await setUp();
			const attempt = () => post("/login", { name, password: "sai" });
			for (let i = 0; i < 3; i++) expect((await attempt()).status).toBe(401);
			expect((await attempt()).status).toBe(429);
			clock += 1000;
			expect((await attempt()).status).toBe(401);
			clock += 1000;
			const waiting = await attempt();
			expect(await waiting.json()).toEqual({
				error: {
					code: "too-many-attempts",
					problems: [
						{ variable: "password", code: "too-many", params: { seconds: 1 } },
					],
				},
			});
		},
	);

	test("attempts made at the same time count before their passwords are looked at", async () => {
		await setUp();
		const statuses = await Promise.all(
			Array.from({ length: 8 }, async () => {
				const response = await post("/login", { name: "Lan", password: "sai" });
				return response.status;
			}),
		);
		expect(statuses.filter((status) => status === 401)).toHaveLength(3);
	});

	test("the right password ends the waiting", async () => {
		await setUp();
		for (let i = 0; i < 3; i++)
			await post("/login", { name: "Lan", password: "sai" });
		clock += 1000;
		expect((await post("/login", { name: "Lan", password })).status).toBe(200);
		expect((await post("/login", { name: "Lan", password: "x" })).status).toBe(
			401,
		);
	});
});

describe("another site's page", () => {
	const types = [
		"application/json",
		"text/plain",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
	];
	const senders: [string, Record<string, string>][] = [
		["another site", { "Sec-Fetch-Site": "cross-site" }],
		["another subdomain", { "Sec-Fetch-Site": "same-site" }],
		["an old browser elsewhere", { Origin: "https://evil.example" }],
		["a sandboxed frame", { Origin: "null" }],
		["a client without either header", { Origin: "" }],
	];
	test.each(
		senders.flatMap(([who, headers]) =>
			types.map((type) => [who, type, headers] as const),
		),
	)("%s is refused a POST of %s", async (_, type, headers) => {
		const cookie = cookieOf(await setUp());
		for (const path of ["/login", "/logout", "/setup", "/surveys"]) {
			const response = await post(
				path,
				{ name: "Lan", password },
				{ "Content-Type": type, Cookie: cookie, ...headers },
			);
			expect(await codeOf(response)).toBe("cross-site");
			expect(response.status).toBe(403);
		}
		expect((await get("/me", cookie)).status).toBe(200);
	});
});

describe("bad input", () => {
	test.each([
		["malformed-json", 400, "{", {}],
		["invalid-request", 400, { name: "Lan" }, {}],
		["invalid-request", 400, { name: ["Lan"], password: 1 }, {}],
		["invalid-request", 400, { name: "  ", password: "x" }, {}],
		["wrong-content-type", 415, "name=Lan", { "Content-Type": "text/plain" }],
		["too-large", 413, { name: "Lan", password: "x".repeat(20_000) }, {}],
	])("%s", async (code, status, body, headers) => {
		const response = await post(
			"/login",
			body,
			headers as Record<string, string>,
		);
		expect(response.status).toBe(status);
		expect(await codeOf(response)).toBe(code);
	});
});

describe("without a session", () => {
	test.each([
		"/me",
		"/surveys",
		"/surveys/cadres",
		"/surveys/cadres/table?variable=CB_L6",
		"/surveys/cadres/table.csv?variable=CB_L6",
		"/nothing",
	])("%s tells nothing", async (path) => {
		const response = await get(path, "staff=guess");
		expect(response.status).toBe(401);
		expect(response.headers.get("Cache-Control")).toBe("no-store");
	});

	test("no route answers, nor reads what is sent", async () => {
		const behind = staffRoutes(context).routes.filter(
			({ method, path }) =>
				method !== "ALL" &&
				path.startsWith("/api/") &&
				!/^\/api\/(setup|login)$/.test(path),
		);
		expect(behind.length).toBeGreaterThan(80);
		for (const { method, path } of behind) {
			let pieces = 0;
			const body = new ReadableStream<Uint8Array>({
				pull(controller) {
					controller.enqueue(new Uint8Array(1024));
					if (++pieces === 20) controller.close();
				},
			});
			const response = await app.request(
				`${origin}/staff${path.replace(/:\w+/g, "x")}`,
				{
					method,
					headers: { Origin: origin },
					...(method === "GET" ? {} : { body, duplex: "half" }),
				} as RequestInit,
			);
			expect([method, path, response.status]).toEqual([method, path, 401]);
			expect(pieces).toBeLessThan(3);
		}
	});
});

test("every answer carries the policy of the page, and sends no referrer", async () => {
	const { headers } = await get("/me");
	expect(headers.get("Content-Security-Policy")).toMatch(
		/^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'/,
	);
	expect(headers.get("Referrer-Policy")).toBe("no-referrer");
	expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
});

/** Four lots of ten forms, in the first of them ten and in each other five with A = 1. */
async function field() {
	const { store } = context;
	const surveyId = smallDefinition.id;
	await installSurvey(context, smallDefinition, {});
	const { strata, lots } = smallSample([200, 400], 2);
	await store.addSample(surveyId, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId })),
		units: [],
		lots: lots.map((lot, at) => ({ ...lot, id: `L${at}`, surveyId, level: 4 })),
	});
	for (const at of lots.keys())
		for (let form = 0; form < 10; form++) {
			const codeMac = Buffer.from(`${at}:${form}`);
			const slot = Buffer.alloc(32);
			await store.addSlips([{ codeMac, lotId: `L${at}`, slot }]);
			const A = at === 0 || form < 5 ? 1 : 2;
			const response = respond({ A, L4: form < 4 ? 1 : 2, M: [1] });
			await store.useSlip(surveyId, codeMac, slot, { response, texts: {} });
		}
	return surveyId;
}

describe("a survey in the field", () => {
	test("shows its responses in tens, as they were at the first look of the hour", async () => {
		const cookie = cookieOf(await setUp());
		const id = await field();
		const responses = async () => {
			const { surveys } = (await (await get("/surveys", cookie)).json()) as {
				surveys: { responses: number }[];
			};
			return surveys[0]?.responses;
		};
		expect(await responses()).toBe(40);
		const codeMac = Buffer.from("one more");
		const slot = Buffer.alloc(32);
		for (let form = 0; form < 15; form++) {
			const code = Buffer.concat([codeMac, Buffer.from([form])]);
			await context.store.addSlips([{ codeMac: code, lotId: "L0", slot }]);
			const response = respond({ A: 1 });
			await context.store.useSlip(id, code, slot, { response, texts: {} });
		}
		expect(await responses()).toBe(40);
		clock += 3_600_000;
		expect(await responses()).toBe(50);
	});

	test("gives no list of questions, no table and no file", async () => {
		const cookie = cookieOf(await setUp());
		const id = await field();
		for (const path of ["", "/table?variable=A", "/table.csv?variable=A"]) {
			const response = await get(`/surveys/${id}${path}`, cookie);
			expect(response.status).toBe(409);
			expect(await codeOf(response)).toBe("fieldwork-open");
		}
	});
});

describe("a closed survey", () => {
	let cookie: string;
	beforeEach(async () => {
		cookie = cookieOf(await setUp());
		await closeSurvey(context, await field());
	});

	test("tells its exact count, its questions, sections and domains", async () => {
		const list = await (await get("/surveys", cookie)).json();
		expect(list).toEqual({
			surveys: [
				{
					id: "small",
					title: smallDefinition.title,
					population: "cadres",
					status: "closed",
					pilotOf: null,
					sampling: "probability",
					responses: 40,
				},
			],
		});
		const contents = (await (await get("/surveys/small", cookie)).json()) as {
			variables: { name: string }[];
			domains: { name: string }[];
			sections: { id: string }[];
		};
		expect(contents.variables.map(({ name }) => name)).toContain("A");
		expect(contents.domains[0]?.name).toBe("stratum:level");
		expect(contents.sections.map(({ id }) => id)).toEqual(["work", "about"]);
	});

	test("gives a table, as a whole and by a domain", async () => {
		const whole = await get("/surveys/small/table?variable=A", cookie);
		expect(whole.headers.get("Cache-Control")).toBe("no-store");
		expect(await whole.json()).toMatchObject({
			minimumBase: 10,
			columns: [{ base: 40 }],
		});
		const by = await get(
			"/surveys/small/table?variable=A&by=stratum:level",
			cookie,
		);
		expect(await by.json()).toMatchObject({
			by: { name: "stratum:level" },
			columns: [{ base: 20 }, { base: 20 }],
		});
	});

	test("gives the table as a file with its name, in Vietnamese unless asked otherwise", async () => {
		const response = await get(
			"/surveys/small/table.csv?variable=A&by=stratum:level",
			cookie,
		);
		expect(response.headers.get("Content-Type")).toBe(
			"text/csv; charset=utf-8",
		);
		expect(response.headers.get("Content-Disposition")).toBe(
			'attachment; filename="small-A-stratum-level-vi.csv"',
		);
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
		expect(bytes.toString()).toContain("Tỷ lệ (%)");
		const english = await get(
			"/surveys/small/table.csv?variable=A&lang=en",
			cookie,
		);
		expect(await english.text()).toContain("Share (%)");
		expect(
			(await context.store.auditOf("small"))
				.filter(({ verb }) => verb === "export-table")
				.map(({ by, detail }) => [by, detail]),
		).toEqual([
			["Lan", { variable: "A" }],
			["Lan", { variable: "A", by: "stratum:level" }],
		]);
	});

	test.each([
		["/surveys/nowhere", 404, "unknown-survey"],
		["/surveys/nowhere/table?variable=A", 404, "unknown-survey"],
		["/surveys/small/table?variable=NOPE", 404, "unknown-variable"],
		["/surveys/small/table?variable=A&by=NOPE", 404, "unknown-variable"],
		["/surveys/small/table?variable=A&by=A", 404, "unknown-variable"],
		["/surveys/small/table", 400, "invalid-request"],
		["/surveys/small/table.csv?variable=A&lang=fr", 400, "invalid-request"],
		["/nothing", 404, "not-found"],
	])("%s is refused", async (path, status, code) => {
		const response = await get(path, cookie);
		expect(response.status).toBe(status);
		expect(await codeOf(response)).toBe(code);
	});
});
