import { flagColumn } from "../../analysis/cleaning-flags.ts";
import { policyFor } from "../../analysis/disclosure/policy.ts";
import {
	type MarginVariable,
	marginVariables,
} from "../../analysis/weights/margin-variables.ts";
import type { NamedMargin } from "../../analysis/weights/population-margin.ts";
import {
	type ShownStep,
	shownCount,
	shownSteps,
} from "../../analysis/weights/shown-steps.ts";
import { normalised } from "../../analysis/weights/weigh.ts";
import { weightQuantiles } from "../../analysis/weights/weight-quantiles.ts";
import type { WeightRecipe } from "../../analysis/weights/weight-recipe.ts";
import type { Sampling, SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { CleaningRule } from "../../survey-definitions/cleaning.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { weightsInUse } from "../survey-weights.ts";

export interface ShownFlag
	extends Pick<CleaningRule, "name" | "label" | "effect"> {
	/** null where it holds for too few, or for all but too few, to be told. */
	forms: number | null;
}

export interface WeightsState {
	status: SurveyStatus;
	sampling: Sampling;
	minimumBase: number;
	/** In the order that classes name them by. */
	strata: { label: Text; population: number; invited: number }[];
	variables: MarginVariable[];
	margins: NamedMargin[];
	/** What the first answer of base weights is: the class, or the adults of a household. */
	baseWeight: { kind: "class" | "household"; question: Text };
	/** After closing. */
	forms: number | null;
	flags: ShownFlag[];
	versions: {
		version: number;
		isFinal: boolean;
		recipe: WeightRecipe;
		steps: ShownStep[];
	}[];
	/** The version that every table uses. */
	inUse: number | null;
}

/** Where the weights of a survey stand. Before it closes, only what can be prepared. */
export async function weightsState(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<WeightsState> {
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { survey } = await compiledSurvey(store, surveyId);
	const { status, sampling, cleaning } = stored;
	const { minimumBase } = policyFor(survey.population);
	const strata = await store.strata(surveyId);
	const lots = await store.lots(surveyId);
	const variables = marginVariables(survey, { strata });
	const taken =
		status === "closed" ? await store.snapshot(surveyId) : undefined;
	const { kind, variable } = survey.baseWeight;
	const question = variables.find(({ name }) => name === variable)?.label;
	return {
		status,
		sampling,
		minimumBase,
		strata: strata.map(({ id, label, population }) => ({
			label,
			population,
			invited: lots
				.filter((lot) => lot.stratumId === id && !lot.reserve)
				.reduce((sum, { invited }) => sum + invited, 0),
		})),
		variables,
		margins: await store.margins(surveyId),
		baseWeight: { kind, question: question ?? { vi: variable, en: variable } },
		forms: taken ? taken.rows : null,
		flags: taken
			? cleaning.flatMap(({ name, label, effect }) => {
					const column = taken.columns[flagColumn(name)];
					if (!column) return [];
					const forms = Array.from(column).filter((on) => on === 1).length;
					return {
						name,
						label,
						effect,
						forms: shownCount(forms, taken.rows, minimumBase),
					};
				})
			: [],
		versions: taken
			? (await store.weightVersions(surveyId)).map(
					({ version, isFinal, recipe, steps }) => ({
						version,
						isFinal,
						recipe,
						steps: shownSteps(steps, sampling, minimumBase),
					}),
				)
			: [],
		inUse: taken
			? ((await weightsInUse(store, surveyId))?.version ?? null)
			: null,
	};
}

/** How a version's weights are spread: base, final (Σ = n), and final / base about its mean. */
export async function weightSpread(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
	version: number,
) {
	if (!(await store.survey(surveyId))) throw new Refusal("unknown-survey");
	const found = await store.weightVersion(surveyId, version);
	if (!found) throw new Refusal("unknown-weights");
	const { base, final } = found;
	return {
		base: weightQuantiles(normalised(base)),
		final: weightQuantiles(normalised(final)),
		ratio: weightQuantiles(
			normalised(final.map((weight, row) => weight / base[row]!)),
		),
	};
}
