import { Hono } from "hono";
import type { ServerContext } from "../context.ts";
import type { StaffEnv } from "./staff-env.ts";

/** How far long work is, a way to stop it, and the file that it made. */
export const jobRoutes = ({ jobs }: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/jobs/:job", (c) => c.json(jobs.job(c.req.param("job"))))
		.delete("/jobs/:job", (c) => {
			jobs.stop(c.req.param("job"));
			return c.json({});
		})
		.get("/jobs/:job/file", (c) => {
			const stored = jobs.takeStored(c.req.param("job"));
			if (stored) {
				c.header(
					"Content-Disposition",
					`attachment; filename="${stored.name}"`,
				);
				c.header("Content-Type", stored.type);
				c.header("Content-Length", String(stored.size));
				return c.body(stored.stream());
			}
			const { name, type, bytes } = jobs.takeFile(c.req.param("job"));
			c.header("Content-Disposition", `attachment; filename="${name}"`);
			c.header("Content-Type", type);
			return c.body(new Uint8Array(bytes));
		});
