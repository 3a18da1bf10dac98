import type { Sampling } from "../../db/sqlite/schema/design.ts";
import { compile } from "../../survey-definitions/compile.ts";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "../context.ts";

/** Opens a survey for fieldwork unless it is there already. Throws a DefinitionError when it cannot be fielded. */
export async function installSurvey(
	{ store }: ServerContext,
	definition: SurveyDefinition,
	wave: Record<string, ParameterValue>,
	sampling: Sampling = "probability",
): Promise<"installed" | "already-there"> {
	compile(definition, wave);
	if (await store.survey(definition.id)) return "already-there";
	await store.addSurvey(definition.id, {
		questionnaire: definition.id,
		definition,
		wave,
		status: "open",
		sampling,
		pilotOf: null,
		cleaning: [],
	});
	return "installed";
}
