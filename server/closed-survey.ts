import { withWeights } from "../analysis/design.ts";
import {
	type SurveyDataset,
	surveyDataset,
} from "../analysis/survey-dataset.ts";
import type { Store } from "../db/store.ts";
import { compiledSurvey } from "./compiled-survey.ts";
import { addDerived } from "./derived-variables.ts";
import { closedSurveyRow } from "./field-status.ts";
import { Refusal } from "./refusal.ts";
import { weightsInUse } from "./survey-weights.ts";

interface Closed {
	/** Of the snapshot: a pilot may bear the name of one that was purged, by whichever program. */
	mark: string | undefined;
	dataset: SurveyDataset;
}

const closed = new WeakMap<Store, Map<string, Closed>>();

/**
 * The data of a closed survey with the one version of weights that all its tables use: the final one, else the newest; its
 * derived variables beside its own. Read once for each version: a snapshot never changes. Refuses while the field is open.
 */
export async function closedSurvey(
	store: Store,
	id: string,
	/** Another version of the weights than the one in use. */
	version?: number,
): Promise<SurveyDataset> {
	const dataset = await surveysOwn(store, id);
	await addDerived(store, dataset);
	if (version === undefined || version === dataset.weights.version)
		return dataset;
	const weights = await store.weightVersion(id, version);
	if (!weights) throw new Refusal("unknown-weights");
	return {
		...dataset,
		design: withWeights(dataset.design, weights.final),
		weights: { version, isFinal: weights.isFinal },
	};
}

async function surveysOwn(store: Store, id: string): Promise<SurveyDataset> {
	const datasets = closed.get(store) ?? new Map<string, Closed>();
	closed.set(store, datasets);
	const used = await weightsInUse(store, id);
	const mark = await store.snapshotMark(id);
	const known = datasets.get(id);
	if (
		known &&
		known.mark === mark &&
		known.dataset.weights.version === used?.version &&
		known.dataset.weights.isFinal === used.isFinal
	)
		return known.dataset;
	const { survey } = await compiledSurvey(store, id);
	const { sampling, definition } = await closedSurveyRow(store, id);
	const { outside } = definition;
	const taken = await store.snapshot(id);
	if (!taken || !used) throw new Refusal("fieldwork-open");
	const weights = await store.weightVersion(id, used.version);
	if (!weights) throw new Error(`the weights of ${id} are not to be found`);
	const sample = { strata: await store.strata(id), lots: await store.lots(id) };
	const dataset = surveyDataset(survey, sample, taken.columns, weights.final, {
		sampling,
		...(outside ? { collectedBy: outside.source } : {}),
		weights: used,
	});
	datasets.set(id, { mark, dataset });
	return dataset;
}

/** After a purge: the name may be given to another survey. */
export const forgetClosed = (store: Store, id: string): void => {
	closed.get(store)?.delete(id);
};
