import { Hono } from "hono";
import { z } from "zod";
import { listDerived } from "../actions/list-derived.ts";
import { removeDerived } from "../actions/remove-derived.ts";
import { setDerived } from "../actions/set-derived.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const words = z.string().max(2000);
const text = z.strictObject({ vi: words, en: words });
const name = z.string().max(100);

const definition = z.strictObject({
	name,
	label: text,
	of: z.discriminatedUnion("kind", [
		z.strictObject({
			kind: z.literal("expression"),
			expression: z.string().max(10_000),
			categories: z
				.array(z.strictObject({ code: z.number(), label: text }))
				.max(100),
		}),
		z.strictObject({
			kind: z.literal("index"),
			items: z.array(name).max(200),
			reversed: z.array(name).max(200),
			minimumAnswered: z.number().int(),
		}),
	]),
});
const kept = z.strictObject({
	definition,
	/** The version that was read; 0 for a new name. */
	known: z.number().int().min(0),
});

/** Recodes, indices and other variables that researchers make of a survey's own. */
export const derivedRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/derived", async (c) =>
			c.json({ derived: await listDerived(context, c.req.param("id")) }),
		)
		.post("/surveys/:id/derived", jsonBody(kept), async (c) => {
			const { definition, known } = c.req.valid("json");
			const id = c.req.param("id");
			return c.json(
				await setDerived(context, id, definition, known, c.get("user")),
			);
		})
		.delete("/surveys/:id/derived/:name", async (c) => {
			const { id, name } = c.req.param();
			await removeDerived(context, id, name, true, c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/derived/:name/restore", async (c) => {
			const { id, name } = c.req.param();
			await removeDerived(context, id, name, false, c.get("user"));
			return c.json({});
		});
