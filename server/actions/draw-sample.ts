import { randomInt } from "node:crypto";
import { settledPlan } from "../../analysis/sampling/design-sample.ts";
import type { DrawnPlan } from "../../analysis/sampling/draw-plan.ts";
import type { PlanProblem } from "../../analysis/sampling/plan-problem.ts";
import { previewSample } from "../../analysis/sampling/preview-sample.ts";
import type { NewSample, SampleDraw } from "../../db/sqlite/samples.ts";
import type { ServerContext } from "../context.ts";
import {
	generator,
	lotChance,
	lotLabels,
	newLotId,
	sampleOf,
} from "../drawn-sample.ts";
import { type JobHandle, unwatched } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";
import { mayDraw } from "./may-draw.ts";
import { recordAudit } from "./record-audit.ts";

export type DrawOutcome =
	| {
			seed: number;
			strata: number;
			units: number;
			lots: number;
			reserveLots: number;
			/** How often this survey's sample had been drawn before. */
			drawsBefore: number;
	  }
	/** Nothing is drawn from a plan that has any. */
	| { problems: PlanProblem[]; leftOut: number };

export const seeds = 2 ** 32;

/**
 * Draws the stored plan's sample and stores it in place of an earlier one, all of it or nothing, with what is needed to
 * draw it again. Which units share a lot, and which label it bears, is chance that is not kept: whoever has frame, plan
 * and seed comes to the units and their cards alone.
 */
export async function drawSample(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	{ seed = randomInt(seeds) }: { seed?: number } = {},
	handle: Pick<JobHandle, "report" | "pause"> = unwatched,
): Promise<DrawOutcome> {
	const { store } = context;
	await mayDraw(context, surveyId);
	const stored = await store.samplePlan(surveyId);
	if (!stored) throw new Refusal("no-plan");
	const { frameVersion } = stored;
	handle.report(0, 4);
	await handle.pause();
	const { frame, sampleFrame } = await loadFrame(store, surveyId, frameVersion);
	handle.report(1, 4);
	await handle.pause();
	const plan = settledPlan(sampleFrame, stored.plan);
	const { problems, leftOut } = previewSample(sampleFrame, plan);
	if (problems.length > 0) return { problems, leftOut };
	handle.report(2, 4);
	await handle.pause();
	const drawn = sampleOf(
		sampleFrame,
		frame.geographyVersion,
		await store.geography(),
		plan,
		seed,
		lotChance,
	);
	handle.report(3, 4);
	const audit = await store.auditOf(surveyId);
	const drawsBefore = audit.filter(({ verb }) => verb === "draw-sample").length;
	const sample = storedSample(surveyId, drawn, await lotLabels(store), {
		surveyId,
		frameVersion,
		frameSha256: frame.sha256,
		plan,
		seed,
		generator,
	});
	// The last moment at which the work can be stopped.
	await handle.pause();
	// A sample of no chance is called so before it is there, one of chance afterwards: never the other way round.
	const { pilotOf, sampling } = (await store.survey(surveyId))!;
	const isDrawn = plan.sampling === "probability";
	if (!isDrawn)
		await store.setSurvey(surveyId, { sampling: "non-probability" });
	if (!(await store.addSample(surveyId, sample))) {
		await store.setSurvey(surveyId, { sampling });
		throw new Refusal("sample-printed");
	}
	if (isDrawn && pilotOf === null)
		await store.setSurvey(surveyId, { sampling: "probability" });
	const reserveLots = drawn.lots.filter(({ reserve }) => reserve).length;
	const counts = {
		seed,
		strata: drawn.strata.length,
		units: drawn.units.length,
		lots: drawn.lots.length - reserveLots,
		reserveLots,
		drawsBefore,
	};
	await recordAudit(context, by, "draw-sample", surveyId, {
		...counts,
		frameVersion,
		frameSha256: frame.sha256,
		generator,
		sampling: plan.sampling,
	});
	return counts;
}

/** Rows in an order that says nothing of the draw: a table keeps the order in which it was written. */
function storedSample(
	surveyId: string,
	{ strata, units, lots }: DrawnPlan,
	labels: Set<string>,
	draw: SampleDraw,
): NewSample {
	const labelled = lots
		.map((lot) => ({ id: newLotId(labels), ...lot }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	return {
		strata: strata.map((stratum) => ({ surveyId, ...stratum })),
		units: units
			.map(({ certain: _certain, ...unit }) => ({ surveyId, ...unit }))
			.sort((a, b) => a.row - b.row),
		lots: labelled.map(({ handOver: _units, ...lot }) => ({
			surveyId,
			...lot,
		})),
		handOver: labelled.flatMap(({ id, handOver }) =>
			handOver
				.toSorted((a, b) => a.row - b.row)
				.map((unit) => ({ surveyId, lotId: id, ...unit })),
		),
		draw,
	};
}
