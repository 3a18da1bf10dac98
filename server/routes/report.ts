import { Hono } from "hono";
import { gapLines } from "../../analysis/report/gap-lines.ts";
import { usualLetterhead } from "../../analysis/report/letterhead.ts";
import { makeReport } from "../actions/make-report.ts";
import { verifyReport } from "../actions/verify-report.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { reportRequest } from "../report-schema.ts";
import { jsonBody } from "./json-body.ts";
import type { StaffEnv } from "./staff-env.ts";

const mostFindings = 200;

/** Reports of a closed survey, documents before the field, and the check of a file that came back. */
export const reportRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/report", async (c) => {
			const id = c.req.param("id");
			const survey = await context.store.survey(id);
			if (!survey) throw new Refusal("unknown-survey");
			const { population } = survey.definition;
			const others = (await context.store.surveys()).filter(
				(one) =>
					one.definition.population !== population && one.status === "closed",
			);
			return c.json({
				status: survey.status,
				population,
				beside: others.map(({ id, definition }) => ({
					id,
					title: definition.title,
				})),
				letterhead: usualLetterhead,
			});
		})
		.post("/surveys/:id/report", jsonBody(reportRequest), async (c) => {
			const survey = c.req.param("id");
			const request = c.req.valid("json");
			const stored = await context.store.survey(survey);
			if (!stored) throw new Refusal("unknown-survey");
			const isBefore =
				request.product === "questionnaire" || request.product === "plan";
			if (!isBefore && stored.status !== "closed")
				throw new Refusal("fieldwork-open");
			const by = c.get("user");
			const job = context.jobs.start(
				{ verb: `report-${request.product}`, survey, by },
				async (handle) => {
					const { name, type, bytes, gaps } = await makeReport(
						context,
						survey,
						request,
						by,
						handle,
					);
					return {
						result: { missing: gapLines(gaps) },
						file: { name, type, bytes },
					};
				},
			);
			return c.json({ job: job.id });
		})
		.post("/surveys/:id/report-check", async (c) => {
			const survey = c.req.param("id");
			if (!(await context.store.survey(survey)))
				throw new Refusal("unknown-survey");
			const file = new Uint8Array(await c.req.arrayBuffer());
			const job = context.jobs.start(
				{ verb: "verify-report", survey, by: c.get("user") },
				async (handle) => {
					const verified = await verifyReport(context, file, handle);
					return {
						result: {
							...verified,
							findings: verified.findings.slice(0, mostFindings),
							more: Math.max(0, verified.findings.length - mostFindings),
						},
					};
				},
			);
			return c.json({ job: job.id });
		});
