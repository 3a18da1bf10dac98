import { Hono } from "hono";
import { readTableQuery } from "../../survey-definitions/table-request.ts";
import { tableRequestSchema } from "../../survey-definitions/table-request-schema.ts";
import { askForTable } from "../actions/ask-for-table.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { StaffEnv } from "./staff-env.ts";

/** Tables of several questions by several banners, asked by the address alone. */
export const tableRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>().get("/surveys/:id/tables", async (c) => {
		const asked = tableRequestSchema.safeParse(
			readTableQuery(c.req.param("id"), new URL(c.req.url).searchParams),
		);
		if (!asked.success)
			throw new Refusal(
				"invalid-request",
				asked.error.issues.map(({ path }) => ({
					variable: path.join("."),
					code: "malformed" as const,
				})),
			);
		return c.json(await askForTable(context, asked.data));
	});
