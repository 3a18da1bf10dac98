import {
	type SurveyDataset,
	surveyDataset,
} from "../analysis/survey-dataset.ts";
import type { Store } from "../db/store.ts";
import { compiledSurvey } from "./compiled-survey.ts";
import { Refusal } from "./refusal.ts";

export const weightColumns = { base: "weight/base", final: "weight/final" };

const closed = new WeakMap<Store, Map<string, SurveyDataset>>();

/** The data of a closed survey, read once: a snapshot never changes. Refuses while the field is open. */
export async function closedSurvey(
	store: Store,
	id: string,
): Promise<SurveyDataset> {
	const datasets = closed.get(store) ?? new Map<string, SurveyDataset>();
	closed.set(store, datasets);
	const known = datasets.get(id);
	if (known) return known;
	const { survey } = await compiledSurvey(store, id);
	const taken = await store.snapshot(id);
	if (!taken) throw new Refusal("fieldwork-open");
	const sample = { strata: await store.strata(id), lots: await store.lots(id) };
	const weights = taken.columns[weightColumns.final] as Float64Array;
	const dataset = surveyDataset(survey, sample, taken.columns, weights);
	datasets.set(id, dataset);
	return dataset;
}

/** After a purge: the name may be given to another survey. */
export const forgetClosed = (store: Store, id: string): void => {
	closed.get(store)?.delete(id);
};
