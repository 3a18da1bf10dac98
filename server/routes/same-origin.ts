import { createMiddleware } from "hono/factory";
import { Refusal } from "../refusal.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets nothing change that another site's page asks for, whatever the content type: Hono's csrf() looks at forms alone.
 * Browsers send Sec-Fetch-Site on https and localhost, and Origin with every POST; a request with neither is refused too.
 */
export const sameOrigin = (publicUrl: string) =>
	createMiddleware(async (c, next) => {
		if (!reading.has(c.req.method)) {
			const site = c.req.header("Sec-Fetch-Site");
			const origin = c.req.header("Origin");
			const own = [new URL(publicUrl).origin, new URL(c.req.url).origin];
			const isOwn =
				site === undefined
					? origin !== undefined && own.includes(origin)
					: site === "same-origin";
			if (!isOwn) throw new Refusal("cross-site");
		}
		await next();
	});
