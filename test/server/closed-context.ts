import { columnNames } from "../../analysis/survey-data.ts";
import { openStore, type Store } from "../../db/store.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import type { ServerContext } from "../../server/context.ts";
import { jobRegister } from "../../server/jobs.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import { smallSample } from "../analysis/small-dataset.ts";
import { smallDefinition, smallSurvey } from "../analysis/small-survey.ts";

export const closedId = smallDefinition.id;
export const closedForms = 400;

/** A survey that has closed; everybody is asked everything unless `answers` says otherwise. */
export async function closedContext(
	answers: Record<string, (row: number) => number>,
	folder = ":memory:",
): Promise<ServerContext> {
	const store = openStore(folder);
	const context: ServerContext = {
		store,
		pepper: Buffer.alloc(32),
		publicUrl: "http://localhost:8080",
		now: () => Date.UTC(2026, 10, 22),
		jobs: jobRegister(),
	};
	await installSurvey(context, smallDefinition, {});
	const { strata, lots } = smallSample([2000, 2000, 2000], 4);
	await store.addSample(closedId, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: closedId })),
		units: [],
		lots: lots.map((lot, place) => ({
			...lot,
			id: `T${place}`,
			surveyId: closedId,
			level: 4,
		})),
	});
	const column = (of: (row: number) => number) =>
		Int16Array.from({ length: closedForms }, (_, row) => of(row));
	const columns: Record<string, Int16Array | Float64Array> = {
		lot: column((row) => row % lots.length),
		attn: column(() => 1),
		"I/weight": new Float64Array(closedForms).fill(1),
		"I/pair-weight": new Float64Array(closedForms).fill(1),
	};
	for (const variable of codebook(smallSurvey)) {
		const codes = variable.categories.map(({ code }) => code);
		for (const name of columnNames(variable))
			columns[name] = column(
				answers[name] ??
					answers[variable.name] ??
					((row) =>
						variable.type === "multiple"
							? (row >> 2) & 1
							: codes[(row >> 3) % Math.min(2, codes.length)]!),
			);
	}
	await store.addSnapshot(closedId, {
		definitionVersion: 1,
		rows: closedForms,
		columns,
	});
	await addWeights(store, () => 1);
	await store.setStatus(closedId, "closed");
	return context;
}

/** One version more, by row. */
export function addWeights(
	store: Store,
	of: (row: number) => number,
): Promise<number> {
	const final = Float64Array.from({ length: closedForms }, (_, row) => of(row));
	return store.addWeightVersion({
		surveyId: closedId,
		recipe: {
			nonresponse: { fewest: 1, greatest: 9 },
			margins: [],
			trim: null,
		},
		steps: [],
		base: final,
		final,
	});
}
