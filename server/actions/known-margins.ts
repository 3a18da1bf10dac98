import { planStrata } from "../../analysis/sampling/plan-strata.ts";
import {
	censusMargin,
	dimensionsOfStrata,
	frameMargin,
} from "../../analysis/weights/known-margins.ts";
import { marginVariables } from "../../analysis/weights/margin-variables.ts";
import type { TypedMargin } from "../../analysis/weights/read-margin.ts";
import { compiledSurvey } from "../compiled-survey.ts";
import type { ServerContext } from "../context.ts";
import { loadFrame } from "../sample-frame.ts";
import { geographyOf } from "./set-margin.ts";

export interface KnownMargin {
	/** A name to begin with. */
	name: string;
	from: "census" | "frame";
	typed: TypedMargin;
}

/** Margins that the census or the drawn frame gives for the strata, to be read over before they are stored. */
export async function knownMargins(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<KnownMargin[]> {
	const { survey } = await compiledSurvey(store, surveyId);
	const strata = await store.strata(surveyId);
	const variables = marginVariables(survey, { strata });
	const nameOf = (name: string) =>
		name.startsWith("stratum:")
			? (variables.find((one) => one.name === name)?.label.vi ?? name)
			: name;
	const version = await geographyOf(store, surveyId);
	const found: KnownMargin[] = [];
	if (version) {
		const geography = await store.geography();
		for (const variable of variables) {
			const typed = censusMargin(geography, version, variable);
			if (typed)
				found.push({
					name: `${variable.label.vi} (TĐT 2019)`,
					from: "census",
					typed,
				});
		}
	}
	const draw = await store.sampleDraw(surveyId);
	if (!draw || draw.plan.sampling !== "probability") return found;
	const { frame, sampleFrame } = await loadFrame(
		store,
		surveyId,
		draw.frameVersion,
	);
	const drawn = planStrata(sampleFrame, draw.plan);
	const { baseWeight } = survey;
	const classVariable =
		baseWeight.kind === "class" ? baseWeight.variable : undefined;
	for (const dimension of dimensionsOfStrata(drawn)) {
		const typed = frameMargin(drawn, dimension, classVariable, frame);
		if (typed)
			found.push({
				name: `${typed.variables.map(nameOf).join(" × ")} (dàn mẫu)`,
				from: "frame",
				typed,
			});
	}
	return found;
}
