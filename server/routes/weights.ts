import { Hono } from "hono";
import { z } from "zod";
import { knownMargins } from "../actions/known-margins.ts";
import { runWeights } from "../actions/run-weights.ts";
import { setFinalWeights } from "../actions/set-final-weights.ts";
import { removeMargin, setMargin } from "../actions/set-margin.ts";
import { weightSpread, weightsState } from "../actions/weights-state.ts";
import type { ServerContext } from "../context.ts";
import { closedSurveyRow } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { marginName, typedMargin, weightRecipe } from "../weights-schema.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const version = z.coerce.number().int().min(1);
/** Asked for twice on the screen; the second answer is `sure`. */
const finalVersion = z.strictObject({
	version: z.number().int().min(1),
	sure: z.literal(true),
});

/** Margins of the population, versions of the weights, and which of them is final. */
export const weightRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/weights", async (c) =>
			c.json(await weightsState(context, c.req.param("id"))),
		)
		.get("/surveys/:id/known-margins", async (c) =>
			c.json({ margins: await knownMargins(context, c.req.param("id")) }),
		)
		.put("/surveys/:id/margins/:name", jsonBody(typedMargin), async (c) => {
			const name = marginName.safeParse(c.req.param("name"));
			if (!name.success)
				throw new Refusal("invalid-request", [
					{ variable: "name", code: "malformed" },
				]);
			const problems = await setMargin(
				context,
				c.req.param("id"),
				name.data,
				c.req.valid("json"),
				c.get("user"),
			);
			return c.json({ problems });
		})
		.delete("/surveys/:id/margins/:name", async (c) => {
			const { id, name } = c.req.param();
			await removeMargin(context, id, name.normalize("NFC"), c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/weights", jsonBody(weightRecipe), async (c) => {
			const survey = c.req.param("id");
			await closedSurveyRow(context.store, survey);
			const recipe = c.req.valid("json");
			const by = c.get("user");
			const job = context.jobs.start(
				{ verb: "weights", survey, by },
				async (handle) => {
					const made = await runWeights(context, survey, recipe, by, handle);
					// Diagnostics are shown by weightsState alone, which knows what may be told.
					return {
						result: "problems" in made ? made : { version: made.version },
					};
				},
			);
			return c.json({ job: job.id });
		})
		.get("/surveys/:id/weights/:version", async (c) => {
			const { id, version: asked } = c.req.param();
			const wanted = version.safeParse(asked);
			if (!wanted.success) throw new Refusal("unknown-weights");
			return c.json(await weightSpread(context, id, wanted.data));
		})
		.put("/surveys/:id/final-weights", jsonBody(finalVersion), async (c) => {
			const { version } = c.req.valid("json");
			await setFinalWeights(context, c.req.param("id"), version, c.get("user"));
			return c.json({});
		});
