import { Hono } from "hono";
import { z } from "zod";
import { changeSavedTable } from "../actions/change-saved-table.ts";
import { listSavedTables } from "../actions/list-saved-tables.ts";
import { saveTable } from "../actions/save-table.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const name = z
	.string()
	.max(200)
	.transform((text) => text.normalize("NFC").trim())
	.pipe(z.string().min(1));
const saved = z.strictObject({
	name,
	query: z.string().max(8000),
	isShared: z.boolean(),
});
const change = z.strictObject({
	name: name.exactOptional(),
	isShared: z.boolean().exactOptional(),
	isRemoved: z.boolean().exactOptional(),
});

/** Tables that researchers keep under a name. */
export const savedTableRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/saved-tables", async (c) =>
			c.json({
				tables: await listSavedTables(
					context,
					c.req.param("id"),
					c.get("user"),
				),
			}),
		)
		.post("/surveys/:id/saved-tables", jsonBody(saved), async (c) => {
			const id = c.req.param("id");
			return c.json(
				await saveTable(context, id, c.req.valid("json"), c.get("user")),
			);
		})
		.patch("/surveys/:id/saved-tables/:table", jsonBody(change), async (c) => {
			const { id, table } = c.req.param();
			await changeSavedTable(
				context,
				id,
				table,
				c.req.valid("json"),
				c.get("user"),
			);
			return c.json({});
		});
