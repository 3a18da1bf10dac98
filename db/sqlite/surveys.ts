import { and, eq } from "drizzle-orm";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import type { ParameterValue } from "../../survey-definitions/wave-parameters.ts";
import type { Db } from "./open.ts";
import { definition, type SurveyStatus, survey } from "./schema/design.ts";

export interface StoredSurvey {
	id: string;
	status: SurveyStatus;
	wave: Record<string, ParameterValue>;
	definition: SurveyDefinition;
}

export function surveyStore(db: Db) {
	const selected = () =>
		db
			.select({
				id: survey.id,
				status: survey.status,
				wave: survey.wave,
				definition: definition.body,
			})
			.from(survey)
			.innerJoin(
				definition,
				and(
					eq(definition.surveyId, survey.id),
					eq(definition.version, survey.definitionVersion),
				),
			);
	return {
		/** Without the definition, which is large: enough to know whether it has been read before. */
		async surveyState(id: string) {
			return db
				.select({
					version: survey.definitionVersion,
					wave: survey.wave,
					status: survey.status,
				})
				.from(survey)
				.where(eq(survey.id, id))
				.get();
		},
		async surveys(): Promise<StoredSurvey[]> {
			return selected().orderBy(survey.id).all();
		},
		async survey(id: string): Promise<StoredSurvey | undefined> {
			return selected().where(eq(survey.id, id)).get();
		},
		async addSurvey(
			id: string,
			body: SurveyDefinition,
			wave: Record<string, ParameterValue>,
		): Promise<void> {
			db.transaction((tx) => {
				tx.insert(survey)
					.values({
						id,
						definitionVersion: body.version,
						status: "open",
						wave,
					})
					.run();
				tx.insert(definition)
					.values({ surveyId: id, version: body.version, body })
					.run();
			});
		},
		async setStatus(id: string, status: SurveyStatus): Promise<void> {
			db.update(survey).set({ status }).where(eq(survey.id, id)).run();
		},
	};
}
