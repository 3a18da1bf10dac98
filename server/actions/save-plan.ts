import type { SamplePlan } from "../../analysis/sampling/sample-plan.ts";
import type { ServerContext } from "../context.ts";
import { markOf } from "../mark-of.ts";
import { Refusal } from "../refusal.ts";
import { loadFrame } from "../sample-frame.ts";
import { mayDraw } from "./may-draw.ts";
import { recordAudit } from "./record-audit.ts";

/**
 * Keeps a plan, with or without problems: only the draw wants it whole. Gives the mark of what is stored from then on;
 * refused where a plan is stored that is not the one that was read.
 */
export async function savePlan(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	{
		frameVersion,
		plan,
		mark,
	}: { frameVersion: number; plan: SamplePlan; mark?: string | undefined },
): Promise<string> {
	await mayDraw(context, surveyId);
	await loadFrame(context.store, surveyId, frameVersion);
	const isSaved = await context.store.setSamplePlan(
		{ surveyId, frameVersion, plan },
		(before) => mark === undefined || mark === markOf(before),
	);
	if (!isSaved) throw new Refusal("changed-meanwhile");
	await recordAudit(context, by, "save-plan", surveyId, {
		frameVersion,
		sampling: plan.sampling,
		lotMinimum: plan.lotMinimum,
	});
	return markOf(await context.store.samplePlan(surveyId));
}
