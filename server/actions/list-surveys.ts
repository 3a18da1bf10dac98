import type { Sampling, SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";

export interface ListedSurvey {
	id: string;
	title: Text;
	population: "cadres" | "citizens";
	status: SurveyStatus;
	/** What it tries out, where it is a pilot. */
	pilotOf: string | null;
	sampling: Sampling;
	/** While the field is open: rounded down to tens, as it was when first asked for in this hour. */
	responses: number;
}

const hourMs = 3_600_000;
const counted = new WeakMap<
	ServerContext["store"],
	Map<string, { hour: number; responses: number }>
>();

/** A count that moves with each response is a clock: it would tell who has just answered. */
async function countInTheField(
	{ store, now }: ServerContext,
	surveyId: string,
): Promise<number> {
	const counts = counted.get(store) ?? new Map();
	counted.set(store, counts);
	const hour = Math.floor(now() / hourMs);
	const known = counts.get(surveyId);
	if (known?.hour === hour) return known.responses;
	const exact = await store.responseCount(surveyId);
	const responses = Math.floor(exact / 10) * 10;
	counts.set(surveyId, { hour, responses });
	return responses;
}

export async function listSurveys(
	context: ServerContext,
): Promise<ListedSurvey[]> {
	const surveys = await context.store.surveys();
	return Promise.all(
		surveys.map(async ({ id, status, pilotOf, sampling, definition }) => ({
			id,
			title: definition.title,
			population: definition.population,
			status,
			pilotOf,
			sampling,
			responses:
				status === "closed"
					? await context.store.responseCount(id)
					: await countInTheField(context, id),
		})),
	);
}
