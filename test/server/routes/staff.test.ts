import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../../db/store.ts";
import { setupLink } from "../../../server/actions/make-setup-link.ts";
import type { ServerContext } from "../../../server/context.ts";
import { Refusal, statusOf } from "../../../server/refusal.ts";
import { staffRoutes } from "../../../server/routes/staff.ts";

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
});
