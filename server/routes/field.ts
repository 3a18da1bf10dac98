import { Hono } from "hono";
import { z } from "zod";
import { ledgerCounts } from "../../analysis/fieldwork/dispositions.ts";
import { ledgerCsv } from "../../analysis/fieldwork/ledger-csv.ts";
import { checkField } from "../actions/check-field.ts";
import { closeSurvey } from "../actions/close-survey.ts";
import { destroyCards } from "../actions/destroy-cards.ts";
import { extendField } from "../actions/extend-field.ts";
import { handOutCards, reprintLot } from "../actions/hand-out-cards.ts";
import { listCards } from "../actions/list-cards.ts";
import { monitorField } from "../actions/monitor-field.ts";
import { newCards } from "../actions/new-cards.ts";
import { openField } from "../actions/open-field.ts";
import { fewestPilotCards, openPilot } from "../actions/open-pilot.ts";
import { pauseField, resumeField } from "../actions/pause-field.ts";
import { purgePilot } from "../actions/purge-pilot.ts";
import { readLedger, setLedger } from "../actions/set-ledger.ts";
import { waivePilot } from "../actions/waive-pilot.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { Refusal } from "../refusal.ts";
import { jsonBody } from "./json-body.ts";
import { queryOf } from "./query-of.ts";
import type { StaffEnv } from "./staff-env.ts";

const kind = z.enum(["pdf", "csv"]);
const spare = z.number().int().min(0).max(50).default(0);
const printed = z.strictObject({ kind, spare });
const reprinted = printed.extend({ lot: z.string().max(20) });
const typed = z.strictObject({ codes: z.string().max(200_000) });
const closed = z.strictObject({ survey: z.string().max(100) });
const extended = z.strictObject({ date: z.string().max(20) });
const waived = z.strictObject({ reason: z.string().trim().min(10).max(1000) });
const piloted = z.strictObject({
	cards: z.number().int().min(fewestPilotCards).max(1000),
});
const ledger = z.strictObject({
	rows: z
		.array(
			z.strictObject({
				lot: z.string().max(20),
				pile: z.string().max(10),
				counts: z.partialRecord(z.enum(ledgerCounts), z.number()),
			}),
		)
		.max(5000),
});
const language = z.object({ lang: z.enum(["vi", "en"]).default("vi") });

/** The same survey named twice: by the address, and by hand. */
const mustMatch = (id: string, named: string) => {
	if (id !== named)
		throw new Refusal("invalid-request", [
			{ variable: "survey", code: "constraint" },
		]);
};

/** The field: its life cycle, its cards, its ledger, and how it goes. */
export const fieldRoutes = (context: ServerContext) =>
	new Hono<StaffEnv>()
		.get("/surveys/:id/field", async (c) => {
			const id = c.req.param("id");
			const points = await checkField(context, id);
			const pilot = (await context.store.surveys()).find(
				({ pilotOf }) => pilotOf === id,
			);
			return c.json({
				status: await fieldStatus(context.store, id),
				points,
				pilot: pilot ? { id: pilot.id, status: pilot.status } : null,
			});
		})
		.post("/surveys/:id/field/open", async (c) =>
			c.json({
				unmet: await openField(context, c.req.param("id"), c.get("user")),
			}),
		)
		.post("/surveys/:id/field/pause", async (c) => {
			await pauseField(context, c.req.param("id"), c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/field/resume", async (c) => {
			await resumeField(context, c.req.param("id"), c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/field/extend", jsonBody(extended), async (c) => {
			const { date } = c.req.valid("json");
			await extendField(context, c.req.param("id"), date, c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/field/close", jsonBody(closed), async (c) => {
			const survey = c.req.param("id");
			mustMatch(survey, c.req.valid("json").survey);
			const status = await fieldStatus(context.store, survey);
			if (status === "closed") throw new Refusal("fieldwork-closed");
			if (status === "preparing") throw new Refusal("fieldwork-not-open");
			const by = c.get("user");
			return c.json(
				context.jobs.start({ verb: "close", survey, by }, async (job) => {
					await closeSurvey(context, survey, by, job);
					return {};
				}),
			);
		})
		.post("/surveys/:id/field/waive-pilot", jsonBody(waived), async (c) => {
			const { reason } = c.req.valid("json");
			await waivePilot(context, c.req.param("id"), reason, c.get("user"));
			return c.json({});
		})
		.post("/surveys/:id/pilot", jsonBody(piloted), async (c) => {
			const { cards } = c.req.valid("json");
			const id = c.req.param("id");
			return c.json({
				id: await openPilot(context, id, cards, c.get("user")),
			});
		})
		.post("/surveys/:id/purge", jsonBody(closed), async (c) => {
			const id = c.req.param("id");
			mustMatch(id, c.req.valid("json").survey);
			await purgePilot(context, id, c.get("user"));
			return c.json({});
		})
		.get("/surveys/:id/cards", async (c) => {
			const survey = c.req.param("id");
			const listed = await listCards(context, survey);
			// Codes are in the file alone: whoever left the page while it was made finds it here.
			const by = c.get("user");
			const files = context.jobs.unfetched({ verb: "cards", survey, by });
			return c.json({ ...listed, files });
		})
		.post("/surveys/:id/cards/print", jsonBody(printed), async (c) => {
			const survey = c.req.param("id");
			const by = c.get("user");
			const wanted = c.req.valid("json");
			// What stands in the way is told at once, not by the job.
			await newCards(context, survey);
			return c.json(
				context.jobs.start({ verb: "cards", survey, by }, (job) =>
					handOutCards(context, survey, wanted, by, job),
				),
			);
		})
		.post("/surveys/:id/cards/reprint", jsonBody(reprinted), async (c) => {
			const survey = c.req.param("id");
			const by = c.get("user");
			const wanted = c.req.valid("json");
			const state = await context.store.surveyState(survey);
			if (state && state.status !== "preparing")
				throw new Refusal("already-opened");
			await newCards(context, survey, { lots: [wanted.lot] });
			return c.json(
				context.jobs.start({ verb: "cards", survey, by }, (job) =>
					reprintLot(context, survey, wanted, by, job),
				),
			);
		})
		.post("/surveys/:id/cards/destroy", jsonBody(typed), async (c) => {
			const { codes } = c.req.valid("json");
			return c.json(
				await destroyCards(context, c.req.param("id"), codes, c.get("user")),
			);
		})
		.get("/surveys/:id/ledger", async (c) =>
			c.json(await readLedger(context, c.req.param("id"))),
		)
		.put("/surveys/:id/ledger", jsonBody(ledger), async (c) => {
			const { rows } = c.req.valid("json");
			const id = c.req.param("id");
			return c.json({
				problems: await setLedger(context, id, rows, c.get("user")),
			});
		})
		.get("/surveys/:id/ledger.csv", queryOf(language), async (c) => {
			const id = c.req.param("id");
			const read = await readLedger(context, id);
			c.header("Content-Disposition", `attachment; filename="so-lo-${id}.csv"`);
			c.header("Content-Type", "text/csv; charset=utf-8");
			return c.body(ledgerCsv(read, c.req.valid("query").lang));
		})
		.get("/surveys/:id/monitor", async (c) =>
			c.json(await monitorField(context, c.req.param("id"))),
		);
