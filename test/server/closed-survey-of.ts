import type { FieldedSample } from "../../analysis/fielded-sample.ts";
import {
	columnNames,
	itemWeightColumn,
	pairWeightColumn,
} from "../../analysis/survey-data.ts";
import { installSurvey } from "../../server/actions/install-survey.ts";
import { compiledSurvey } from "../../server/compiled-survey.ts";
import type { ServerContext } from "../../server/context.ts";
import { codebook } from "../../survey-definitions/codebook.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import { questionsOf } from "../../survey-definitions/survey.ts";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import { smallSample } from "../analysis/small-dataset.ts";

/**
 * A closed survey of so many forms in three strata with `lots` lots each; everybody is asked everything. Codes that
 * `answers` does not give go round the categories, a few rows each.
 */
export async function closedSurveyOf(
	{ store, ...context }: ServerContext,
	definition: SurveyDefinition,
	{
		forms,
		lots: perStratum = 4,
		answers = {},
		weight = () => 1,
		wave = {},
	}: {
		forms: number;
		lots?: number;
		answers?: Record<string, (row: number) => number>;
		weight?: (row: number) => number;
		wave?: Record<string, ParameterValue>;
	},
): Promise<void> {
	const { id } = definition;
	await installSurvey({ store, ...context }, definition, wave);
	const { strata, lots }: FieldedSample = smallSample(
		[20000, 20000, 20000],
		perStratum,
	);
	await store.addSample(id, {
		strata: strata.map((stratum) => ({ ...stratum, surveyId: id })),
		units: [],
		lots: lots.map((lot, place) => ({
			...lot,
			id: `${id}-${String(place).padStart(4, "0")}`,
			surveyId: id,
			level: 4,
		})),
	});
	const column = (of: (row: number) => number) =>
		Int16Array.from({ length: forms }, (_, row) => of(row));
	const columns: Record<string, Int16Array | Float64Array> = {
		lot: column((row) => row % lots.length),
		attn: column(() => 1),
	};
	const { survey } = await compiledSurvey(store, id);
	for (const question of questionsOf(survey))
		if (question.kind === "battery" && question.draw)
			for (const name of [
				itemWeightColumn(question.name),
				pairWeightColumn(question.name),
			])
				columns[name] = new Float64Array(forms).fill(1);
	for (const variable of codebook(survey)) {
		const codes = variable.categories.map(({ code }) => code);
		for (const name of columnNames(variable))
			columns[name] = column(
				answers[name] ??
					answers[variable.name] ??
					((row) =>
						variable.type === "multiple"
							? (row >> 2) & 1
							: (codes[(row >> 3) % Math.min(2, codes.length)] as number)),
			);
	}
	await store.addSnapshot(id, { definitionVersion: 1, rows: forms, columns });
	const final = Float64Array.from({ length: forms }, (_, row) => weight(row));
	await store.addWeightVersion({
		surveyId: id,
		recipe: {
			nonresponse: { fewest: 1, greatest: 9 },
			margins: [],
			trim: null,
		},
		steps: [],
		base: final,
		final,
	});
	await store.setStatus(id, "closed");
}
