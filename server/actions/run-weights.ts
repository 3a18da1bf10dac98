import { type ToWeigh, weighing } from "../../analysis/weights/weigh.ts";
import type { WeightProblem } from "../../analysis/weights/weight-problem.ts";
import {
	firstRecipe,
	type WeightRecipe,
	type WeightStep,
} from "../../analysis/weights/weight-recipe.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import type { JobHandle } from "../jobs.ts";
import { Refusal } from "../refusal.ts";
import { toWeigh } from "../survey-weights.ts";
import { recordAudit } from "./record-audit.ts";

export type WeightsMade =
	| { version: number; steps: WeightStep[] }
	| { problems: WeightProblem[] };

type Progress = Pick<JobHandle, "report" | "pause">;

/** Makes the next version of a closed survey's weights, or gives what keeps it from being made; then nothing is stored. */
export async function runWeights(
	context: Pick<ServerContext, "store" | "now">,
	surveyId: string,
	recipe: WeightRecipe = firstRecipe,
	by = "cli",
	progress?: Progress,
): Promise<WeightsMade> {
	const { store } = context;
	const { survey } = await compiledSurvey(store, surveyId);
	const taken = await store.snapshot(surveyId);
	if (!taken) throw new Refusal("fieldwork-open");
	const weighed = await weighInSteps(
		await toWeigh(store, survey, taken.columns, recipe),
		progress,
	);
	if ("problems" in weighed) return weighed;
	const { base, final, steps } = weighed;
	const version = await store.addWeightVersion({
		surveyId,
		recipe,
		steps,
		base,
		final,
	});
	await recordAudit(context, by, "run-weights", surveyId, {
		version,
		margins: recipe.margins.length,
		nonresponse: recipe.nonresponse !== null,
		trim: recipe.trim !== null,
	});
	return { version, steps };
}

/** Phones are served between two steps. */
async function weighInSteps(input: ToWeigh, progress?: Progress) {
	const { nonresponse, margins, trim } = input.recipe;
	const expected =
		1 +
		[nonresponse, input.outside?.length, margins.length].filter(Boolean)
			.length +
		Number(margins.length > 0 && trim !== null);
	const steps = weighing(input);
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
		progress?.report(value, expected);
		await progress?.pause();
	}
}
