import { Hono } from "hono";
import { z } from "zod";
import { approveData } from "../actions/approve-data.ts";
import { freezeData } from "../actions/freeze-data.ts";
import type { ServerContext } from "../context.ts";
import { frozenState } from "../frozen-data.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

/** Asked for twice on the screen; the second answer is `sure`. */
const freezing = z.strictObject({ sure: z.literal(true) });
const approving = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Freezing a closed survey's data, and the two approvals before anything is published. */
export const freezeRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/frozen", async (c) =>
			c.json({ frozen: await frozenState(context.store, c.req.param("id")) }),
		)
		.post("/surveys/:id/frozen", jsonBody(freezing), async (c) => {
			const id = c.req.param("id");
			await freezeData(context, id, c.get("user"));
			return c.json({ frozen: await frozenState(context.store, id) });
		})
		.post("/surveys/:id/approvals", jsonBody(approving), async (c) => {
			const id = c.req.param("id");
			const { hash } = c.req.valid("json");
			await approveData(context, id, hash, c.get("user"));
			return c.json({ frozen: await frozenState(context.store, id) });
		});
