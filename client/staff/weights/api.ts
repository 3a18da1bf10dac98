import type { TypedMargin } from "../../../analysis/weights/read-margin.ts";
import type { WeightProblem } from "../../../analysis/weights/weight-problem.ts";
import type { WeightRecipe } from "../../../analysis/weights/weight-recipe.ts";
import type { KnownMargin } from "../../../server/actions/known-margins.ts";
import type { WeightsState } from "../../../server/actions/weights-state.ts";
import { answer, api } from "../api.ts";

export const weightsState = (id: string) =>
	answer(
		api.surveys[":id"].weights.$get({ param: { id } }),
	) as Promise<WeightsState>;

export const knownMargins = (id: string) =>
	answer(
		api.surveys[":id"]["known-margins"].$get({ param: { id } }),
	) as Promise<{
		margins: KnownMargin[];
	}>;

export const saveMargin = (id: string, name: string, json: TypedMargin) =>
	answer(
		api.surveys[":id"].margins[":name"].$put({
			param: { id, name: encodeURIComponent(name) },
			json,
		}),
	) as Promise<{ problems: WeightProblem[] }>;

export const removeMargin = (id: string, name: string) =>
	answer(
		api.surveys[":id"].margins[":name"].$delete({
			param: { id, name: encodeURIComponent(name) },
		}),
	);

export const makeWeights = (id: string, json: WeightRecipe) =>
	answer(api.surveys[":id"].weights.$post({ param: { id }, json }));

export const makeFinal = (id: string, version: number) =>
	answer(
		api.surveys[":id"]["final-weights"].$put({
			param: { id },
			json: { version, sure: true },
		}),
	);

interface Spread {
	quantiles: number[];
	largestTenth: number;
}

export const weightSpread = (id: string, version: number) =>
	answer(
		api.surveys[":id"].weights[":version"].$get({
			param: { id, version: String(version) },
		}),
	) as Promise<Record<"base" | "final" | "ratio", Spread>>;
