import { surveyData } from "../../../analysis/survey-data.ts";
import {
	type SurveyDataset,
	surveyDataset,
} from "../../../analysis/survey-dataset.ts";
import { marginVariables } from "../../../analysis/weights/margin-variables.ts";
import type { NamedMargin } from "../../../analysis/weights/population-margin.ts";
import { readMargin } from "../../../analysis/weights/read-margin.ts";
import { type Weighting, weigh } from "../../../analysis/weights/weigh.ts";
import {
	firstRecipe,
	usualTrim,
	type WeightRecipe,
} from "../../../analysis/weights/weight-recipe.ts";
import type { ResponseBody } from "../../../survey-definitions/response.ts";
import { geographyVersion } from "./frame-list.ts";
import type { Field, KnownMargin } from "./population.ts";
import type { Sample } from "./sample.ts";

/** All that a weighting does of itself, raked to the population's known totals and trimmed. */
export const recipeOf = (margins: { name: string }[]): WeightRecipe => ({
	...firstRecipe,
	margins: margins.map(({ name }) => name),
	trim: usualTrim,
});

const known = new WeakMap<Field, KnownMargin[]>();

/** Counting a population takes a while: once is enough. */
function knownMargins(field: Field): KnownMargin[] {
	const margins = known.get(field) ?? field.population.margins();
	known.set(field, margins);
	return margins;
}

/** A survey's data and weights straight from its responses, as closing and weighting would leave them. */
export function weightedDataset(
	field: Field,
	{ strata, lots }: Sample,
	responses: { lot: number; body: ResponseBody }[],
): { dataset: SurveyDataset; weighting: Weighting } {
	const { survey } = field;
	const sample = { strata, lots };
	const columns = surveyData(
		survey,
		responses.map(({ lot, body }) => ({
			lot,
			lotLevel: lots[lot]!.level,
			body,
		})),
	);
	const variables = marginVariables(survey, sample);
	const margins = knownMargins(field).map(({ name, typed }): NamedMargin => {
		const body = readMargin(name, typed, variables, geographyVersion);
		if ("problems" in body) throw new Error(body.problems[0]?.remedy.en);
		return { name, body };
	});
	const recipe = recipeOf(margins);
	const weighting = weigh({ survey, sample, columns, recipe, margins });
	if ("problems" in weighting)
		throw new Error(weighting.problems[0]?.remedy.en);
	const dataset = surveyDataset(survey, sample, columns, weighting.final, {
		sampling: "probability",
		weights: { version: 1, isFinal: true },
	});
	return { dataset, weighting };
}
