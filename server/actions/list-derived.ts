import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	type ReleasedAlpha,
	releaseAlpha,
} from "../../analysis/disclosure/release-alpha.ts";
import { compileDerived } from "../../survey-definitions/derived.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import {
	type CurrentDerived,
	currentDerived,
	sourcesOf,
} from "../derived-variables.ts";

export interface ListedDerived extends CurrentDerived {
	/** Of an index. */
	alpha?: ReleasedAlpha;
}

/** Derived variables of a closed survey as they were written, removed ones too. */
export async function listDerived(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<ListedDerived[]> {
	const dataset = await closedSurvey(store, surveyId);
	const policy = policyFor(dataset.survey.population);
	const listed: ListedDerived[] = [];
	for (const one of await currentDerived(store, surveyId)) {
		// Phones are served between one variable and the next.
		await new Promise(setImmediate);
		const compiled =
			one.definition.of.kind === "index" &&
			compileDerived(one.definition, one.version, sourcesOf(dataset, one.uses));
		listed.push({
			...one,
			...(compiled && "kind" in compiled && compiled.kind === "index"
				? { alpha: releaseAlpha(dataset, compiled, policy) }
				: {}),
		});
	}
	return listed;
}
