import { Hono } from "hono";
import { z } from "zod";
import { listApiTokens } from "../actions/list-api-tokens.ts";
import { makeApiToken } from "../actions/make-api-token.ts";
import { revokeApiToken } from "../actions/revoke-api-token.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const made = z.strictObject({
	name: z
		.string()
		.max(100)
		.transform((text) => text.normalize("NFC").trim())
		.pipe(z.string().min(1)),
	role: z.enum(["reader", "analyst"]),
	surveys: z.array(z.string().max(100)).min(1).max(200),
	days: z.number().int().min(1).max(366),
});

/** Tokens that programs read tables with. */
export const apiTokenRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/api-tokens", async (c) =>
			c.json({ tokens: await listApiTokens(context) }),
		)
		.post("/api-tokens", jsonBody(made), async (c) =>
			c.json(await makeApiToken(context, c.req.valid("json"), c.get("user"))),
		)
		.delete("/api-tokens/:token", async (c) => {
			await revokeApiToken(context, c.req.param("token"), c.get("user"));
			return c.json({});
		});
