import {
	type CleaningProblem,
	type CleaningRule,
	checkCleaning,
} from "../../survey-definitions/cleaning.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { recordAudit } from "./record-audit.ts";

/** Declares the rules of cleaning, until the survey opens. Gives what is wrong with them, and then nothing is stored. */
export async function setCleaning(
	context: ServerContext,
	surveyId: string,
	rules: CleaningRule[],
	by: string,
): Promise<CleaningProblem[]> {
	const stored = await context.store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	if (stored.status !== "preparing") throw new Refusal("already-opened");
	const problems = checkCleaning(stored.definition, rules);
	if (problems.length > 0) return problems;
	await context.store.setSurvey(surveyId, { cleaning: rules });
	await recordAudit(context, by, "set-cleaning", surveyId, {
		rules: rules.length,
	});
	return [];
}
