import type { Sampling, SurveyStatus } from "../../db/sqlite/schema/design.ts";
import type { Text } from "../../survey-definitions/definition.ts";
import type { ServerContext } from "../context.ts";
import { fieldStatus } from "../field-status.ts";
import { countInTens } from "./count-forms.ts";

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

export async function listSurveys(
	context: ServerContext,
): Promise<ListedSurvey[]> {
	const surveys = await context.store.surveys();
	return Promise.all(
		surveys.map(async ({ id, status, pilotOf, sampling, definition }) => ({
			id,
			title: definition.title,
			population: definition.population,
			status: await fieldStatus(context.store, id),
			pilotOf,
			sampling,
			responses:
				status === "closed"
					? await context.store.responseCount(id)
					: status === "preparing"
						? 0
						: await countInTens(context, id),
		})),
	);
}
