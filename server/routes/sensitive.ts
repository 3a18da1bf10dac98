import { Hono } from "hono";
import { z } from "zod";
import { chartOfEffects } from "../../analysis/report/chart-of-effects.ts";
import { listTechniques, runSensitive } from "../actions/run-sensitive.ts";
import type { ServerContext } from "../context.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const asked = z.object({
	name: z.string(),
	by: z.string().optional(),
	lang: z.enum(["vi", "en"]).default("vi"),
});

/** Indirect techniques of a closed survey. */
export const sensitiveRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/sensitive", async (c) =>
			c.json({ techniques: await listTechniques(context, c.req.param("id")) }),
		)
		.get("/surveys/:id/sensitive/table", queryOf(asked), async (c) => {
			const { name, by, lang } = c.req.valid("query");
			const table = await runSensitive(context, {
				survey: c.req.param("id"),
				name,
				...(by ? { by } : {}),
			});
			const chart = chartOfEffects(table, lang);
			return c.json({ table, ...(chart ? { chart } : {}) });
		});
