import { and, eq, max } from "drizzle-orm";
import type { Db } from "./open.ts";
import { derivedVariable } from "./schema/results.ts";

export type StoredDerived = Omit<
	typeof derivedVariable.$inferSelect,
	"surveyId" | "place"
>;

export function derivedStore(results: Db) {
	const of = (surveyId: string) => eq(derivedVariable.surveyId, surveyId);
	const named = (surveyId: string, name: string) =>
		and(of(surveyId), eq(derivedVariable.name, name));
	return {
		/** All versions, in the order in which they were made. */
		async derivedVariables(surveyId: string): Promise<StoredDerived[]> {
			return results
				.select({
					name: derivedVariable.name,
					version: derivedVariable.version,
					definition: derivedVariable.definition,
					uses: derivedVariable.uses,
					isRemoved: derivedVariable.isRemoved,
				})
				.from(derivedVariable)
				.where(of(surveyId))
				.orderBy(derivedVariable.place)
				.all();
		},
		/** Keeps the next version of a name; false where another than `version` is the next. */
		async addDerivedVariable(
			surveyId: string,
			added: Omit<StoredDerived, "isRemoved">,
		): Promise<boolean> {
			return results.transaction(
				(tx) => {
					const last = tx
						.select({ version: max(derivedVariable.version) })
						.from(derivedVariable)
						.where(named(surveyId, added.name))
						.get();
					if ((last?.version ?? 0) + 1 !== added.version) return false;
					const all = tx
						.select({ place: max(derivedVariable.place) })
						.from(derivedVariable)
						.where(of(surveyId))
						.get();
					tx.insert(derivedVariable)
						.values({
							...added,
							surveyId,
							place: (all?.place ?? 0) + 1,
							isRemoved: false,
						})
						.run();
					return true;
				},
				{ behavior: "immediate" },
			);
		},
		/** Takes a name out of what is offered, or back; false where there is none of the name. */
		async setDerivedRemoved(
			surveyId: string,
			name: string,
			isRemoved: boolean,
		): Promise<boolean> {
			const { changes } = results
				.update(derivedVariable)
				.set({ isRemoved })
				.where(named(surveyId, name))
				.run();
			return changes > 0;
		},
	};
}
