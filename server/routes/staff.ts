import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { tableCsv } from "../../analysis/export/csv.ts";
import { listSurveys } from "../actions/list-surveys.ts";
import { listVariables } from "../actions/list-variables.ts";
import { logIn } from "../actions/log-in.ts";
import { loginThrottle } from "../actions/login-throttle.ts";
import { sessionHours, tokenHash } from "../actions/open-session.ts";
import { runTable } from "../actions/run-table.ts";
import { setUpStaff } from "../actions/set-up-staff.ts";
import { clientAssets } from "../assets.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { jsonBody } from "./json-body.ts";
import { queryOf } from "./query-of.ts";
import { sameOrigin } from "./same-origin.ts";
import { staffPage } from "./staff-page.ts";

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
const table = z.object({ variable: z.string(), by: z.string().optional() });

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

	const loggedIn = createMiddleware<{ Variables: { user: string } }>(
		async (c, next) => {
			const token = getCookie(c, cookie);
			const user = token && (await store.sessionUser(tokenHash(token), now()));
			if (!user) throw new Refusal("not-logged-in");
			c.set("user", user);
			await next();
		},
	);

	return new Hono()
		.use(async (c, next) => {
			c.header("Referrer-Policy", "no-referrer");
			c.header("X-Content-Type-Options", "nosniff");
			c.header("Content-Security-Policy", policy);
			c.header("Cache-Control", "no-store");
			await next();
		})
		.use(sameOrigin(context))
		.use(
			bodyLimit({
				maxSize: 16_384,
				onError: () => {
					throw new Refusal("too-large");
				},
			}),
		)
		.post("/api/setup", jsonBody(setup), async (c) => {
			const body = c.req.valid("json");
			keepSession(c, await setUpStaff(context, body));
			return c.json({ name: body.name });
		})
		.post("/api/login", jsonBody(credentials), async (c) => {
			const body = c.req.valid("json");
			keepSession(c, await logIn(context, throttle, body));
			return c.json({ name: body.name });
		})
		.use("/api/*", loggedIn)
		.post("/api/logout", async (c) => {
			await store.removeSession(tokenHash(getCookie(c, cookie) ?? ""));
			deleteCookie(c, cookie, cookieOptions());
			return c.json({});
		})
		.get("/api/me", (c) => c.json({ name: c.get("user") }))
		.get("/api/surveys", async (c) =>
			c.json({ surveys: await listSurveys(context) }),
		)
		.get("/api/surveys/:id", async (c) => {
			const id = c.req.param("id");
			const survey = await store.survey(id);
			if (!survey) throw new Refusal("unknown-survey");
			if (survey.status === "open") throw new Refusal("fieldwork-open");
			const { sections } = survey.definition;
			return c.json({
				...(await listVariables(context, id)),
				sections: sections.map(({ id, title }) => ({ id, title })),
			});
		})
		.get("/api/surveys/:id/table", queryOf(table), async (c) => {
			const { variable, by } = c.req.valid("query");
			const survey = c.req.param("id");
			return c.json(
				await runTable(context, { survey, variable, ...(by ? { by } : {}) }),
			);
		})
		.get(
			"/api/surveys/:id/table.csv",
			queryOf(table.extend({ lang: language })),
			async (c) => {
				const { variable, by, lang } = c.req.valid("query");
				const survey = c.req.param("id");
				const released = await runTable(context, {
					survey,
					variable,
					...(by ? { by } : {}),
				});
				const file = [survey, variable, ...(by ? [by] : []), lang]
					.join("-")
					.replace(/[^\w-]+/g, "-");
				c.header("Content-Disposition", `attachment; filename="${file}.csv"`);
				c.header("Content-Type", "text/csv; charset=utf-8");
				return c.body(tableCsv(released, lang));
			},
		)
		.all("/api/*", () => {
			throw new Refusal("not-found");
		})
		.get("*", (c) => {
			const { data = "vi" } = language.safeParse(c.req.query("lang"));
			return c.html(staffPage(clientAssets("staff"), data));
		});
}

export type StaffApi = ReturnType<typeof staffRoutes>;
