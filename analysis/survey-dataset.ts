import { codebook, type Variable } from "../survey-definitions/codebook.ts";
import type { Survey } from "../survey-definitions/survey.ts";
import { stratifiedClusters, type TaylorDesign } from "./design.ts";
import {
	type FieldedSample,
	type Sampling,
	stratumOfRows,
} from "./fielded-sample.ts";
import type { SurveyColumns } from "./survey-data.ts";

/** What stands in the foot of every table. */
export interface DatasetSource {
	sampling: Sampling;
	/** The version of the weights, the same one for all tables. */
	weights: { version: number; isFinal: boolean };
	/** Whose data these are, where another system collected them. */
	collectedBy?: string;
}

/** All that tables are made of. */
export interface SurveyDataset extends FieldedSample, DatasetSource {
	survey: Survey;
	variables: Variable[];
	columns: SurveyColumns;
	/** Strata and lots; a lot without a response drops out, the others of its stratum stand for it. */
	design: TaylorDesign;
}

export function surveyDataset(
	survey: Survey,
	{ strata, lots }: FieldedSample,
	columns: SurveyColumns,
	weights: Float64Array,
	source: DatasetSource,
): SurveyDataset {
	const psu = Int32Array.from(columns.lot ?? []);
	const stratum = stratumOfRows({ strata, lots }, psu);
	return {
		...source,
		survey,
		variables: codebook(survey),
		strata,
		lots,
		columns,
		design: stratifiedClusters({ stratum, psu, weights }),
	};
}
