import { Hono } from "hono";
import { askForTable } from "../actions/ask-for-table.ts";
import type { ServerContext } from "../context.ts";
import type { StaffEnv } from "./staff-env.ts";
import { tableAsked } from "./table-asked.ts";

/** Tables of several questions by several banners, asked by the address alone. */
export const tableRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>().get("/surveys/:id/tables", async (c) => {
		const asked = tableAsked(c.req.param("id"), new URL(c.req.url).search);
		return c.json(await askForTable(context, asked));
	});
