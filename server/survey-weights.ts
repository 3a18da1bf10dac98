import { flagColumn } from "../analysis/cleaning-flags.ts";
import type { SurveyColumns } from "../analysis/survey-data.ts";
import type { ToWeigh } from "../analysis/weights/weigh.ts";
import type { WeightRecipe } from "../analysis/weights/weight-recipe.ts";
import type { Store } from "../db/store.ts";
import type { Survey } from "../survey-definitions/survey.ts";

/** All that the weights of a survey are made of. */
export async function toWeigh(
	store: Store,
	survey: Survey,
	columns: SurveyColumns,
	recipe: WeightRecipe,
): Promise<ToWeigh> {
	const { id } = survey;
	const rules = (await store.survey(id))?.cleaning ?? [];
	return {
		survey,
		sample: { strata: await store.strata(id), lots: await store.lots(id) },
		columns,
		recipe,
		margins: await store.margins(id),
		outside: rules
			.filter(({ effect }) => effect === "outside")
			.map(({ name }) => flagColumn(name))
			.filter((column) => column in columns),
	};
}

/** The version that every table uses: the one declared final, else the newest. */
export async function weightsInUse(
	store: Store,
	surveyId: string,
): Promise<{ version: number; isFinal: boolean } | undefined> {
	const versions = await store.weightVersions(surveyId);
	const used = versions.find(({ isFinal }) => isFinal) ?? versions.at(-1);
	return used && { version: used.version, isFinal: used.isFinal };
}
