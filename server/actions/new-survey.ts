import type { StoredSurvey } from "../../db/sqlite/surveys.ts";
import { usualCleaning } from "../../survey-definitions/cleaning.ts";
import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import { withTranslations } from "../../survey-definitions/languages.ts";
import type { ServerContext } from "../context.ts";
import { languagesOf } from "../languages.ts";
import { readDefinitions } from "../read-definitions.ts";
import { Refusal } from "../refusal.ts";
import { isTrial } from "./install-trial.ts";
import { recordAudit } from "./record-audit.ts";

/** A questionnaire that a survey can be made of. */
export interface Source {
	/** One that comes with the program, or one that an existing survey asks. */
	kind: "questionnaire" | "survey";
	id: string;
	title: Text;
	population: SurveyDefinition["population"];
	version: number;
}

export const surveyIdForm = /^[a-z][a-z0-9-]{0,39}$/;

export async function listSources({
	store,
}: Pick<ServerContext, "store">): Promise<Source[]> {
	const source =
		(kind: Source["kind"]) =>
		({ id, title, population, version }: SurveyDefinition): Source => ({
			kind,
			id,
			title,
			population,
			version,
		});
	const surveys = await store.surveys();
	return [
		...readDefinitions().map(source("questionnaire")),
		...surveys
			.filter(isFielded)
			.map(({ id, definition }) => ({ ...source("survey")(definition), id })),
	];
}

/** What another system collected has no questionnaire: a survey made of it would be called data from outside as well. */
const isFielded = (survey: StoredSurvey): boolean =>
	survey.pilotOf === null &&
	survey.definition.outside === undefined &&
	!isTrial(survey);

/**
 * Makes a survey, or the next wave of one, to be prepared. It begins with the parameters and cleaning rules of the last
 * wave of the same questionnaire, but for its dates.
 */
export async function newSurvey(
	{ store, now, languages }: ServerContext,
	{ id, from }: { id: string; from: Pick<Source, "kind" | "id"> },
	by: string,
): Promise<void> {
	if (!surveyIdForm.test(id))
		throw new Refusal("invalid-request", [
			{ variable: "id", code: "malformed" },
		]);
	const surveys = await store.surveys();
	if (surveys.some((survey) => survey.id === id))
		throw new Refusal("survey-exists");
	const earlier = surveys.filter(isFielded);
	const chosen =
		from.kind === "survey"
			? earlier.find((survey) => survey.id === from.id)
			: undefined;
	const written =
		from.kind === "questionnaire"
			? readDefinitions().find((one) => one.id === from.id)
			: undefined;
	const definition =
		chosen?.definition ??
		(written && withTranslations(written, languagesOf(languages)));
	if (!definition) throw new Refusal("unknown-survey");
	const questionnaire = chosen?.questionnaire || definition.id;
	const before =
		chosen ??
		lastWave(earlier.filter((one) => one.questionnaire === questionnaire));
	await store.addSurvey(id, {
		questionnaire,
		definition: { ...definition, id },
		status: "preparing",
		wave: before ? withoutDates(before.wave, definition) : {},
		sampling: "probability",
		pilotOf: null,
		cleaning: before?.cleaning.length
			? before.cleaning
			: [...(definition.cleaning ?? []), ...usualCleaning],
	});
	await recordAudit({ store, now }, by, "new-survey", id, {
		questionnaire,
		version: definition.version,
	});
}

const lastWave = (waves: StoredSurvey[]): StoredSurvey | undefined =>
	waves.toSorted((a, b) => dateOf(a).localeCompare(dateOf(b))).at(-1);

const dateOf = ({ wave, id }: StoredSurvey) => `${wave.WAVE_DATE ?? ""} ${id}`;

/** Dates belong to the wave that had them, and a parameter that the definition has dropped to none. */
const withoutDates = (
	wave: StoredSurvey["wave"],
	{ parameters }: SurveyDefinition,
) =>
	Object.fromEntries(
		Object.entries(wave).filter(
			([name]) =>
				name in parameters &&
				!["WAVE_DATE", "REF_FROM", "CLOSE_DATE"].includes(name),
		),
	);
