import { Hono } from "hono";
import { z } from "zod";
import { dropSentenceEdit } from "../actions/drop-sentence-edit.ts";
import { editSentence } from "../actions/edit-sentence.ts";
import { listSentences } from "../actions/list-sentences.ts";
import type { ServerContext } from "../context.ts";
import { sentenceEdit, sentencesRequest } from "../report-schema.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const seen = z.strictObject({ seenAtMs: z.int() });

/** Sentences of the report as people word them. */
export const sentenceRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/sentences", async (c) =>
			c.json(await context.store.sentenceEdits(c.req.param("id"))),
		)
		.post("/surveys/:id/sentences", jsonBody(sentencesRequest), (c) => {
			const survey = c.req.param("id");
			const request = c.req.valid("json");
			const by = c.get("user");
			const job = context.jobs.start(
				// Two people may word the same report.
				{ verb: `list-sentences ${by}`, survey, by },
				async (handle) => ({
					result: await listSentences(context, survey, request, handle),
				}),
			);
			return c.json({ job: job.id });
		})
		.put(
			"/surveys/:id/sentences/:paragraph",
			jsonBody(sentenceEdit),
			async (c) => {
				const { id, paragraph } = c.req.param();
				return c.json(
					await editSentence(
						context,
						id,
						{ paragraph, ...c.req.valid("json") },
						c.get("user"),
					),
				);
			},
		)
		.delete("/surveys/:id/sentences/:paragraph", jsonBody(seen), async (c) => {
			const { id, paragraph } = c.req.param();
			const { seenAtMs } = c.req.valid("json");
			await dropSentenceEdit(
				context,
				id,
				{ paragraph, seenAtMs },
				c.get("user"),
			);
			return c.json({});
		});
