import { and, eq, getTableColumns } from "drizzle-orm";
import type { SurveyDefinition } from "../../survey-definitions/definition.ts";
import type { Db } from "./open.ts";
import { definition, type SurveyStatus, survey } from "./schema/design.ts";

export type SurveyRow = typeof survey.$inferSelect;

export interface StoredSurvey extends Omit<SurveyRow, "definitionVersion"> {
	definition: SurveyDefinition;
}

export type NewSurvey = Omit<StoredSurvey, "id" | "access"> &
	Partial<Pick<StoredSurvey, "access">>;

export function surveyStore(db: Db) {
	const { definitionVersion: _version, ...columns } = getTableColumns(survey);
	const selected = () =>
		db
			.select({ ...columns, definition: definition.body })
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
					access: survey.access,
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
		/** An earlier version may be in people's hands while a later one is fielded. */
		async definition(
			id: string,
			version: number,
		): Promise<SurveyDefinition | undefined> {
			return db
				.select({ body: definition.body })
				.from(definition)
				.where(
					and(eq(definition.surveyId, id), eq(definition.version, version)),
				)
				.get()?.body;
		},
		async addSurvey(id: string, added: NewSurvey): Promise<void> {
			const { definition: body, ...row } = added;
			db.transaction((tx) => {
				tx.insert(survey)
					.values({ ...row, id, definitionVersion: body.version })
					.run();
				tx.insert(definition)
					.values({ surveyId: id, version: body.version, body })
					.run();
			});
		},
		/** What coordinators set before a survey opens; false, and nothing stored, where it is by now not as is meant. */
		async setSurvey(
			id: string,
			changes: Partial<
				Pick<SurveyRow, "wave" | "cleaning" | "sampling" | "access">
			>,
			isMeant: (before: Pick<SurveyRow, "status" | "wave">) => boolean = () =>
				true,
		): Promise<boolean> {
			return db.transaction(
				(tx) => {
					const before = tx
						.select({ status: survey.status, wave: survey.wave })
						.from(survey)
						.where(eq(survey.id, id))
						.get();
					if (!before || !isMeant(before)) return false;
					tx.update(survey).set(changes).where(eq(survey.id, id)).run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		async setStatus(id: string, status: SurveyStatus): Promise<void> {
			db.update(survey).set({ status }).where(eq(survey.id, id)).run();
		},
	};
}
