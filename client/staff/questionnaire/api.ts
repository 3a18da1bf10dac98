import type {
	DescribedSurvey,
	QuestionnaireText,
} from "../../../server/actions/describe-survey.ts";
import type { Source } from "../../../server/actions/new-survey.ts";
import type { WaveProblem } from "../../../server/actions/set-wave.ts";
import type {
	CleaningProblem,
	CleaningRule,
} from "../../../survey-definitions/cleaning.ts";
import type { ParameterValue } from "../../../survey-definitions/wave-parameters.ts";
import { answer, api } from "../api.ts";

export const sources = () =>
	answer(api.sources.$get()) as Promise<{ sources: Source[] }>;

export const newSurvey = (json: {
	id: string;
	from: { kind: "questionnaire" | "survey"; id: string };
}) => answer(api.surveys.$post({ json }));

export const describe = (id: string) =>
	answer(
		api.surveys[":id"].questionnaire.$get({ param: { id } }),
	) as Promise<DescribedSurvey>;

export const questionnaireText = (id: string) =>
	answer(
		api.surveys[":id"].questionnaire.text.$get({ param: { id } }),
	) as Promise<QuestionnaireText>;

export const setWave = (
	id: string,
	wave: Record<string, ParameterValue>,
	mark: string,
) =>
	answer(
		api.surveys[":id"].wave.$put({ param: { id }, json: { wave, mark } }),
	) as Promise<{ problems: WaveProblem[] }>;

export const setAccess = (id: string, access: DescribedSurvey["access"]) =>
	answer(api.surveys[":id"].access.$put({ param: { id }, json: { access } }));

export const setCleaning = (id: string, rules: CleaningRule[]) =>
	answer(
		api.surveys[":id"].cleaning.$put({ param: { id }, json: { rules } }),
	) as Promise<{ problems: CleaningProblem[] }>;
