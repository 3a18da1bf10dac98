import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type HonoRequest } from "hono";
import { clientFolder } from "./assets.ts";
import type { ServerContext } from "./context.ts";
import { isBusy } from "./is-busy.ts";
import type { Issuer } from "./issuer.ts";
import { logBug } from "./log-bug.ts";
import { notHerePage } from "./pages/not-here.tsx";
import { Refusal, statusOf } from "./refusal.ts";
import { apiRoutes } from "./routes/api.ts";
import { issuerRoutes } from "./routes/issuer.ts";
import { plainRoutes } from "./routes/plain.ts";
import { respondentRoutes } from "./routes/respondent.ts";
import { staffRoutes } from "./routes/staff.ts";

/** The whole of the HTTP interface; it never listens by itself. */
export function createApp(context: ServerContext) {
	const app = new Hono().use(
		"/assets/*",
		serveStatic({
			root: clientFolder,
			precompressed: true,
			onFound: (_path, c) => {
				c.header("Cache-Control", "public, max-age=31536000, immutable");
				c.header("X-Content-Type-Options", "nosniff");
			},
		}),
	);
	if (context.issuer)
		app.route("/s/:survey/tokens", issuerRoutes(context.issuer));
	return withErrors(
		app
			.route("/staff", staffRoutes(context))
			.route("/api/v1", apiRoutes(context))
			.route("/s/:survey/plain", plainRoutes(context))
			.route("/", respondentRoutes(context)),
	);
}

/** An issuer on its own host: one route, and no page. */
export const createIssuerApp = (issuer: Issuer, collectorUrl: string) =>
	withErrors(
		new Hono().route("/s/:survey/tokens", issuerRoutes(issuer, collectorUrl)),
	);

const withErrors = (app: Hono) =>
	app
		.notFound((c) =>
			wantsPage(c.req)
				? c.html(notHerePage(), 404)
				: c.json({ error: { code: "not-found", problems: [] } }, 404),
		)
		.onError((error, c) => {
			const refusal = isBusy(error) ? new Refusal("storage-busy") : error;
			if (refusal instanceof Refusal) {
				if (refusal.code === "storage-busy") c.header("Retry-After", "1");
				const { code, problems } = refusal;
				if (code === "unknown-survey" && wantsPage(c.req))
					return c.html(notHerePage(), 404);
				return c.json({ error: { code, problems } }, statusOf[code]);
			}
			logBug(error);
			return c.json({ error: { code: "bug", problems: [] } }, 500);
		});

const wantsPage = (request: HonoRequest) =>
	request.method === "GET" &&
	(request.header("accept") ?? "").includes("text/html");
