import { type Context, Hono } from "hono";
import { z } from "zod";
import { drawChart } from "../actions/draw-chart.ts";
import { recordAudit } from "../actions/record-audit.ts";
import { chartPicture } from "../chart-picture.ts";
import type { ServerContext } from "../context.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";
import { tableAsked } from "./table-asked.ts";

/** Beside these, the query is that of the table. */
const asked = z.object({
	lang: z.enum(["vi", "en"]).default("vi"),
	kind: z.enum(["likert", "bars", "dots", "slopes", "change"]).optional(),
});

const contentTypes = { png: "image/png", svg: "image/svg+xml" };

/** The chart of a table as data for the screen, and as pictures that stand alone. */
export const chartRoutes = (context: ServerContext) => {
	const drawn = (
		c: Context<StaffEnv>,
		{ lang, kind }: z.output<typeof asked>,
	) =>
		drawChart(
			context,
			tableAsked(c.req.param("id") as string, new URL(c.req.url).search),
			{ language: lang, kind },
		);
	const picture = async (
		c: Context<StaffEnv>,
		format: "png" | "svg",
		query: z.output<typeof asked>,
	) => {
		const id = c.req.param("id") as string;
		const { chart } = await drawn(c, query);
		await recordAudit(context, c.get("user"), "export-chart", id, { format });
		const rows = new URL(c.req.url).searchParams.getAll("row");
		const file = [id, ...rows, chart.kind, chart.language]
			.join("-")
			.replace(/[^\w-]+/g, "-");
		c.header("Content-Disposition", `attachment; filename="${file}.${format}"`);
		c.header("Content-Type", contentTypes[format]);
		const { bytes } = chartPicture(chart, { format, width: 760 });
		return c.body(bytes as Uint8Array<ArrayBuffer>);
	};
	return new Hono<StaffEnv>()
		.get("/surveys/:id/chart", queryOf(asked), async (c) =>
			c.json(await drawn(c, c.req.valid("query"))),
		)
		.get("/surveys/:id/chart.png", queryOf(asked), (c) =>
			picture(c, "png", c.req.valid("query")),
		)
		.get("/surveys/:id/chart.svg", queryOf(asked), (c) =>
			picture(c, "svg", c.req.valid("query")),
		);
};
