import { type Context, Hono } from "hono";
import { z } from "zod";
import { toplineCsv } from "../../analysis/export/topline-csv.ts";
import { toplineXlsx } from "../../analysis/export/topline-xlsx.ts";
import type { Language } from "../../survey-definitions/definition.ts";
import { recordAudit } from "../actions/record-audit.ts";
import { runTopline } from "../actions/run-topline.ts";
import type { ServerContext } from "../context.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const inLanguage = z.object({ lang: z.enum(["vi", "en"]).default("vi") });

/** Every question of a closed survey at once: on screen, and as files. */
export const toplineRoutes = (context: ServerContext) => {
	const file = async (
		c: Context<StaffEnv>,
		format: "csv" | "xlsx",
		lang: Language,
	) => {
		const id = c.req.param("id") as string;
		const topline = await runTopline(context, id);
		await recordAudit(context, c.get("user"), "export-topline", id, { format });
		c.header(
			"Content-Disposition",
			`attachment; filename="${id}-topline-${lang}.${format}"`,
		);
		c.header("Content-Type", contentTypes[format]);
		return format === "csv"
			? c.body(toplineCsv(topline, lang))
			: c.body(toplineXlsx(topline, lang) as Uint8Array<ArrayBuffer>);
	};
	return new Hono<StaffEnv>()
		.get("/surveys/:id/topline", async (c) =>
			c.json(await runTopline(context, c.req.param("id"))),
		)
		.post("/surveys/:id/topline", async (c) => {
			const survey = c.req.param("id");
			const by = c.get("user");
			const job = context.jobs.start(
				{ verb: "topline", survey, by },
				async (handle) => ({
					result: await runTopline(context, survey, handle),
				}),
			);
			return c.json({ job: job.id });
		})
		.get("/surveys/:id/topline.csv", queryOf(inLanguage), (c) =>
			file(c, "csv", c.req.valid("query").lang),
		)
		.get("/surveys/:id/topline.xlsx", queryOf(inLanguage), (c) =>
			file(c, "xlsx", c.req.valid("query").lang),
		);
};

const contentTypes = {
	csv: "text/csv; charset=utf-8",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
