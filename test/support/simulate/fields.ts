import { compile } from "../../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../../survey-definitions/definition.ts";
import type { ParameterValue } from "../../../survey-definitions/wave-parameters.ts";
import { cadrePopulation } from "./cadre-population.ts";
import { citizenPopulation } from "./citizen-population.ts";
import type { Field } from "./population.ts";

const controller = {
	vi: "Viện Dư luận xã hội (số liệu trình diễn)",
	en: "Institute of Public Opinion (demonstration data)",
};
const hotline = {
	vi: "1900 0000 (số trình diễn)",
	en: "1900 0000 (a demonstration)",
};

/** The parameters of the demonstration's wave. */
export const demoWave = (surveyId: string): Record<string, ParameterValue> => ({
	CONTROLLER: controller,
	HOTLINE: hotline,
	WAVE_DATE: "2026-11-01",
	...(surveyId === "citizens" ? { REF_FROM: "2025-11-01" } : {}),
});

/** A definition with the synthetic population that it is asked of. */
export function fieldOf(definition: SurveyDefinition, seed: number): Field {
	const survey = compile(definition, demoWave(definition.id));
	const population =
		survey.population === "cadres"
			? cadrePopulation(seed)
			: citizenPopulation(seed);
	return { survey, population };
}
