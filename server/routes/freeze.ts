import { Hono } from "hono";
import { z } from "zod";
import { approveData } from "../actions/approve-data.ts";
import { freezeData } from "../actions/freeze-data.ts";
import { publishResults } from "../actions/publish-results.ts";
import type { ServerContext } from "../context.ts";
import { frozenState } from "../frozen-data.ts";
import { Refusal } from "../refusal.ts";
import { inThread } from "../report/in-thread.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

/** Asked for twice on the screen; the second answer is `sure`. */
const freezing = z.strictObject({ sure: z.literal(true) });
const approving = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Freezing a closed survey's data, and the two approvals before anything is published. */
export const freezeRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/frozen", async (c) =>
			c.json({
				frozen: await frozenState(context.store, c.req.param("id")),
				published:
					(await context.store.publication(c.req.param("id")))?.page ?? null,
			}),
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
		})
		/** What the public page would say, before anybody approves it. */
		.post("/surveys/:id/publication-preview", async (c) => {
			const survey = c.req.param("id");
			if (!(await context.store.frozenData(survey)))
				throw new Refusal("not-frozen");
			const job = context.jobs.start(
				{ verb: "preview-publication", survey, by: c.get("user") },
				async (handle) => ({
					result: await inThread(context, "publishedResults", survey, handle),
				}),
			);
			return c.json({ job: job.id });
		})
		.post("/surveys/:id/publication", jsonBody(freezing), async (c) => {
			const survey = c.req.param("id");
			if (!(await context.store.frozenData(survey)))
				throw new Refusal("not-frozen");
			const by = c.get("user");
			const job = context.jobs.start(
				{ verb: "publish-results", survey, by },
				async (handle) => ({
					result: await publishResults(context, survey, by, handle),
				}),
			);
			return c.json({ job: job.id });
		});
