import { identifiersOf } from "../../analysis/microdata/identifiers.ts";
import type { MicrodataCheck } from "../../analysis/microdata/microdata.ts";
import { toldByTables } from "../../analysis/microdata/told-by-tables.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { closedSurvey } from "../closed-survey.ts";
import type { ServerContext } from "../context.ts";
import { microdataSeed } from "../microdata-seed.ts";
import { checkInThread, forThread } from "../microdata-thread.ts";
import { Refusal } from "../refusal.ts";

export interface MicrodataState extends MicrodataCheck {
	sampling: "probability" | "non-probability";
	weights: { version: number; isFinal: boolean };
	identifiers: { name: string; label: Text; values: number }[];
	/** Of the identifiers, those in the file: as asked, as proposed, or as the file that was made has them. */
	chosen: string[];
	isMade: boolean;
	/** Left out, although tables have told too much of them for that. */
	told: string[];
}

/** What the file of a closed survey's responses would be with these identifiers, and what keeps it from being made. */
export async function microdataState(
	context: Pick<ServerContext, "store" | "pepper">,
	surveyId: string,
	asked?: string[],
): Promise<MicrodataState> {
	const { store } = context;
	const dataset = await closedSurvey(store, surveyId);
	const made = await store.microdataFile(surveyId);
	const identifiers = identifiersOf(dataset);
	if (asked?.some((name) => !identifiers.some((one) => one.name === name)))
		throw new Refusal("unknown-variable");
	const seed =
		made?.seed ?? microdataSeed(context, surveyId, dataset.weights.version);
	const { chosen, check } = await checkInThread({
		dataset: forThread(
			dataset,
			identifiers.map(({ name }) => name).concat("lot"),
		),
		identifiers: made?.identifiers ?? asked,
		seed,
	});
	const told = toldByTables(dataset, await store.releasedDomains(surveyId));
	return {
		...check,
		sampling: dataset.sampling,
		weights: dataset.weights,
		identifiers: identifiers.map(({ name, label, categories }) => ({
			name,
			label,
			values: categories.length,
		})),
		chosen,
		isMade: made !== undefined,
		told: made ? [] : told.filter((name) => !chosen.includes(name)),
	};
}
