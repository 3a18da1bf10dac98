import type { FieldedSample } from "../../analysis/fielded-sample.ts";
import { surveyData } from "../../analysis/survey-data.ts";
import { surveyDataset } from "../../analysis/survey-dataset.ts";
import { weigh } from "../../analysis/weights/weigh.ts";
import type { WeightRecipe } from "../../analysis/weights/weight-recipe.ts";
import type { ResponseBody } from "../../survey-definitions/response.ts";
import { smallSurvey } from "./small-survey.ts";

const levels = [
	{ code: 2, label: { vi: "tỉnh", en: "province" } },
	{ code: 4, label: { vi: "xã", en: "commune" } },
];

/** No stratum is too small for a class of its own. */
export const strataAsTheyAre: WeightRecipe = {
	nonresponse: { fewest: 1, greatest: Number.POSITIVE_INFINITY },
	margins: [],
	trim: null,
};

/** Strata of `populations`, three lots each; the last stratum is of communes, all others of provinces. */
export const smallSample = (
	populations: number[],
	lotsPerStratum = 3,
): FieldedSample => ({
	strata: populations.map((population, index) => ({
		id: index + 1,
		label: { vi: `tầng ${index + 1}`, en: `stratum ${index + 1}` },
		population,
		domains: {
			level: levels[
				Number(index === populations.length - 1)
			] as (typeof levels)[0],
		},
	})),
	lots: populations.flatMap((_, index) =>
		Array.from({ length: lotsPerStratum }, () => ({
			stratumId: index + 1,
			invited: 50,
			rates: { "1": 0.5, "2": 0.1 },
		})),
	),
});

export function smallDataset(
	sample: FieldedSample,
	responses: { lot: number; body: ResponseBody }[],
) {
	const columns = surveyData(
		smallSurvey,
		responses.map((response) => ({ ...response, lotLevel: 4 })),
	);
	const weighed = weigh({
		survey: smallSurvey,
		sample,
		columns,
		recipe: strataAsTheyAre,
	});
	if ("problems" in weighed) throw new Error(weighed.problems[0]?.remedy.en);
	return surveyDataset(smallSurvey, sample, columns, weighed.final, {
		sampling: "probability",
		weights: { version: 1, isFinal: false },
	});
}
