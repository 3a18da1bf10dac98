import type { SamplePlan } from "../../analysis/sampling/sample-plan.ts";
import type { ServerContext } from "../context.ts";
import { loadFrame } from "../sample-frame.ts";
import { mayDraw } from "./may-draw.ts";
import { recordAudit } from "./record-audit.ts";

/** Keeps a plan, with or without problems: only the draw wants it whole. */
export async function savePlan(
	context: Pick<ServerContext, "store" | "now">,
	by: string,
	surveyId: string,
	{ frameVersion, plan }: { frameVersion: number; plan: SamplePlan },
): Promise<void> {
	await mayDraw(context, surveyId);
	await loadFrame(context.store, surveyId, frameVersion);
	await context.store.setSamplePlan({ surveyId, frameVersion, plan });
	await recordAudit(context, by, "save-plan", surveyId, {
		frameVersion,
		sampling: plan.sampling,
		lotMinimum: plan.lotMinimum,
	});
}
