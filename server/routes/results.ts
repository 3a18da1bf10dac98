import { Hono } from "hono";
import { z } from "zod";
import { tableCsv } from "../../analysis/export/csv.ts";
import { askForOne } from "../actions/ask-for-table.ts";
import { listSurveys } from "../actions/list-surveys.ts";
import { listVariables } from "../actions/list-variables.ts";
import { recordAudit } from "../actions/record-audit.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const language = z.enum(["vi", "en"]).default("vi");
const table = z.object({ variable: z.string(), by: z.string().optional() });

/** Surveys and the tables of those that are closed. */
export const resultRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys", async (c) =>
			c.json({ surveys: await listSurveys(context) }),
		)
		.get("/surveys/:id", async (c) => {
			const id = c.req.param("id");
			const { definition } = await closedSurveyRow(context.store, id);
			const { sections } = definition;
			return c.json({
				...(await listVariables(context, id)),
				sections: sections.map(({ id, title }) => ({ id, title })),
			});
		})
		.get("/surveys/:id/table", queryOf(table), async (c) => {
			const { variable, by } = c.req.valid("query");
			const survey = c.req.param("id");
			return c.json(
				await askForOne(context, { survey, variable, ...(by ? { by } : {}) }),
			);
		})
		.get(
			"/surveys/:id/table.csv",
			queryOf(table.extend({ lang: language })),
			async (c) => {
				const { variable, by, lang } = c.req.valid("query");
				const survey = c.req.param("id");
				const released = await askForOne(context, {
					survey,
					variable,
					...(by ? { by } : {}),
				});
				await recordAudit(context, c.get("user"), "export-table", survey, {
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
		);
