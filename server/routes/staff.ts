import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { logIn } from "../actions/log-in.ts";
import { loginThrottle } from "../actions/login-throttle.ts";
import { sessionHours, tokenHash } from "../actions/open-session.ts";
import { setUpStaff } from "../actions/set-up-staff.ts";
import { clientAssets } from "../assets.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { apiTokenRoutes } from "./api-tokens.ts";
import { chartRoutes } from "./charts.ts";
import { compareRoutes } from "./compare.ts";
import { derivedRoutes } from "./derived.ts";
import { fieldRoutes } from "./field.ts";
import { fileRoutes } from "./files.ts";
import { freezeRoutes } from "./freeze.ts";
import { jobRoutes } from "./jobs.ts";
import { jsonBody } from "./json-body.ts";
import { openAnswerRoutes } from "./open-answers.ts";
import { outsideRoutes } from "./outside.ts";
import { reportRoutes } from "./report.ts";
import { resultRoutes } from "./results.ts";
import { sameOrigin } from "./same-origin.ts";
import { sampleRoutes } from "./sample.ts";
import { savedTableRoutes } from "./saved-tables.ts";
import { sensitiveRoutes } from "./sensitive.ts";
import { sentenceRoutes } from "./sentences.ts";
import type { StaffEnv } from "./staff-env.ts";
import { staffPage } from "./staff-page.ts";
import { surveyRoutes } from "./survey.ts";
import { tableRoutes } from "./tables.ts";
import { toplineRoutes } from "./topline.ts";
import { weightRoutes } from "./weights.ts";

const cookie = "staff";

const name = z
	.string()
	.max(100)
	.transform((text) => text.normalize("NFC").trim())
	.pipe(z.string().min(1));
const password = z.string().max(1000);
const credentials = z.strictObject({ name, password });
const setup = credentials.extend({
	token: z.string().regex(/^[\w-]{43}$/),
});

const language = z.enum(["vi", "en"]).default("vi");

// Fonts, styles and scripts are the server's own; charts draw on a canvas and need nothing inline.
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"font-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"form-action 'self'",
].join("; ");

const limit = (maxSize: number) =>
	bodyLimit({
		maxSize,
		onError: () => {
			throw new Refusal("too-large");
		},
	});
const entryLimit = limit(16 * 1024);
/** A ledger of 5,000 rows is some 1.4 MB. */
const formLimit = limit(2 * 1024 * 1024);
/** A frame of a million rows is some 60 MB. */
const fileLimit = limit(128 * 1024 * 1024);
const limitOf = (path: string) =>
	/\/((frame|outside)-file|report-check)$/.test(path) ? fileLimit : formLimit;

/** Mounted at /staff: the console's page and the API behind it. */
export function staffRoutes(context: ServerContext) {
	const { store, now } = context;
	const throttle = loginThrottle(now);
	// The public address is known only once the server listens.
	const cookieOptions = () =>
		({
			httpOnly: true,
			sameSite: "Strict",
			path: "/staff",
			secure: context.publicUrl.startsWith("https:"),
		}) as const;
	const keepSession = (c: Parameters<typeof setCookie>[0], token: string) =>
		setCookie(c, cookie, token, {
			...cookieOptions(),
			maxAge: sessionHours * 3600,
		});

	const loggedIn = createMiddleware<StaffEnv>(async (c, next) => {
		const token = getCookie(c, cookie);
		const user = token && (await store.sessionUser(tokenHash(token), now()));
		if (!user) throw new Refusal("not-logged-in");
		c.set("user", user);
		await next();
	});

	return (
		new Hono()
			.use(async (c, next) => {
				c.header("Referrer-Policy", "no-referrer");
				c.header("X-Content-Type-Options", "nosniff");
				c.header("Content-Security-Policy", policy);
				c.header("Cache-Control", "no-store");
				await next();
			})
			.use(sameOrigin(context))
			.post("/api/setup", entryLimit, jsonBody(setup), async (c) => {
				const body = c.req.valid("json");
				keepSession(c, await setUpStaff(context, body));
				return c.json({ name: body.name });
			})
			.post("/api/login", entryLimit, jsonBody(credentials), async (c) => {
				const body = c.req.valid("json");
				keepSession(c, await logIn(context, throttle, body));
				return c.json({ name: body.name });
			})
			.use("/api/*", loggedIn)
			// Only then: a body that does not say its length is taken into memory to be measured.
			.use("/api/*", (c, next) => limitOf(c.req.path)(c, next))
			.post("/api/logout", async (c) => {
				await store.removeSession(tokenHash(getCookie(c, cookie) ?? ""));
				deleteCookie(c, cookie, cookieOptions());
				return c.json({});
			})
			.get("/api/me", (c) => c.json({ name: c.get("user") }))
			.route("/api", jobRoutes(context))
			.route("/api", resultRoutes(context))
			.route("/api", chartRoutes(context))
			.route("/api", compareRoutes(context))
			.route("/api", outsideRoutes(context))
			.route("/api", sensitiveRoutes(context))
			.route("/api", derivedRoutes(context))
			.route("/api", savedTableRoutes(context))
			.route("/api", toplineRoutes(context))
			.route("/api", apiTokenRoutes(context))
			.route("/api", surveyRoutes(context))
			.route("/api", sampleRoutes(context))
			.route("/api", fieldRoutes(context))
			.route("/api", weightRoutes(context))
			.route("/api", fileRoutes(context))
			.route("/api", freezeRoutes(context))
			.route("/api", reportRoutes(context))
			.route("/api", sentenceRoutes(context))
			.route("/api", tableRoutes(context))
			.route("/api", openAnswerRoutes(context))
			.all("/api/*", () => {
				throw new Refusal("not-found");
			})
			.get("*", (c) => {
				const { data = "vi" } = language.safeParse(c.req.query("lang"));
				return c.html(staffPage(clientAssets("staff"), data));
			})
	);
}

export type StaffApi = ReturnType<typeof staffRoutes>;
