import type { Access, SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { CleaningRule } from "../../survey-definitions/cleaning.ts";
import {
	type CleaningProblem,
	checkCleaning,
} from "../../survey-definitions/cleaning.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import type { DefinitionProblem } from "../../survey-definitions/definition-error.ts";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { markOf } from "../mark-of.ts";
import { Refusal } from "../refusal.ts";
import { isPrinted } from "./set-access.ts";
import { waveProblems } from "./set-wave.ts";

export interface DescribedParameter {
	name: string;
	default?: ParameterValue;
	note?: string;
	value?: ParameterValue;
}

/** What the pages before the field show of a survey; nothing here needs its wave to be complete. */
export interface DescribedSurvey {
	id: string;
	questionnaire: string;
	version: number;
	title: Text;
	population: SurveyDefinition["population"];
	status: SurveyStatus;
	pilotOf: string | null;
	access: Access;
	/** Cards are printed, or keys published: what the cards are stays. */
	isPrinted: boolean;
	/** Another program issues tokens. */
	isSplit: boolean;
	parameters: DescribedParameter[];
	/** Of the parameters as they are stored. */
	waveMark: string;
	consent: SurveyDefinition["consent"];
	problems: DefinitionProblem[];
	cleaning: CleaningRule[];
	cleaningProblems: CleaningProblem[];
	/** The smallest lot that is drawn and no reserve; null before the draw. */
	smallestLot: number | null;
}

export async function describeSurvey(
	context: Pick<ServerContext, "store" | "pepper" | "issuer" | "issuerUrl">,
	surveyId: string,
): Promise<DescribedSurvey> {
	const { store, issuerUrl } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { definition, wave, cleaning, questionnaire, pilotOf } = stored;
	const lots = (await store.lots(surveyId)).filter(({ reserve }) => !reserve);
	return {
		id: surveyId,
		questionnaire: questionnaire || definition.id,
		version: definition.version,
		title: definition.title,
		population: definition.population,
		status: await fieldStatus(store, surveyId),
		pilotOf,
		access: stored.access,
		isPrinted: await isPrinted(context, surveyId, stored.access),
		isSplit: issuerUrl !== undefined,
		parameters: Object.entries(definition.parameters).map(
			([name, { default: usual, note }]) => ({
				name,
				...(usual === undefined ? {} : { default: usual }),
				...(note === undefined ? {} : { note }),
				...(wave[name] === undefined ? {} : { value: wave[name] }),
			}),
		),
		waveMark: markOf(wave),
		consent: definition.consent,
		problems: waveProblems(definition, wave),
		cleaning,
		cleaningProblems: checkCleaning(definition, cleaning),
		smallestLot:
			lots.length > 0 ? Math.min(...lots.map(({ invited }) => invited)) : null,
	};
}

export interface QuestionnaireText {
	sections: Pick<
		SurveyDefinition["sections"][number],
		"id" | "title" | "elements"
	>[];
	scales: SurveyDefinition["scales"];
}

/** The questionnaire to be read through, as its definition writes it. */
export async function questionnaireText(
	{ store }: Pick<ServerContext, "store">,
	surveyId: string,
): Promise<QuestionnaireText> {
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	const { sections, scales } = stored.definition;
	return {
		sections: sections.map(({ id, title, elements }) => ({
			id,
			title,
			elements,
		})),
		scales,
	};
}
