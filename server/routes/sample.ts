import { Hono } from "hono";
import { z } from "zod";
import { frameFields } from "../../analysis/frame/map-columns.ts";
import {
	checkStagedFrame,
	importStagedFrame,
} from "../actions/check-staged-frame.ts";
import { drawSample, seeds } from "../actions/draw-sample.ts";
import { eraseHandOver, handOverList } from "../actions/hand-over-list.ts";
import type { FrameRequest } from "../actions/import-frame.ts";
import {
	listSampledUnits,
	sampledUnitsCsv,
} from "../actions/list-sampled-units.ts";
import { mayDraw } from "../actions/may-draw.ts";
import { openReserve } from "../actions/open-reserve.ts";
import { planOf, previewPlan } from "../actions/preview-plan.ts";
import { regionsUnder } from "../actions/regions-under.ts";
import { drawnView, sampleState } from "../actions/sample-state.ts";
import { savePlan } from "../actions/save-plan.ts";
import { stageFrameFile } from "../actions/stage-frame-file.ts";
import { verifyDraw } from "../actions/verify-draw.ts";
import type { ServerContext } from "../context.ts";
import { samplePlan } from "../plan-schema.ts";
import { Refusal } from "../refusal.ts";
import { stagedFile } from "../staged-files.ts";
import { jsonBody } from "./json-body.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const geography = z.string().regex(/^G[1-4]$/);
const fileQuery = z.object({
	name: z
		.string()
		.max(300)
		.transform((name) => name.normalize("NFC")),
});
const frameRequest = z.strictObject({
	file: z.string().max(40),
	kind: z.enum(["agencies", "areas"]),
	geography,
	chosen: z
		.partialRecord(z.enum(frameFields as [string, ...string[]]), z.string())
		.default({}),
});
const planned = z.strictObject({
	frameVersion: z.number().int().min(1),
	plan: samplePlan,
});
const kept = planned.extend({ mark: z.string().max(100).optional() });
const previewed = planned.extend({
	merges: z
		.array(z.array(z.string().max(2000)).max(5000))
		.max(5000)
		.optional(),
	wantedMargin: z.number().positive().max(1).optional(),
});
const draw = z.strictObject({
	seed: z
		.number()
		.int()
		.min(0)
		.max(seeds - 1)
		.optional(),
});
const stratum = z.strictObject({ stratum: z.number().int() });
const language = z.object({ lang: z.enum(["vi", "en"]).default("vi") });
const unitPage = z.object({
	stratum: z.coerce.number().int().optional(),
	offset: z.coerce.number().int().min(0).default(0),
	limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Frames, plan, draw, hand-over list and reserve of a survey. */
export const sampleRoutes = (context: ServerContext) => {
	const { jobs, store } = context;
	return new Hono<StaffEnv>()
		.get("/surveys/:id/sample", async (c) =>
			c.json(await sampleState(context, c.req.param("id"))),
		)
		.post("/surveys/:id/frame-file", queryOf(fileQuery), async (c) => {
			const type = c.req.header("Content-Type") ?? "";
			if (!type.startsWith("application/octet-stream"))
				throw new Refusal("wrong-content-type");
			const { name } = c.req.valid("query");
			const bytes = new Uint8Array(await c.req.arrayBuffer());
			const survey = c.req.param("id");
			return c.json(await stageFrameFile(context, { survey, name, bytes }));
		})
		.post("/surveys/:id/frame-check", jsonBody(frameRequest), async (c) => {
			const { file, ...asked } = c.req.valid("json");
			const survey = c.req.param("id");
			stagedFile(store, file, survey);
			const by = c.get("user");
			const job = jobs.start(
				{ verb: "check-frame", survey, by },
				async (h) => ({
					result: await checkStagedFrame(
						context,
						survey,
						file,
						requestOf(asked),
						h,
					),
				}),
			);
			return c.json({ job: job.id });
		})
		.post("/surveys/:id/frames", jsonBody(frameRequest), async (c) => {
			const { file, ...asked } = c.req.valid("json");
			const survey = c.req.param("id");
			stagedFile(store, file, survey);
			const by = c.get("user");
			const job = jobs.start(
				{ verb: "import-frame", survey, by },
				async (h) => ({
					result: await importStagedFrame(
						context,
						by,
						survey,
						file,
						requestOf(asked),
						h,
					),
				}),
			);
			return c.json({ job: job.id });
		})
		.get(
			"/surveys/:id/plan",
			queryOf(z.object({ anew: z.enum(["yes"]).optional() })),
			async (c) =>
				c.json(
					await planOf(context, c.req.param("id"), {
						anew: c.req.valid("query").anew === "yes",
					}),
				),
		)
		.post("/surveys/:id/plan/preview", jsonBody(previewed), async (c) => {
			const { frameVersion, plan, merges, wantedMargin } = c.req.valid("json");
			return c.json(
				await previewPlan(context, c.req.param("id"), {
					frameVersion,
					plan,
					...(merges ? { merges } : {}),
					...(wantedMargin === undefined ? {} : { wantedMargin }),
				}),
			);
		})
		.put("/surveys/:id/plan", jsonBody(kept), async (c) => {
			const by = c.get("user");
			const survey = c.req.param("id");
			return c.json({
				mark: await savePlan(context, by, survey, c.req.valid("json")),
			});
		})
		.post("/surveys/:id/draw", jsonBody(draw), async (c) => {
			const survey = c.req.param("id");
			await mayDraw(context, survey);
			const { seed } = c.req.valid("json");
			const by = c.get("user");
			const job = jobs.start(
				{ verb: "draw-sample", survey, by },
				async (h) => ({
					result: await drawSample(
						context,
						by,
						survey,
						seed === undefined ? {} : { seed },
						h,
					),
				}),
			);
			return c.json({ job: job.id });
		})
		.get("/surveys/:id/drawn", async (c) =>
			c.json(await drawnView(context, c.req.param("id"))),
		)
		.post("/surveys/:id/drawn/verification", async (c) => {
			const survey = c.req.param("id");
			const by = c.get("user");
			const job = jobs.start(
				{ verb: "verify-draw", survey, by },
				async (h) => ({
					result: await verifyDraw(context, by, survey, h),
				}),
			);
			return c.json({ job: job.id });
		})
		.get("/surveys/:id/drawn/units", queryOf(unitPage), async (c) => {
			const { stratum, offset, limit } = c.req.valid("query");
			return c.json(
				await listSampledUnits(context, c.req.param("id"), {
					offset,
					limit,
					...(stratum === undefined ? {} : { stratum }),
				}),
			);
		})
		.get("/surveys/:id/drawn/units.csv", queryOf(language), async (c) => {
			const survey = c.req.param("id");
			const { lang } = c.req.valid("query");
			const csv = await sampledUnitsCsv(context, survey, lang);
			const file = `${survey}-sample.csv`.replace(/[^\w.-]+/g, "-");
			c.header("Content-Disposition", `attachment; filename="${file}"`);
			c.header("Content-Type", "text/csv; charset=utf-8");
			return c.body(csv);
		})
		.post("/surveys/:id/hand-over", queryOf(language), async (c) => {
			const survey = c.req.param("id");
			const { lang } = c.req.valid("query");
			const by = c.get("user");
			const job = jobs.start({ verb: "hand-over", survey, by }, async () => {
				const { csv, ...counts } = await handOverList(
					context,
					by,
					survey,
					lang,
				);
				const name = `giao-the-${survey}.csv`.replace(/[^\w.-]+/g, "-");
				const type = "text/csv; charset=utf-8";
				return {
					result: counts,
					file: { name, type, bytes: Buffer.from(csv) },
				};
			});
			return c.json({ job: job.id });
		})
		.delete("/surveys/:id/hand-over", async (c) => {
			await eraseHandOver(context, c.get("user"), c.req.param("id"));
			return c.json({});
		})
		.post("/surveys/:id/reserve", jsonBody(stratum), async (c) => {
			const { stratum: id } = c.req.valid("json");
			const by = c.get("user");
			return c.json(await openReserve(context, by, c.req.param("id"), id));
		})
		.get(
			"/surveys/:id/regions",
			queryOf(z.object({ version: geography })),
			async (c) => {
				const { version } = c.req.valid("query");
				return c.json(await regionsUnder(context, c.req.param("id"), version));
			},
		);
};

const requestOf = ({
	kind,
	geography: version,
	chosen,
}: Omit<z.output<typeof frameRequest>, "file">): FrameRequest => ({
	kind,
	version,
	chosen,
});
