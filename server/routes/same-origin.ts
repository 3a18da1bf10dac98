import { createMiddleware } from "hono/factory";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets nothing change that another site's page asks for, whatever the content type: Hono's csrf() looks at forms alone.
 * Browsers send Sec-Fetch-Site on https and localhost, and Origin with every POST; a request with neither is refused too.
 */
export const sameOrigin = (context: Pick<ServerContext, "publicUrl">) =>
	createMiddleware(async (c, next) => {
		if (!reading.has(c.req.method)) {
			const site = c.req.header("Sec-Fetch-Site");
			const origin = c.req.header("Origin");
			const own = [context.publicUrl, c.req.url].map(
				(url) => new URL(url).origin,
			);
			const isOwn =
				site === undefined
					? origin !== undefined && own.includes(origin)
					: site === "same-origin";
			if (!isOwn) throw new Refusal("cross-site");
		}
		await next();
	});
