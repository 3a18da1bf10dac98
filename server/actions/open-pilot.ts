import type {
	SurveyDefinition,
	Text,
} from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { lotLabels, newLotId } from "../drawn-sample.ts";
import { Refusal } from "../refusal.ts";
import { surveyIdForm } from "./new-survey.ts";
import { recordAudit } from "./record-audit.ts";
import { waveProblems } from "./set-wave.ts";

const lots = 2;
/** Under twenty cards a lot would point at people, in a pilot as well. */
export const fewestPilotCards = 40;

/**
 * Makes a pilot of a survey as it stands, with two lots of cards, and opens it at once: a survey of its own, whose data
 * never join those of the survey that it tries out. Its cards are printed as any survey's.
 */
export async function openPilot(
	context: ServerContext,
	surveyId: string,
	cards: number,
	by: string,
): Promise<string> {
	const { store } = context;
	const stored = await store.survey(surveyId);
	if (!stored) throw new Refusal("unknown-survey");
	if (stored.status !== "preparing") throw new Refusal("already-opened");
	if (stored.pilotOf !== null) throw new Refusal("not-a-pilot");
	const { definition, wave } = stored;
	if (waveProblems(definition, wave).length > 0)
		throw new Refusal("field-not-ready");
	const id = `${surveyId}-thu`;
	if (!surveyIdForm.test(id) || (await store.survey(id)))
		throw new Refusal("survey-exists");
	const isByClass = definition.baseWeight.kind === "class";
	const sizes = [Math.ceil(cards / lots), Math.floor(cards / lots)];
	const labels = await lotLabels(store);
	await store.addSample(id, {
		strata: [
			{
				surveyId: id,
				id: 1,
				label: { vi: "Thử nghiệm", en: "Pilot" },
				population: cards,
				domains: {},
			},
		],
		units: [],
		lots: sizes.map((invited) => ({
			id: newLotId(labels),
			surveyId: id,
			stratumId: 1,
			level: 4,
			invited,
			rates: isByClass ? { "1": 1, "2": 1 } : { all: 1 },
		})),
	});
	await store.addSurvey(id, {
		questionnaire: stored.questionnaire,
		definition: labelled({ ...definition, id }),
		// The consent text of the pilot promises what its own lots hold.
		wave: {
			...wave,
			...(definition.parameters.LOT_MIN === undefined
				? {}
				: { LOT_MIN: Math.min(...sizes) }),
		},
		status: "open",
		sampling: "non-probability",
		pilotOf: surveyId,
		cleaning: stored.cleaning,
		access: stored.access,
	});
	await store.setFieldOpen(id, true);
	await recordAudit(context, by, "open-pilot", surveyId, { pilot: id, cards });
	await recordAudit(context, by, "open-pilot", id, { cards });
	return id;
}

/** Whoever sees the form, a card or a table sees that it is a pilot. */
function labelled(definition: SurveyDefinition): SurveyDefinition {
	const label = ({ vi, en }: Text): Text => ({
		vi: `${vi} (thử nghiệm)`,
		en: `${en} (pilot)`,
	});
	const { title, consent } = definition;
	return {
		...definition,
		title: label(title),
		consent: { ...consent, title: label(consent.title) },
	};
}
