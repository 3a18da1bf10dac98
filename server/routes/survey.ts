import { Hono } from "hono";
import { z } from "zod";
import {
	describeSurvey,
	questionnaireText,
} from "../actions/describe-survey.ts";
import { listSources, newSurvey } from "../actions/new-survey.ts";
import { setAccess } from "../actions/set-access.ts";
import { setCleaning } from "../actions/set-cleaning.ts";
import { setWave } from "../actions/set-wave.ts";
import { cleaningRules } from "../cleaning-schema.ts";
import type { ServerContext } from "../context.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const words = z.string().max(4000);
const text = z.strictObject({ vi: words, en: words });
const made = z.strictObject({
	id: z.string().max(40),
	from: z.strictObject({
		kind: z.enum(["questionnaire", "survey"]),
		id: z.string().max(100),
	}),
});
const wave = z.strictObject({
	wave: z.record(
		z.string().max(100),
		z.union([text, words, z.number(), z.boolean()]),
	),
	mark: z.string().max(100).optional(),
});
const access = z.strictObject({ access: z.enum(["slips", "tokens"]) });
const cleaning = z.strictObject({ rules: cleaningRules });

/** Surveys and waves as they are prepared: parameters, consent text, cleaning rules. */
export const surveyRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/sources", async (c) =>
			c.json({ sources: await listSources(context) }),
		)
		.post("/surveys", jsonBody(made), async (c) => {
			const body = c.req.valid("json");
			await newSurvey(context, body, c.get("user"));
			return c.json({ id: body.id });
		})
		.get("/surveys/:id/questionnaire", async (c) =>
			c.json(await describeSurvey(context, c.req.param("id"))),
		)
		.get("/surveys/:id/questionnaire/text", async (c) =>
			c.json(await questionnaireText(context, c.req.param("id"))),
		)
		.put("/surveys/:id/wave", jsonBody(wave), async (c) => {
			const { wave, mark } = c.req.valid("json");
			const id = c.req.param("id");
			return c.json({
				problems: await setWave(context, id, wave, c.get("user"), mark),
			});
		})
		.put("/surveys/:id/access", jsonBody(access), async (c) => {
			const { access } = c.req.valid("json");
			await setAccess(context, c.req.param("id"), access, c.get("user"));
			return c.json({});
		})
		.put("/surveys/:id/cleaning", jsonBody(cleaning), async (c) => {
			const { rules } = c.req.valid("json");
			const id = c.req.param("id");
			return c.json({
				problems: await setCleaning(context, id, rules, c.get("user")),
			});
		});
