import { Hono } from "hono";
import { z } from "zod";
import { compareSurveys, listComparable } from "../actions/compare-surveys.ts";
import { recordAudit } from "../actions/record-audit.ts";
import { chartPicture } from "../chart-picture.ts";
import type { ServerContext } from "../context.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const two = z.object({ first: z.string(), second: z.string() });
const asked = two.extend({
	group: z.string(),
	lang: z.enum(["vi", "en"]).default("vi"),
});
const contentTypes = { png: "image/png", svg: "image/svg+xml" };

/** One survey set against another: two populations, or two waves. */
export const compareRoutes = (context: ServerContext) => {
	const found = ({ first, second, group, lang }: z.output<typeof asked>) =>
		compareSurveys(context, { first, second }, { group, language: lang });
	const picture = async (
		query: z.output<typeof asked>,
		format: "png" | "svg",
		by: string,
	) => {
		const { chart } = await found(query);
		await recordAudit(context, by, "export-chart", query.second, {
			format,
			with: query.first,
		});
		const { bytes } = chartPicture(chart, { format, width: 760 });
		return new Response(bytes as Uint8Array<ArrayBuffer>, {
			headers: {
				"Content-Type": contentTypes[format],
				"Content-Disposition": `attachment; filename="${query.first}-${query.second}-${query.group}-${query.lang}.${format}"`,
			},
		});
	};
	return new Hono<StaffEnv>()
		.get("/compare", queryOf(two), async (c) =>
			c.json(await listComparable(context, c.req.valid("query"))),
		)
		.get("/compare/table", queryOf(asked), async (c) =>
			c.json(await found(c.req.valid("query"))),
		)
		.get("/compare/chart.png", queryOf(asked), (c) =>
			picture(c.req.valid("query"), "png", c.get("user")),
		)
		.get("/compare/chart.svg", queryOf(asked), (c) =>
			picture(c.req.valid("query"), "svg", c.get("user")),
		);
};
